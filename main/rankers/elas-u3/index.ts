// Which records would ASReview's ELAS u3 show next?
// Words without stop words, TF-IDF, multinomial naive Bayes, balanced labels; until one of each label is known, the protocol's order (RANKING §3).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { finish } from '../../../shared/work.ts';
import { balanced } from '../../learners/balance.ts';
import type { LinearModel } from '../../learners/linear.ts';
import { naiveBayes } from '../../learners/naive-bayes/index.ts';
import { scoreRows, takeRows } from '../../learners/products.ts';
import { isFittable, signsOf } from '../labels.ts';
import { explainLinear } from '../linear-parts.ts';
import { explainPrior, priorScores } from '../prior.ts';
import type { Ranker } from '../ranker.ts';

const params = v.object({
  alpha: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e6)), 3.822),
  ratio: v.optional(v.pipe(v.number(), v.minValue(1e-3), v.maxValue(1e3)), 1.2),
});
export type ElasU3Params = v.InferOutput<typeof params>;

export const elasU3: Ranker<ElasU3Params, LinearModel | undefined> = {
  name: 'elas-u3',
  version: 1,
  params: shape(params),
  learns: true,
  wants: () => [],
  *fit(view, { alpha, ratio }, rng) {
    if (!isFittable(view)) return undefined;
    const { rows } = yield* view.weights('elas-u3');
    const y = signsOf(view);
    return yield* naiveBayes.fit(takeRows(rows, view.labelled), y, balanced(y, ratio), { alpha }, rng);
  },
  *score(model, view) {
    if (model === undefined) return yield* priorScores(view);
    const { rows } = yield* view.weights('elas-u3');
    return yield* scoreRows(rows, model.weights, model.intercept);
  },
  explain: (model, view, at) => (model === undefined ? explainPrior(view, at) : explainLinear(model, finish(view.weights('elas-u3')), at)),
};
