// Stop when missing the target would need an order hardly better than random: buscar's p at a level set by experience. The default.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import { randomOrderP } from '../random-order.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  readonly level: number;
}

/**
 * Under buscar's null an order is no better than random. A ranker that learns is far better, so its p is far above the true chance of a miss:
 * at .05 no run of 39 reviews missed and 84% of the records were read. The level here is the loosest at which enough runs reached their target
 * on reviews left out of the choice (bench/results/stopping.md).
 */
export const lateEvidence: StoppingRule<Params> = {
  name: 'late-evidence',
  kind: 'evidence',
  assumes:
    'The ranker keeps finding relevant records clearly faster than by chance, as it did on the reviews its level was set on. No proof: audit the tail.',
  formula: 'buscar’s p < .25, looked at every 25 records',
  params: shape(v.object({ level: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 0.25) })),
  judge(log, target, { level }) {
    const found = foundIn(log);
    const figure = randomOrderP(found, target);
    return { stop: found.r > 0 && figure < level, remaining: estimateRemaining(found), figure, limit: level };
  },
};
