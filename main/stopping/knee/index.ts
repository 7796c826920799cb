// Stop where the recall curve has bent sharply enough (Cormack & Grossman 2016).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { sharpestBend } from '../bend.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

export const knee: StoppingRule<Record<string, never>> = {
  name: 'knee',
  kind: 'heuristic',
  assumes: 'The recall curve is steep at first, then flat for good.',
  formula: 'max over i of [r_i/i]/[(1+r−r_i)/(n−i)] ≥ 156 − min(r, 150)',
  params: shape(v.strictObject({})),
  judge(log) {
    const found = foundIn(log);
    const figure = sharpestBend(found);
    const limit = 156 - Math.min(found.r, 150);
    return { stop: figure >= limit, remaining: estimateRemaining(found), figure, limit };
  },
};
