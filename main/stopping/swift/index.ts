// Stop when the present rate of finding, kept up to the end, would find too little more (after SWIFT-Active Screener).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  /** The last so many relevant records give the rate. */
  readonly last: number;
}

export const swift: StoppingRule<Params> = {
  name: 'swift',
  kind: 'evidence',
  assumes: 'What is left holds relevant records no more densely than the stretch of the last five: conservative, for the rate falls.',
  formula: 'r/(r + p̂·U) ≥ τ, p̂ = δ/L, L the stretch read since the δ-th last relevant record (δ 5)',
  params: shape(v.strictObject({ last: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 5) })),
  judge(log, target, { last }) {
    const found = foundIn(log);
    if (found.r < last) return { stop: false, remaining: estimateRemaining(found), limit: target };
    const stretch = found.n - (found.places[found.r - last - 1] ?? 0);
    const more = (last / stretch) * found.left;
    const figure = found.r / (found.r + more);
    return { stop: figure >= target, remaining: [0, Math.min(found.left, Math.round(more)), found.left], figure, limit: target };
  },
};
