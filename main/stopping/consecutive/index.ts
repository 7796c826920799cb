// Stop after so many irrelevant records in a row.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn, sinceLast } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  /** Records in a row. */
  readonly run: number;
  /** Instead: this share of all records in a row. */
  readonly share?: number;
}

export const consecutive: StoppingRule<Params> = {
  name: 'consecutive',
  kind: 'heuristic',
  assumes: 'Nothing that could be checked: at 1% prevalence 50 in a row come by chance alone with p .61.',
  formula: 'more than k screened and the last k irrelevant (k 50, or 1–10% of all)',
  params: shape(
    v.strictObject({
      run: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 50),
      share: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
    }),
  ),
  judge(log, _target, { run, share }) {
    const found = foundIn(log);
    const limit = share === undefined ? run : Math.max(1, Math.round(share * found.all));
    const figure = sinceLast(found);
    return { stop: found.n > limit && figure >= limit, remaining: estimateRemaining(found), figure, limit };
  },
};
