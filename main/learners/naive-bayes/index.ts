// How likely is a row relevant, if its terms came independently? (scikit-learn's MultinomialNB)
// ln P(y) + Σ x_j·ln θ_yj, θ_yj = (α + Σ s·x_j)/(α·width + Σ_j Σ s·x_j) over the rows of class y; priors from the weights.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import type { Learner } from '../learner.ts';
import { decideLinear, type LinearModel } from '../linear.ts';
import { addRows } from '../products.ts';

const params = v.object({
  /** Added to every term's sum. */
  alpha: v.optional(v.pipe(v.number(), v.minValue(1e-9)), 3.822),
});
export type NaiveBayesParams = v.InferOutput<typeof params>;

/** Decisions are ln P(relevant | x) − ln P(irrelevant | x), linear in x. Sparse columns only. */
export const naiveBayes: Learner<NaiveBayesParams, LinearModel> = {
  name: 'naive-bayes',
  params: shape(params),
  *fit(x, y, weight, { alpha }) {
    const byClass = [1, -1].map((label) => {
      const at = Uint32Array.from([...y.keys()].filter((row) => y[row] === label));
      const by = Float64Array.from(at, (row) => weight[row]!);
      const sums = new Float64Array(x.width).fill(alpha);
      addRows({ ...x, dense: undefined }, at, by, sums);
      return { sums, total: sums.reduce((sum, one) => sum + one, 0), prior: by.reduce((sum, one) => sum + one, 0) };
    });
    yield { done: 1, total: 2 };
    const [yes, no] = byClass as [(typeof byClass)[0], (typeof byClass)[0]];
    const shift = Math.log(no.total / yes.total);
    return {
      weights: yes.sums.map((one, column) => Math.log(one / no.sums[column]!) + shift),
      intercept: Math.log(yes.prior / no.prior),
    };
  },
  decide: decideLinear,
};
