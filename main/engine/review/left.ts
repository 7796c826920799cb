// About how many relevant citations are left? Nothing is said before there is enough to say it from.
import type { Left } from '../../../shared/contract.ts';
import { estimateRemaining } from '../../stopping/estimate.ts';
import { foundIn } from '../../stopping/found.ts';
import type { Screened } from '../../stopping/rule.ts';
import type { OpenReview } from './open.ts';
import { counted } from './progress.ts';

/** What a stopping rule may see: read here, in order; prior knowledge cannot be in it. Relevant is what was included. */
export const screenedIn = (review: OpenReview): Screened => {
  const read = counted(review);
  const { all } = review.standing.counts(review.shown(), 0);
  return {
    relevant: Uint8Array.from(read, ({ verdict }) => Number(verdict === 'include')),
    audit: Uint8Array.from(read, ({ origin }) => Number(origin === 'audit')),
    left: all - read.length,
  };
};

/** Before so many are read and any was found, an interval would span everything. */
const fewest = 10;

export const leftAfter = (log: Screened): Left | undefined => {
  const found = foundIn(log);
  if (found.n < fewest || found.r === 0) return undefined;
  const [low, mid, high] = estimateRemaining(found);
  return { low, mid, high };
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
