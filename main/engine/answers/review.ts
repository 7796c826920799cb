// How does a review stand, who hears of changes, is its file sound?
import type { Changed } from '../../../shared/contract.ts';
import { Failure, sentence } from '../../../shared/failures.ts';
import type { Fault } from '../../store/index.ts';
import { summaryOf } from '../review/summary.ts';
import { stepping, type Answers } from './answer.ts';

export const review: Answers<'review.summary' | 'review.watch' | 'review.close' | 'review.verify'> = {
  'review.summary': (world, { review: id }) => summaryOf(world, world.reviews.get(id)),
  'review.watch': ({ reviews }, { review: id }, signal) => {
    const open = reviews.get(id);
    return stepping<Changed, never>(
      (step) =>
        new Promise<never>((_resolve, reject) => {
          step({ revision: open.revision, queue: false });
          const stop = open.watch(step);
          const end = () => {
            stop();
            reject(new Failure('call.cancelled'));
          };
          if (signal.aborted) end();
          else signal.addEventListener('abort', end);
        }),
    );
  },
  /** Another window may have it open, or files may be coming in: then it stays. */
  'review.close': async ({ reviews }, { review: id }) => {
    if (reviews.peek(id)?.inUse === false) await reviews.close(id);
    return {};
  },
  'review.verify': (world, { review: id }, signal) =>
    stepping(async (step) => {
      const { path } = world.library.get(id);
      const faults = await world.work.run<readonly Fault[]>('verify', { path }, { signal, step });
      return { sound: faults.length === 0, findings: faults.map(({ code, slots }) => sentence(code, slots)) };
    }),
};
