// How would this review have gone with another ranker? Over its own labels.
import type { SimulationRow } from '../../../shared/contract.ts';
import type { Step } from '../../../shared/work.ts';
import type { SimulateTask } from '../work/simulate.ts';
import { stepping, type Answers } from './answer.ts';

export const simulate: Answers<'simulate.run'> = {
  'simulate.run': ({ reviews, work }, { review: id, rankers, priors, seeds }, signal) =>
    stepping<Step & { row?: SimulationRow }, readonly SimulationRow[]>((step) => {
      const task: SimulateTask = { path: reviews.get(id).store.path, rankers, priors, seeds };
      return work.run<readonly SimulationRow[]>('simulateReview', task, { signal, step });
    }),
};
