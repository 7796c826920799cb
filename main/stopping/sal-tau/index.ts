// Stop by chances corrected to the set's own prevalence, with a margin (Molinari & Esuli 2023: SALτ).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { corrected, recallOf, sumsOf } from '../chances.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

export const salTau: StoppingRule<Record<string, never>> = {
  name: 'sal-tau',
  kind: 'evidence',
  assumes: 'The chances were calibrated on labels whose prevalence alone differs from that of the whole set.',
  formula: 'Σ_seen p′/Σ_all p′ ≥ 2τ − τ², p′ = p corrected by SLD from the prevalence of the labels',
  params: shape(v.strictObject({})),
  judge(log, target) {
    const found = foundIn(log);
    const limit = 2 * target - target * target;
    if (log.chance === undefined || found.r === 0 || found.r === found.n) return { stop: false, remaining: estimateRemaining(found), limit };
    const sums = sumsOf(corrected(log.chance, found.r / found.n), found.n);
    const figure = recallOf(sums);
    const around = (by: number) => Math.min(found.left, Math.max(0, Math.round(sums.all - sums.seen + by * Math.sqrt(sums.unseenSpread))));
    return { stop: figure >= limit, remaining: [around(-2), around(0), around(2)], figure, limit };
  },
};
