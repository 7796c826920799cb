// What does ELAS u4's support vector machine say of the records?
import * as v from 'valibot';
import { finish, type Work } from '../../shared/work.ts';
import { balanced } from '../learners/balance.ts';
import { svmTrainer } from '../learners/linear-svm/trainer.ts';
import { addRows, scoreRows } from '../learners/products.ts';
import { isFittable, signsOf } from './labels.ts';
import { explainLinear } from './linear-parts.ts';
import type { Explained, View } from './ranker.ts';

/** Values of ASReview's `elas_u4`, found there by optimisation over SYNERGY. */
export const sparseSvmEntries = {
  /** Cost of a slack of 1. */
  cost: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e6)), 0.11),
  /** All relevant records together weigh so many times as much as all irrelevant ones. */
  ratio: v.optional(v.pipe(v.number(), v.minValue(1e-3), v.maxValue(1e3)), 9.8),
  /** Bound on |w − w*|. */
  tolerance: v.optional(v.pipe(v.number(), v.minValue(1e-10), v.maxValue(1e-2)), 1e-6),
};
const schema = v.object(sparseSvmEntries);
export type SparseSvmParams = v.InferOutput<typeof schema>;

/** w = Σ β·row over the labelled rows: small, and its own provenance. */
export interface SparseSvm {
  readonly rows: Uint32Array;
  readonly beta: Float64Array;
  readonly intercept: number;
}

/** Undefined while one of the two labels is missing. */
export function* fitSparseSvm(view: View, { cost, ratio, tolerance }: SparseSvmParams): Work<SparseSvm | undefined> {
  if (!isFittable(view)) return undefined;
  const { rows } = yield* view.weights('elas-u4');
  const trainer = view.tool('sparse svm', () => svmTrainer(rows));
  const y = signsOf(view);
  const costs = balanced(y, ratio);
  for (let k = 0; k < costs.length; k++) costs[k] = costs[k]! * cost;
  const { beta, intercept } = yield* trainer.fit({ at: view.labelled, y, cost: costs }, { tolerance });
  return { rows: Uint32Array.from(view.labelled), beta, intercept };
}

const weightsOf = function* (model: SparseSvm, view: View): Work<Float64Array> {
  const { rows } = yield* view.weights('elas-u4');
  const weights = new Float64Array(rows.width);
  addRows(rows, model.rows, model.beta, weights);
  return weights;
};

/** Decision values, length n. */
export function* scoreSparseSvm(model: SparseSvm, view: View): Work<Float64Array> {
  const { rows } = yield* view.weights('elas-u4');
  return yield* scoreRows(rows, yield* weightsOf(model, view), model.intercept);
}

/** Words, pairs of words and the intercept, strongest first; they sum to the decision value. */
export const explainSparseSvm = (model: SparseSvm, view: View, at: number): Explained[] =>
  explainLinear({ weights: finish(weightsOf(model, view)), intercept: model.intercept }, finish(view.weights('elas-u4')), at);
