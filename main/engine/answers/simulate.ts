// How would this review have gone with another ranker? Over its own labels.
import { Failure } from '../../../shared/failures.ts';
import type { Answers } from './answer.ts';

export const simulate: Answers<'simulate.run'> = {
  'simulate.run': () => {
    throw new Failure('simulate.labels');
  },
};
