// Stop when the last records would be a surprise under random order with too many missing (Callaghan & Müller-Hansen 2020).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import { randomOrderP } from '../random-order.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  readonly alpha: number;
}

export const buscar: StoppingRule<Params> = {
  name: 'buscar',
  kind: 'evidence',
  assumes:
    'Relevant records are found at least as fast as by random drawing. The least p over suffixes and repeated looks inflate α: late evidence, not proof.',
  formula: 'min over suffixes of HypCDF(k_s; N−n_0, K, n_s) < α, K = ⌊r/τ⌋+1−r_0',
  params: shape(v.strictObject({ alpha: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 0.05) })),
  judge(log, target, { alpha }) {
    const found = foundIn(log);
    const figure = randomOrderP(found, target);
    return { stop: figure < alpha, remaining: estimateRemaining(found), figure, limit: alpha };
  },
};
