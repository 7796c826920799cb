// How many relevant records are probably left?
import { amongLast, type Found } from './found.ts';

/** θ: the length over which the rate of finding falls to 1/e, in records. */
export const fadingLength = (all: number): number => 0.08 * all;

/**
 * The rate of finding fades: of what the present rate would find in all that is left, only what it finds within a fading length counts.
 *
 *   m = ρ·θ·(1 − e^{−U/θ}),  θ = .08·N,  ρ² = (h + ½)/(n/2) · (f + ½)/(n/5)
 *
 * h, f: relevant in the last half and the last fifth of what was screened. ρ·θ·(1 − e^{−U/θ}) is the integral over the U unscreened records of a
 * rate that falls exponentially from ρ. An estimate by experience, not by proof: θ and the interval's factors were set on active-learning orders
 * of 39 reviews (bench/results/stopping.md has its coverage).
 *
 * @returns low, middle, high: whole numbers, 0 … left, meant to hold the truth nine times in ten
 */
export const estimateRemaining = (found: Found): readonly [low: number, mid: number, high: number] => {
  const { n, r, left, all } = found;
  if (left === 0) return [0, 0, 0];
  if (n < 10 || r === 0) return [0, 0, left];
  const fading = fadingLength(all);
  const half = (amongLast(found, n / 2) + 0.5) / (n / 2);
  const fifth = (amongLast(found, n / 5) + 0.5) / (n / 5);
  const middle = Math.sqrt(half * fifth) * fading * (1 - Math.exp(-left / fading));
  const within = (records: number) => Math.min(left, Math.max(0, records));
  const widest = r < 3 ? 7 : 3.5;
  return [within(Math.floor((middle + 0.5) / 4 - 0.5)), within(Math.round(middle)), within(Math.ceil((middle + 0.5) * widest - 0.5))];
};
