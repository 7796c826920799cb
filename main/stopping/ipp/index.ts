// Stop when a falling rate of finding, fitted to what was read, leaves too little (Sneyd & Stevenson 2021).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { poissonQuantile } from '../distributions.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn, type Found } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  readonly alpha: number;
  /** Windows whose rates are fitted. */
  readonly windows: number;
}

/** λ(x) = a·x^κ, relevant records per record at place x. */
export interface Rate {
  readonly a: number;
  readonly kappa: number;
}

/** Λ = ∫ from 1 to N of λ: relevant records expected in all. */
export const expectedIn = ({ a, kappa }: Rate, all: number): number =>
  Math.abs(kappa + 1) < 1e-9 ? a * Math.log(all) : (a / (kappa + 1)) * (all ** (kappa + 1) - 1);

/** Σ λ(x) over the places 1 … n: relevant records expected among those read. */
const expectedAmong = ({ a, kappa }: Rate, n: number): number => {
  let sum = 0;
  for (let x = 1; x <= n; x++) sum += a * x ** kappa;
  return sum;
};

/**
 * Least squares of a·x^κ to the rates in equal windows, x the first place of each, so that the rate at the very beginning stays that of the first
 * window: for a given κ the best a is known, κ in [−5, 1] by golden section. What is left over behind the last whole window is not used.
 * Undefined where less was read than there are windows, or nothing found.
 */
export const fitRate = ({ n, r, places }: Pick<Found, 'n' | 'r' | 'places'>, windows: number): Rate | undefined => {
  if (n < windows || r === 0) return undefined;
  const width = Math.floor(n / windows);
  const x = Array.from({ length: windows }, (_, at) => at * width + 1);
  const rate = new Array<number>(windows).fill(0);
  for (const place of places) {
    const window = Math.floor((place - 1) / width);
    if (window < windows) rate[window] = rate[window]! + 1 / width;
  }
  const best = (kappa: number): { a: number; error: number } => {
    let top = 0;
    let bottom = 0;
    for (let at = 0; at < windows; at++) {
      const power = x[at]! ** kappa;
      top += rate[at]! * power;
      bottom += power * power;
    }
    const a = top / bottom;
    let error = 0;
    for (let at = 0; at < windows; at++) error += (rate[at]! - a * x[at]! ** kappa) ** 2;
    return { a, error };
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-5, 1];
  for (let step = 0; step < 60; step++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (best(left).error < best(right).error) high = right;
    else low = left;
  }
  const kappa = (low + high) / 2;
  return { a: best(kappa).a, kappa };
};

export const ipp: StoppingRule<Params> = {
  name: 'ipp',
  kind: 'evidence',
  assumes: 'Relevant records come as a Poisson process whose rate falls as a power of the place, to the end.',
  formula: 'r ≥ τ·Σ_{x≤n} λ(x) and r ≥ τ·R̂; R̂ = Poisson quantile(Λ(N), 1−α), Λ(N) = a/(κ+1)·(N^{κ+1}−1)',
  params: shape(
    v.strictObject({
      alpha: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 0.05),
      windows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3)), 10),
    }),
  ),
  judge(log, target, { alpha, windows }) {
    const found = foundIn(log);
    const rate = fitRate(found, windows);
    if (rate === undefined) return { stop: false, remaining: estimateRemaining(found) };
    // A rising rate can promise more than there are records.
    const expected = Math.min(found.all, Math.max(0, expectedIn(rate, found.all)));
    const bound = poissonQuantile(1 - alpha, expected);
    const limit = target * bound;
    const missing = (total: number) => Math.min(found.left, Math.max(0, Math.round(total - found.r)));
    return {
      stop: found.r >= target * Math.round(expectedAmong(rate, found.n)) && found.r >= limit,
      remaining: [missing(poissonQuantile(alpha, expected)), missing(expected), missing(bound)],
      figure: found.r,
      limit,
    };
  },
};
