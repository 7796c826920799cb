// What does the reading so far look like? Over the decisions that count, in order of time.
import type { Curve, Progress } from '../../../shared/contract.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { OpenReview } from './open.ts';
import { holds, isCounted } from './standing.ts';

/** Read here, of citations that are shown; no prior knowledge. */
export const counted = (review: OpenReview): readonly Decision[] =>
  [...review.standing.stands.values()].filter((row) => isCounted(row) && holds(review.shown(), row.citation));

const mostPoints = 2_000;

/** Relevant found after each read citation: all points where few, else every so many and the last. */
export const curveOf = (read: readonly Decision[]): Curve['points'] => {
  const every = Math.max(1, Math.ceil(read.length / (mostPoints - 1)));
  const points: { read: number; found: number }[] = [];
  let found = 0;
  read.forEach(({ verdict }, at) => {
    if (verdict === 'include') found += 1;
    if ((at + 1) % every === 0 || at === read.length - 1) points.push({ read: at + 1, found });
  });
  return points;
};

/** By the calendar day of the decision's time, UTC. */
export const daysOf = (read: readonly Decision[]): Progress['days'] => {
  const days = new Map<string, { read: number; found: number }>();
  for (const { at, verdict } of read) {
    const day = at.slice(0, 10);
    const sum = days.get(day) ?? { read: 0, found: 0 };
    days.set(day, { read: sum.read + 1, found: sum.found + Number(verdict === 'include') });
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, sum]) => ({ day, ...sum }));
};

/** A longer silence is a pause and no reading time. */
const pauseMs = 5 * 60_000;

/** Over the last hundred; undefined below ten. */
export const perHour = (read: readonly Decision[]): number | undefined => {
  const times = read.slice(-100).map(({ at }) => Date.parse(at));
  if (times.length < 10) return undefined;
  const gaps = times.slice(1).flatMap((time, at) => {
    const gap = time - times[at]!;
    return gap >= 0 && gap <= pauseMs ? [gap] : [];
  });
  const spent = gaps.reduce((sum, gap) => sum + gap, 0);
  return spent === 0 ? undefined : Math.round((gaps.length * 3_600_000) / spent);
};

/** Read since the last relevant one. */
export const sinceLast = (read: readonly Decision[]): number => read.length - 1 - read.findLastIndex(({ verdict }) => verdict === 'include');
