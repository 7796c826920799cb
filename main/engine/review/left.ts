// About how many relevant citations are left? Nothing is said before there is enough to say it from.
import type { Left } from '../../../shared/contract.ts';
import { leftAfter } from '../../stopping/summary.ts';
import type { Screened } from '../../stopping/rule.ts';
import type { OpenReview } from './open.ts';
import { counted } from './progress.ts';

/** What a stopping rule may see: read here, in order; prior knowledge and imported labels cannot be in it. Relevant is what was included. */
export const screenedIn = (review: OpenReview): Screened => {
  const read = counted(review);
  const { all } = review.standing.counts(review.shown(), 0);
  return {
    relevant: Uint8Array.from(read, ({ verdict }) => Number(verdict === 'include')),
    audit: new Uint8Array(read.length), // no sample is kept from the ranker here; what an audit drew from the rest was read by its end
    left: all - read.length,
  };
};

interface Known {
  readonly seq: number;
  readonly shown: Uint32Array;
  readonly left: Left | undefined;
}
const known = new WeakMap<OpenReview, Known>();

/** Asked with every summary, computed once a decision. */
export const leftIn = (review: OpenReview): Left | undefined => {
  const last = known.get(review);
  const { seq } = review.standing;
  const shown = review.shown();
  if (last?.seq === seq && last.shown === shown) return last.left;
  const left = leftAfter(screenedIn(review));
  known.set(review, { seq, shown, left });
  return left;
};
