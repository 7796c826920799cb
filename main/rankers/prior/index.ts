// In which order does the prior alone put a review?
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { explainPrior, priorScores, priorWants } from '../prior.ts';
import type { Ranker } from '../ranker.ts';

const params = v.object({});
/** The learnt prior by its own name; `fuse` starts from it. */
export const prior: Ranker<object, object> = {
  name: 'prior',
  version: 2,
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
