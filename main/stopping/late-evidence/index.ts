// Stop when missing the target would need an order hardly better than random: buscar's p at a level set by experience. The default.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn } from '../found.ts';
import { randomOrderP } from '../random-order.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  /** c of the level c/√r. */
  readonly scale: number;
  /** The level is never above this. */
  readonly most: number;
}

/**
 * Under buscar's null an order is no better than random. A ranker that learns is far better, so p lies far above the true chance of a miss: at .05 no
 * run of 39 reviews missed, and 84% of the records were read. So the level may be looser, and the looser the fewer relevant records there are: p is
 * the least over r + 1 suffixes, which lets it fall by chance the lower the larger r is. The constants are chosen on reviews other than those they
 * are judged on (bench/results/stopping.md).
 */
export const levelAt = (r: number, { scale, most }: Params): number => Math.min(most, scale / Math.sqrt(Math.max(1, r)));

export const lateEvidence: StoppingRule<Params> = {
  name: 'late-evidence',
  kind: 'evidence',
  assumes:
    'The ranker keeps finding relevant records clearly faster than by chance, as it did on the reviews its level was set on. No proof: audit the tail.',
  formula: 'buscar’s p < min(.5, 1.2/√r), looked at every 25 records',
  params: shape(
    v.strictObject({
      scale: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(10)), 1.2),
      most: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 0.5),
    }),
  ),
  judge(log, target, params) {
    const found = foundIn(log);
    const figure = randomOrderP(found, target);
    const limit = levelAt(found.r, params);
    return { stop: found.r > 0 && figure < limit, remaining: estimateRemaining(found), figure, limit };
  },
};
