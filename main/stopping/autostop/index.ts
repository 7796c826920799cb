// Stop when an unbiased estimate from unequal sampling says that enough were found (Li & Kanoulas 2020).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { lnGamma } from '../distributions.ts';
import { foundIn, type Found } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  /** Add one standard deviation to the estimate. */
  readonly strict: boolean;
}

/** π of the record ranked `rank` of `all` after so many draws with replacement, p_i ∝ ln((N+1)/rank). */
export const inclusion = (rank: number, all: number, draws: number): number => {
  const sum = all * Math.log(all + 1) - lnGamma(all + 1); // Σ ln((N+1)/i)
  // A lone record is drawn for certain: rounding must not make that more.
  return 1 - Math.max(0, 1 - Math.log((all + 1) / rank) / sum) ** draws;
};

/** Horvitz–Thompson: Σ 1/π over sampled relevant records, and its standard deviation as of independent draws. */
export const estimateTotal = ({ n, all, places }: Found): { total: number; deviation: number } => {
  let total = 0;
  let variance = 0;
  for (const place of places) {
    const share = inclusion(place, all, n);
    total += 1 / share;
    variance += (1 - share) / (share * share);
  }
  return { total, deviation: Math.sqrt(variance) };
};

export const autostop: StoppingRule<Params> = {
  name: 'autostop',
  kind: 'evidence',
  assumes:
    'Records are drawn with the stated chances instead of picked from the top; here the place of each stands for its rank. Unbiased then, with a huge variance.',
  formula: 'r ≥ τ·R̂ (strict: R̂+sd), R̂ = Σ y/π, π = 1−(1−p)^{draws}, p ∝ ln((N+1)/rank)',
  params: shape(v.strictObject({ strict: v.optional(v.boolean(), false) })),
  judge(log, target, { strict }) {
    const found = foundIn(log);
    const { total, deviation } = estimateTotal(found);
    const limit = target * (total + (strict ? deviation : 0));
    const missing = (estimate: number) => Math.min(found.left, Math.max(0, Math.round(estimate - found.r)));
    return {
      stop: found.r > 0 && found.r >= limit,
      remaining: [missing(total - 2 * deviation), missing(total), missing(total + 2 * deviation)],
      figure: found.r,
      limit,
    };
  },
};
