// Which records share the rarest words with the protocol, and share them often for their length?
// Robertson & Walker's BM25 in Lucene's form; see bm25Model. Gensim's idf, which Wang et al. used, turns negative for df > N/2.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { askedShape, lexicalRanker, matchBy, referenceWords } from '../asked.ts';
import { bm25Model } from '../lexical.ts';

const params = v.object({
  ...askedShape.entries,
  k1: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 1.2),
  b: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.75),
});
export type Bm25Params = v.InferOutput<typeof params>;

export const bm25 = lexicalRanker<Bm25Params>({ name: 'bm25', version: 1, params: shape(params), match: matchBy<Bm25Params>(bm25Model) });

/** As an independent BM25 runs it for comparison. */
export const bm25Reference = { ...referenceWords, k1: 1.2, b: 0.75 } as const;
