// Stop after 2,399 records and 1.2 for each relevant one (Cormack & Grossman 2015).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

export const rule2399: StoppingRule<Record<string, never>> = {
  name: '2399',
  kind: 'heuristic',
  assumes: 'The set is large: the constants were fitted to legal collections of hundreds of thousands.',
  formula: 'n ≥ 1.2·r + 2399',
  params: shape(v.strictObject({})),
  judge(log) {
    const found = foundIn(log);
    const limit = 1.2 * found.r + 2399;
    return { stop: found.n >= limit, remaining: estimateRemaining(found), figure: found.n, limit };
  },
};
