// How likely would each record's words, mixed with all records' words, have said the query?
// Query likelihood with Jelinek-Mercer smoothing (Zhai & Lafferty 2004); λ weighs the collection. Words no record has are left out.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { askedShape, lexicalRanker, matchBy } from '../asked.ts';
import { jelinekMercer } from '../lexical.ts';

const params = v.object({ ...askedShape.entries, lambda: v.optional(v.pipe(v.number(), v.minValue(0.001), v.maxValue(0.999)), 0.4) });
export type QlmJmParams = v.InferOutput<typeof params>;

export const qlmJm = lexicalRanker<QlmJmParams>({
  name: 'qlm-jm',
  version: 1,
  params: shape(params),
  match: matchBy((counts, query, { lambda }) => jelinekMercer(counts, query, lambda)),
});
