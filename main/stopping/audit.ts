// What does a random sample of the unread tail prove about recall? Exact, whatever the ranker did.
import { binomialCdf, hypergeometricCdf, lnChoose } from './distributions.ts';
import { wholePart } from './found.ts';

/**
 * The state before an audit. Tail: all U unscreened records, twins as records.
 * `sensitivity` σ: the chance that a relevant record drawn is recognised, (0, 1].
 */
export interface Tail {
  /** Relevant records found before (r); priors and imported labels do not count. */
  readonly found: number;
  /** Unscreened records (U). */
  readonly left: number;
  readonly target: number;
  readonly alpha: number;
  readonly sensitivity?: number;
}

/**
 * P(at most k recognised) when D of the U are relevant and m are drawn: the hypergeometric CDF, and with σ < 1
 * Σ_j P(j drawn)·BinCDF(k; j, σ). Falls as D or m grows.
 */
export const chanceOfAtMost = (k: number, of: { left: number; relevant: number; sample: number; sensitivity?: number }): number => {
  const { left, relevant, sample, sensitivity = 1 } = of;
  if (sensitivity >= 1) return hypergeometricCdf(k, left, relevant, sample);
  let sum = 0;
  const total = lnChoose(left, sample);
  for (let j = Math.max(0, sample + relevant - left); j <= Math.min(relevant, sample); j++) {
    const drawn = Math.exp(lnChoose(relevant, j) + lnChoose(left - relevant, sample - j) - total);
    if (drawn > 1e-18) sum += drawn * binomialCdf(k, j, sensitivity);
  }
  return Math.min(1, sum);
};

/** Is a chance above α? Sums of floats that mean α itself count as α. */
const exceeds = (chance: number, alpha: number): boolean => chance > alpha * (1 + 1e-9);

/** The largest whole number in [low, high] for which a condition holds that fails from some number on; low − 1 where it never holds. */
const lastWhere = (low: number, high: number, holds: (x: number) => boolean): number => {
  let [yes, no] = [low - 1, high + 1];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
};

/** d: so many relevant ones may be in the tail and recall is still at least the target, after an audit that found k of them. */
export const mayMiss = ({ found, target }: Pick<Tail, 'found' | 'target'>, k: number): number => wholePart(found + k, target) - found;

/**
 * The smallest sample that certifies the target if at most `allowed` relevant records are in it: least m with
 * P(at most k | D = d + 1, m) ≤ α, d by {@link mayMiss}. 0 where the tail is too small to hold d + 1.
 * With σ < 1 there may be none: undefined.
 */
export const planSample = (tail: Tail, allowed: number): number | undefined => {
  const { left, alpha, sensitivity } = tail;
  const relevant = mayMiss(tail, allowed) + 1;
  if (relevant > left) return 0;
  const tooFew = (sample: number) => exceeds(chanceOfAtMost(allowed, { left, relevant, sample, sensitivity }), alpha);
  const sample = lastWhere(0, left, tooFew) + 1;
  return sample > left ? undefined : sample;
};

/** The chance that an audit with at most `allowed` in the sample passes, were `relevant` in the tail. */
export const chanceToPass = ({ left, sensitivity }: Pick<Tail, 'left' | 'sensitivity'>, sample: number, allowed: number, relevant: number): number =>
  chanceOfAtMost(allowed, { left, relevant: Math.min(relevant, left), sample, sensitivity });

/** What an audit found: k relevant among m drawn. */
export interface Audited {
  readonly sample: number;
  readonly relevant: number;
}

export interface Proof {
  /** D_U: at most so many relevant were in the tail, k among them, with confidence 1 − α. */
  readonly missingHigh: number;
  /** R_L = (r + k)/(r + D_U): recall after the audit is at least this with confidence 1 − α. 1 where nothing can be relevant. */
  readonly recallLow: number;
  readonly certified: boolean;
  /** D̂ = U·k/m and the interval with α/2 on each side. */
  readonly estimate: readonly [low: number, mid: number, high: number];
}

/** D_U = max{D : P(at most k | D) > α}. */
const highest = ({ left, sensitivity }: Tail, { sample, relevant: k }: Audited, alpha: number): number =>
  // Drawn and judged irrelevant: with σ = 1 they cannot be relevant.
  lastWhere(k, left - ((sensitivity ?? 1) >= 1 ? sample - k : 0), (relevant) =>
    exceeds(chanceOfAtMost(k, { left, relevant, sample, sensitivity }), alpha),
  );

/** @param audited m > 0, all m labelled, m fixed beforehand, the tail not chosen again */
export const prove = (tail: Tail, audited: Audited): Proof => {
  const { found, left, alpha } = tail;
  const { sample, relevant: k } = audited;
  const missingHigh = Math.max(k, highest(tail, audited, alpha));
  const recallLow = found + missingHigh === 0 ? 1 : (found + k) / (found + missingHigh);
  // min{D : P(at least k | D) > α/2}.
  const tooFew = (relevant: number) => 1 - chanceOfAtMost(k - 1, { left, relevant, sample, sensitivity: tail.sensitivity }) <= alpha / 2;
  const low = k === 0 ? 0 : lastWhere(k, left, tooFew) + 1;
  return {
    missingHigh,
    recallLow,
    certified: missingHigh <= mayMiss(tail, k),
    estimate: [low, (left * k) / sample, Math.max(k, highest(tail, audited, alpha / 2))],
  };
};

/** α of audit j (from 1): α/J where J audits were fixed beforehand, else α·2^{−j}. */
export const alphaOf = (alpha: number, audit: number, audits?: number): number => (audits === undefined ? alpha * 2 ** -audit : alpha / audits);
