// Which records would the Goldilocks study's logistic regression show next?
// Yang et al. 2022 (arXiv 2105.01044) as reproduced by Mao et al. (ECIR 2024): TF-IDF, logistic regression (C 1), batches of 25 by relevance
// feedback (top first) or uncertainty (|p − .5| smallest first). Its BERT form needs minutes a topic on a graphics card: not for the desktop.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { finish, type Work } from '../../../shared/work.ts';
import type { LinearModel } from '../../learners/linear.ts';
import { logisticRegression } from '../../learners/logistic-regression/index.ts';
import { scoreRows, takeRows } from '../../learners/products.ts';
import { isFittable, signsOf } from '../labels.ts';
import { explainLinear } from '../linear-parts.ts';
import { explainPrior, priorScores, priorWants } from '../prior.ts';
import type { Ranker, View } from '../ranker.ts';

const params = v.object({
  strategy: v.optional(v.picklist(['relevance', 'uncertainty']), 'relevance'),
  cost: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e6)), 1),
});
export type GoldilocksParams = v.InferOutput<typeof params>;

export interface GoldilocksModel {
  readonly strategy: GoldilocksParams['strategy'];
  /** Absent until one of each label is known. */
  readonly linear?: LinearModel;
}

function* logOdds(linear: LinearModel, view: View): Work<Float64Array> {
  const { rows } = yield* view.weights('elas-u3');
  return yield* scoreRows(rows, linear.weights, linear.intercept);
}
/** −|p − .5|: largest where the model is least sure. */
const doubt = (logit: number): number => -Math.abs(1 / (1 + Math.exp(-logit)) - 0.5);

export const goldilocksLr: Ranker<GoldilocksParams, GoldilocksModel> = {
  name: 'goldilocks-lr',
  version: 1,
  params: shape(params),
  learns: true,
  wants: (view) => priorWants(view),
  *fit(view, { strategy, cost }, rng) {
    if (!isFittable(view)) return { strategy };
    const { rows } = yield* view.weights('elas-u3');
    const weight = new Float64Array(view.labelled.length).fill(1);
    return { strategy, linear: yield* logisticRegression.fit(takeRows(rows, view.labelled), signsOf(view), weight, { cost, tolerance: 1e-6 }, rng) };
  },
  *score({ strategy, linear }, view) {
    if (linear === undefined) return yield* priorScores(view);
    const scores = yield* logOdds(linear, view);
    return strategy === 'relevance' ? scores : scores.map(doubt);
  },
  explain({ strategy, linear }, view, at) {
    if (linear === undefined) return explainPrior(view, at);
    if (strategy === 'relevance') return explainLinear(linear, finish(view.weights('elas-u3')), at);
    return [{ label: 'how unsure the model is', weight: doubt(finish(logOdds(linear, view))[at]!) }];
  },
  batch: () => 25,
};
