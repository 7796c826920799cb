// Which exclusion reason do the exclusions made so far suggest for a record, and how often would such a suggestion have been right?
// Rocchio's difference for each reason: mean cosine to the records excluded with it less mean cosine to the others; judged by leaving each one out.
import type { Rows, Work } from '../../shared/work.ts';
import { addRows, rowsTimes, vectorLength } from '../learners/products.ts';

/** Exclusions with a reason, in order of time. */
export interface Reasoned {
  /** Positions, none twice. */
  readonly at: Uint32Array;
  /** Number of the reason of each. */
  readonly reason: Uint32Array;
}

export interface SuggestedReason {
  readonly reason: number;
  /** So many of `of` exclusions would have got the reason they have, judged by the others. */
  readonly right: number;
  readonly of: number;
}

/** The newest so many teach: a reader's use of reasons settles, and all pairs of them are looked at. */
const mostTaught = 400;
const leastTaught = 10;
/** A reason given less often is not suggested. */
const leastOfOne = 3;

/**
 * Undefined while there is too little to go by, or while always suggesting the commonest reason would be right as often.
 * @param rows of length 1 @param asked left out where it is among those excluded
 */
export function* suggestReason(rows: Rows, given: Reasoned, asked: number): Work<SuggestedReason | undefined> {
  const newest = [...given.at.keys()].filter((k) => given.at[k] !== asked).slice(-mostTaught);
  const at = Uint32Array.from(newest, (k) => given.at[k]!);
  const reason = newest.map((k) => given.reason[k]!);
  const size = new Map<number, number>();
  for (const one of reason) size.set(one, (size.get(one) ?? 0) + 1);
  const offered = [...size].filter(([, many]) => many >= leastOfOne).map(([one]) => one);
  if (at.length < leastTaught || offered.length < 2) return undefined;

  const vector = new Float64Array(vectorLength(rows));
  const near = new Float64Array(at.length);
  const nearestTo = (position: number, without: number): number => {
    vector.fill(0);
    addRows(rows, Uint32Array.of(position), Float64Array.of(1), vector);
    rowsTimes(rows, at, vector, near);
    return bestReason(near, reason, offered, without);
  };
  let right = 0;
  for (let k = 0; k < at.length; k++) {
    if (nearestTo(at[k]!, k) === reason[k]) right++;
    if (k % 16 === 15) yield { done: k, total: at.length };
  }
  if (right <= Math.max(...size.values())) return undefined;
  return { reason: nearestTo(asked, -1), right, of: at.length };
}

/** Of equals the first reason given. @param without place of the one left out, or −1 */
const bestReason = (near: Float64Array, reason: readonly number[], offered: readonly number[], without: number): number => {
  let best = offered[0]!;
  let most = -Infinity;
  for (const one of offered) {
    let [own, owns, others, rest] = [0, 0, 0, 0];
    for (let k = 0; k < reason.length; k++) {
      if (k === without) continue;
      if (reason[k] === one) {
        own += near[k]!;
        owns++;
      } else {
        others += near[k]!;
        rest++;
      }
    }
    const difference = own / Math.max(1, owns) - others / Math.max(1, rest);
    if (difference > most) [best, most] = [one, difference];
  }
  return best;
};
