// In which order does a new review start?
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { explainPrior, priorScores } from '../prior.ts';
import type { Ranker } from '../ranker.ts';

const params = v.object({});
export type FuseParams = v.InferOutput<typeof params>;

/** The zero-shot ranking: every part of the protocol by BM25, fused by reciprocal rank. */
export const fuse: Ranker<FuseParams, FuseParams> = {
  name: 'fuse',
  version: 1,
  params: shape(params),
  learns: false,
  wants: () => [],
  *fit(_view, given) {
    yield { done: 1, total: 1 };
    return given;
  },
  score: (_model, view) => priorScores(view),
  explain: (_model, view, at) => explainPrior(view, at),
};
