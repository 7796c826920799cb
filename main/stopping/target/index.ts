// Stop when all of ten relevant records sampled beforehand were found (Cormack & Grossman 2016).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';
import { sampledFound } from '../sample.ts';

interface Params {
  /** Relevant records in the random sample drawn before screening. */
  readonly sampled: number;
}

export const targetRule: StoppingRule<Params> = {
  name: 'target',
  kind: 'evidence',
  assumes:
    'The sample was drawn at random before screening, until it held ten relevant records, and the ranker did not know them. With ten, 95% confidence reaches only 74% recall.',
  formula: 'all 10 sampled relevant records found; α^{1/10} = .741134',
  params: shape(v.strictObject({ sampled: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0) })),
  sample: { kind: 'relevant', size: () => 10 },
  judge(log, _target, { sampled }) {
    const found = foundIn(log);
    const figure = sampledFound(log);
    return { stop: sampled >= 10 && figure >= sampled, remaining: estimateRemaining(found), figure, limit: Math.max(10, sampled) };
  },
};
