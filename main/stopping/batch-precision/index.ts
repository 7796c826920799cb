// Stop when a batch brought hardly anything.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  readonly batch: number;
  readonly most: number;
}

export const batchPrecision: StoppingRule<Params> = {
  name: 'batch-precision',
  kind: 'heuristic',
  assumes: 'What the ranker brings now is what it would bring later.',
  formula: 'at most 5 relevant in the last whole batch of 200',
  params: shape(
    v.strictObject({
      batch: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 200),
      most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 5),
    }),
  ),
  judge(log, _target, { batch, most }) {
    const found = foundIn(log);
    const end = Math.floor(found.n / batch) * batch;
    if (end === 0) return { stop: false, remaining: estimateRemaining(found), limit: most };
    const figure = found.places.filter((place) => place > end - batch && place <= end).length;
    return { stop: figure <= most, remaining: estimateRemaining(found), figure, limit: most };
  },
};
