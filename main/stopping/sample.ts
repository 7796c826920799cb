// How many of the relevant records sampled beforehand must the ranker have found?
import { binomialCdf } from './distributions.ts';
import type { Screened } from './rule.ts';

/**
 * The least j with P(Bin(s, τ) ≤ j − 1) ≥ 1 − α: having found j of s, recall is at least τ with that confidence (Lewis et al. 2021).
 * Undefined below s = ⌈ln α/ln τ⌉, where even all s prove too little.
 */
export const leastFound = (sampled: number, target: number, alpha: number): number | undefined => {
  for (let j = 1; j <= sampled; j++) if (binomialCdf(j - 1, sampled, target) >= 1 - alpha) return j;
  return undefined;
};

/** Relevant records of the sample that the ranker has come to by itself. */
export const sampledFound = ({ relevant, audit }: Screened): number => {
  let sum = 0;
  for (let at = 0; at < relevant.length; at++) sum += relevant[at]! & audit[at]!;
  return sum;
};
