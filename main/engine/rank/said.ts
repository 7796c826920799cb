// What has the network said of the set in memory? Read from the file as it grows; what is read once is not read again.
import type { Encoder, Want } from '../../../shared/evidence.ts';
import type { Collection } from '../../rankers/ranker.ts';
import type { Review } from '../../store/index.ts';
import { networkText, queryQuestion, textHash, vectorQuestion } from './network-text.ts';

export interface Said {
  /** Whether the file may hold more than is here. */
  behind(revision: number, queries: readonly string[]): boolean;
  /** Takes in what the file has beyond what is here. */
  read(review: Review, encoder: Encoder, queries: readonly string[], revision: number): void;
  readonly answer: (want: Want) => Float32Array;
}

export const saidOf = (collection: Collection): Said => {
  let model = '';
  let width = 0;
  let at = -1;
  let records = new Float32Array(0);
  let missing: { at: number; hash: string }[] = [];
  const queries = new Map<string, Float32Array>();
  const begin = (encoder: Encoder) => {
    model = encoder.model;
    width = encoder.width;
    records = new Float32Array(collection.n * width).fill(Number.NaN);
    missing = Array.from({ length: collection.n }, (_unused, at) => ({ at, hash: textHash(networkText(collection.citation(at))) }));
    queries.clear();
  };
  return {
    behind: (revision, texts) => revision !== at || texts.some((text) => !queries.has(text)),
    read: (review, encoder, texts, revision) => {
      at = revision;
      if (encoder.model !== model) begin(encoder);
      const open = texts.filter((text) => !queries.has(text));
      const asked = review.evidence.read(queryQuestion(encoder), open.map(textHash), width);
      open.forEach((text, i) => {
        if (!Number.isNaN(asked[i * width])) queries.set(text, asked.slice(i * width, (i + 1) * width));
      });
      const values = review.evidence.read(
        vectorQuestion(encoder),
        missing.map(({ hash }) => hash),
        width,
      );
      missing = missing.filter(({ at: position }, i) => {
        if (Number.isNaN(values[i * width])) return true;
        records.set(values.subarray(i * width, (i + 1) * width), position * width);
        return false;
      });
    },
    answer: (want) => {
      if (want.model !== model) return new Float32Array(0);
      if (want.kind === 'query') return queries.get(want.query) ?? new Float32Array(0);
      return want.kind === 'vector' && want.part === 'both' ? records : new Float32Array(want.at.length).fill(Number.NaN);
    },
  };
};
