// How likely would each record's words have said the query, if a long record's words are trusted more than a short one's?
// Query likelihood with Dirichlet smoothing (Zhai & Lafferty 2004). Words no record has are left out.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { askedShape, lexicalRanker, matchBy } from '../asked.ts';
import { dirichlet } from '../lexical.ts';

const params = v.object({ ...askedShape.entries, mu: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(1e6)), 1000) });
export type QlmDirParams = v.InferOutput<typeof params>;

export const qlmDir = lexicalRanker<QlmDirParams>({
  name: 'qlm-dir',
  version: 1,
  params: shape(params),
  match: matchBy((counts, query, { mu }) => dirichlet(counts, query, mu)),
});
