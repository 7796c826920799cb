// How likely is a row relevant, by a linear model of the log odds? (scikit-learn's LogisticRegression with L2)
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import type { Learner } from '../learner.ts';
import { decideLinear, type LinearModel } from '../linear.ts';
import { allRows } from '../products.ts';
import { solveLogistic } from './solve.ts';

const params = v.object({
  /** Cost of one row of weight 1. */
  cost: v.optional(v.pipe(v.number(), v.minValue(1e-9)), 1),
  /** Largest length of the gradient at the end. */
  tolerance: v.optional(v.pipe(v.number(), v.minValue(1e-12)), 1e-8),
});
export type LogisticRegressionParams = v.InferOutput<typeof params>;

/** The intercept is not regularised; decisions are log odds. */
export const logisticRegression: Learner<LogisticRegressionParams, LinearModel> = {
  name: 'logistic-regression',
  params: shape(params),
  fit: (x, y, weight, { cost, tolerance }) => solveLogistic({ x, at: allRows(x.n), y, cost: weight.map((one) => cost * one) }, tolerance),
  decide: decideLinear,
};
