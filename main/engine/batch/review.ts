// How does a command make and check a review at a place of its own?
import type { Protocol } from '../../../shared/citation.ts';
import { Failure, sentence } from '../../../shared/failures.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { createReview, verifyReview } from '../../store/index.ts';

/** An empty review at this path. @throws Failure where something is there already or cannot be written */
export const createAt = (path: string, protocol: Protocol | undefined, now: () => Date): void => {
  createReview(path, { by: 'winnow', protocol }, { now: () => now().toISOString() }).close();
};

/** What is wrong with the file, in sentences; none where it is sound. @throws Failure where it is no review of ours */
export const verifyAt = (path: string, { signal, step }: { signal: Signal; step: (step: Step) => void }): string[] => {
  const work = verifyReview(path);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value.map(({ code, slots }) => sentence(code, slots));
    if (signal.aborted) throw new Failure('call.cancelled');
    step(next.value);
  }
};
