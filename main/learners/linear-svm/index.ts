// Which hyperplane parts relevant from irrelevant with the widest margin? (scikit-learn's LinearSVC with squared hinge)
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import type { Learner } from '../learner.ts';
import { decideLinear, type LinearModel } from '../linear.ts';
import { allRows } from '../products.ts';
import { svmTrainer } from './trainer.ts';

const params = v.object({
  /** Cost of a slack of 1, times the row's weight. */
  cost: v.optional(v.pipe(v.number(), v.minValue(1e-9)), 0.11),
  /** Bound on the length of the error of w. */
  tolerance: v.optional(v.pipe(v.number(), v.minValue(1e-12)), 1e-8),
});
export type LinearSvmParams = v.InferOutput<typeof params>;

/** The intercept is a column of value 1 and regularised with the rest. */
export const linearSvm: Learner<LinearSvmParams, LinearModel> = {
  name: 'linear-svm',
  params: shape(params),
  *fit(x, y, weight, { cost, tolerance }) {
    const { weights, intercept } = yield* svmTrainer(x).fit({ at: allRows(x.n), y, cost: weight.map((one) => cost * one) }, { tolerance });
    return { weights: weights(), intercept };
  },
  decide: decideLinear,
};
