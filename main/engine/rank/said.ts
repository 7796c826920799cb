// What has the network said of the set in memory? Read from the file as it grows; what is read once is not read again.
import type { Encoder, Want } from '../../../shared/evidence.ts';
import type { Collection } from '../../rankers/ranker.ts';
import type { Question, Review } from '../../store/index.ts';
import { networkText, queryQuestion, questionKey, questionOf, textHash, vectorQuestion } from './network-text.ts';

export interface Said {
  /** Whether the file may hold more than is here. */
  behind(revision: number, queries: readonly string[], pairs: readonly Want[]): boolean;
  /** Takes in what the file has beyond what is here. */
  read(review: Review, encoder: Encoder, asked: { readonly queries: readonly string[]; readonly pairs: readonly Want[] }, revision: number): void;
  readonly answer: (want: Want) => Float32Array;
}

export const saidOf = (collection: Collection): Said => {
  let model = '';
  let width = 0;
  let at = -1;
  let records = new Float32Array(0);
  let missing: { at: number; hash: string }[] = [];
  const queries = new Map<string, Float32Array>();
  const pairs = new Map<string, Float32Array>();
  const hashes: string[] = [];
  const hashAt = (position: number): string => (hashes[position] ??= textHash(networkText(collection.citation(position))));
  const begin = (encoder: Encoder) => {
    model = encoder.model;
    width = encoder.width;
    records = new Float32Array(collection.n * width).fill(Number.NaN);
    missing = Array.from({ length: collection.n }, (_unused, position) => ({ at: position, hash: hashAt(position) }));
    queries.clear();
    pairs.clear();
  };
  /** Of most records nothing was asked: only those not answered yet are looked up. */
  const readPairs = (review: Review, question: Question) => {
    const key = questionKey(question);
    const all = pairs.get(key) ?? new Float32Array(collection.n).fill(Number.NaN);
    pairs.set(key, all);
    const open = [...all.keys()].filter((position) => Number.isNaN(all[position]));
    const values = review.evidence.read(question, open.map(hashAt), 1);
    open.forEach((position, i) => (all[position] = values[i]!));
  };
  return {
    behind: (revision, texts, wants) =>
      revision !== at || texts.some((text) => !queries.has(text)) || wants.some((want) => !pairs.has(questionKey(questionOf(want)))),
    read: (review, encoder, { queries: texts, pairs: wants }, revision) => {
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
      for (const want of wants) readPairs(review, questionOf(want));
    },
    answer: (want) => {
      if (want.kind === 'pair' && want.part === 'both') {
        const all = pairs.get(questionKey(questionOf(want)));
        return Float32Array.from(want.at, (position) => all?.[position] ?? Number.NaN);
      }
      if (want.model !== model) return new Float32Array(0);
      if (want.kind === 'query') return queries.get(want.query) ?? new Float32Array(0);
      return want.kind === 'vector' && want.part === 'both' ? records : new Float32Array(want.at.length).fill(Number.NaN);
    },
  };
};
