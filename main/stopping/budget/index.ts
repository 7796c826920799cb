// Stop at a bend once a budget is spent, or after three quarters (Cormack & Grossman 2016).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { sharpestBend } from '../bend.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

export const budget: StoppingRule<Record<string, never>> = {
  name: 'budget',
  kind: 'heuristic',
  assumes: 'The recall curve bends, and ten times the inverse of the prevalence is budget enough.',
  formula: '(max bend ≥ 6 and n ≥ 10·N/r) or n ≥ .75·N',
  params: shape(v.strictObject({})),
  judge(log) {
    const found = foundIn(log);
    const figure = sharpestBend(found);
    const spent = found.r > 0 && found.n >= (10 * found.all) / found.r;
    return { stop: (figure >= 6 && spent) || found.n >= 0.75 * found.all, remaining: estimateRemaining(found), figure, limit: 6 };
  },
};
