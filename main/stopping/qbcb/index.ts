// Stop when enough of a pre-drawn sample of relevant records were found: the quantile binomial bound (Lewis et al. 2021).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';
import { leastFound, sampledFound } from '../sample.ts';

interface Params {
  /** Relevant records in the random sample drawn before screening. */
  readonly sampled: number;
  readonly alpha: number;
}

export const qbcb: StoppingRule<Params> = {
  name: 'qbcb',
  kind: 'proof',
  assumes: 'The sample was drawn at random before screening and the ranker did not know it; it must hold ⌈ln α/ln τ⌉ relevant ones (59 at .95).',
  formula: 'j of s sampled relevant found, j least with BinCDF(j−1; s, τ) ≥ 1−α',
  params: shape(
    v.strictObject({
      sampled: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
      alpha: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 0.05),
    }),
  ),
  sample: { kind: 'relevant', size: (target) => Math.ceil(Math.log(0.05) / Math.log(Math.min(target, 0.9999))) },
  judge(log, target, { sampled, alpha }) {
    const found = foundIn(log);
    const figure = sampledFound(log);
    const limit = leastFound(sampled, target, alpha);
    return { stop: limit !== undefined && figure >= limit, remaining: estimateRemaining(found), figure, limit };
  },
};
