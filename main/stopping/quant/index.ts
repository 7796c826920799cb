// Stop when calibrated chances say that enough of the expected relevant records were seen (Yang, Lewis & Frieder 2021).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { deviationOf, recallOf, sumsOf } from '../chances.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  /** Standard deviations taken off the estimate: 0 Quant, 2 QuantCI. */
  readonly deviations: number;
}

export const quant: StoppingRule<Params> = {
  name: 'quant',
  kind: 'evidence',
  assumes: 'The chances are calibrated, also for records unlike those seen.',
  formula: 'r̂ − d·sd ≥ τ, r̂ = Σ_seen p/Σ_all p (Quant d 0, QuantCI d 2)',
  params: shape(v.strictObject({ deviations: v.optional(v.pipe(v.number(), v.minValue(0)), 0) })),
  judge(log, target, { deviations }) {
    const found = foundIn(log);
    if (log.chance === undefined) return { stop: false, remaining: estimateRemaining(found), limit: target };
    const sums = sumsOf(log.chance, found.n);
    const figure = recallOf(sums) - deviations * deviationOf(sums);
    const unseen = sums.all - sums.seen;
    const around = (by: number) => Math.min(found.left, Math.max(0, Math.round(unseen + by * Math.sqrt(sums.unseenSpread))));
    return { stop: found.r > 0 && figure >= target, remaining: [around(-2), around(0), around(2)], figure, limit: target };
  },
};
