// Which records share the protocol's rare words, a title's word counting more than an abstract's?
// BM25F (Zaragoza et al. 2004, RANKING §2): tf := Σ_f w_f·tf_f/(1 − b_f + b_f·len_f/avg_f), then idf·tf(k₁+1)/(tf+k₁).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import type { Work } from '../../../shared/work.ts';
import type { Counts } from '../../text/counts.ts';
import { askedShape, lexicalRanker, type Matched } from '../asked.ts';
import { queryOf } from '../lexical.ts';
import type { View } from '../ranker.ts';

const weight = (usual: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), usual);
const share = (usual: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), usual);
const params = v.object({
  words: askedShape.entries.words,
  parts: askedShape.entries.parts,
  k1: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 1.2),
  /** Weights and length normalisation of title, abstract, keywords with MeSH. */
  title: weight(2),
  abstract: weight(1),
  terms: weight(1),
  bTitle: share(0.4),
  bAbstract: share(0.75),
  bTerms: share(0.4),
});
export type Bm25fParams = v.InferOutput<typeof params>;

interface Part {
  readonly counts: Counts;
  readonly weight: number;
  readonly b: number;
  /** Number of the query's word, by column; −1. */
  readonly word: Int32Array;
}

/** The query's words that a record has, with their weighted frequency; gone over twice: for the records of each word, then for the scores. */
function* match(view: View, given: Bm25fParams, text: string): Work<Matched> {
  const parts: Part[] = [];
  const times = new Map<string, number>();
  for (const [field, weight, b] of [
    ['title', given.title, given.bTitle],
    ['abstract', given.abstract, given.bAbstract],
    ['terms', given.terms, given.bTerms],
  ] as const) {
    const counts = yield* view.counts(given.words, field);
    const query = queryOf(counts, given.words, text);
    query.columns.forEach((column, k) => times.set(counts.word(column), query.times[k]!));
    parts.push({ counts, weight, b, word: new Int32Array(counts.rows.width).fill(-1) });
  }
  const words = [...times.keys()].sort();
  for (const { counts, word } of parts)
    words.forEach((one, k) => {
      const column = counts.column(one);
      if (column >= 0) word[column] = k;
    });
  const tf = new Float64Array(words.length);
  const found: number[] = [];
  const read = (at: number): void => {
    for (const k of found) tf[k] = 0;
    found.length = 0;
    for (const { counts, weight, b, word } of parts) {
      const { rows, length, total } = counts;
      const scale = weight / (1 - b + (b * length[at]! * rows.n) / Math.max(1, total));
      for (let entry = rows.start[at]!; weight > 0 && entry < rows.start[at + 1]!; entry++) {
        const k = word[rows.index[entry]!]!;
        if (k < 0) continue;
        if (tf[k] === 0) found.push(k);
        tf[k] = tf[k]! + scale * rows.value[entry]!;
      }
    }
  };

  const documents = new Float64Array(words.length);
  for (let at = 0; at < view.n; at++) {
    read(at);
    for (const k of found) documents[k] = documents[k]! + 1;
    if (at % 4096 === 4095) yield { done: at + 1, total: 2 * view.n };
  }
  const idf = Float64Array.from(words, (word, k) => times.get(word)! * Math.log(1 + (view.n - documents[k]! + 0.5) / (documents[k]! + 0.5)));
  const term = (k: number): number => (idf[k]! * tf[k]! * (given.k1 + 1)) / (tf[k]! + given.k1);
  const scores = new Float64Array(view.n);
  for (let at = 0; at < view.n; at++) {
    read(at);
    found.sort((one, other) => one - other);
    for (const k of found) scores[at] = scores[at]! + term(k);
    if (at % 4096 === 4095) yield { done: view.n + at + 1, total: 2 * view.n };
  }
  return {
    scores,
    words: (at) => {
      read(at);
      return found.map((k) => ({ label: words[k]!, weight: term(k) }));
    },
    fromNothing: true,
  };
}

export const bm25f = lexicalRanker<Bm25fParams>({ name: 'bm25f', version: 1, params: shape(params), match });
