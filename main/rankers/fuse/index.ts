// In which order does a new review start?
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { explainPrior, priorScores, priorWants } from '../prior.ts';
import type { Ranker } from '../ranker.ts';

const params = v.object({});
/** The zero-shot ranking of a new review: BM25 of every part of the protocol and likeness by meaning, fused by the prior learnt across reviews. */
export const fuse: Ranker<object, object> = {
  name: 'fuse',
  version: 3,
  params: shape(params),
  learns: false,
  wants: (view, _given, explain) => priorWants(view, explain),
  *fit(_view, given) {
    yield { done: 1, total: 1 };
    return given;
  },
  score: (_model, view) => priorScores(view),
  explain: (_model, view, at) => explainPrior(view, at),
};
