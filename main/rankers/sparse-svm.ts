// What does ELAS u4's support vector machine say of the records, of their words alone or of words and meaning together?
import * as v from 'valibot';
import { finish, type Rows, type Work } from '../../shared/work.ts';
import { balanced, type Recency, recencyWeights } from '../learners/balance.ts';
import { svmTrainer } from '../learners/linear-svm/trainer.ts';
import { addRows, denseRoom, denseWidth, scoreRows } from '../learners/products.ts';
import type { WeightName } from '../text/analyses.ts';
import { recordVectors } from './dense.ts';
import { isFittable, signsOf } from './labels.ts';
import { strongest } from './lexical.ts';
import { explainLinear } from './linear-parts.ts';
import type { Explained, View } from './ranker.ts';

/** Values of ASReview's `elas_u4`, found there by optimisation over SYNERGY. */
export const sparseSvmShape = v.object({
  /** Cost of a slack of 1. */
  cost: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e6)), 0.11),
  /** All relevant records together weigh so many times as much as all irrelevant ones. */
  ratio: v.optional(v.pipe(v.number(), v.minValue(1e-3), v.maxValue(1e3)), 9.8),
  /** Bound on |w − w*|. */
  tolerance: v.optional(v.pipe(v.number(), v.minValue(1e-10), v.maxValue(1e-2)), 1e-6),
});

/** Length of the network's unit vectors beside the words' unit vectors; 0: words alone. */
export const meaningEntry = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 0.35);
export type SparseSvmParams = v.InferOutput<typeof sparseSvmShape>;

/** What the machine reads: u4's words, or those with subject headings beside them; and the scale of the network's vectors behind (0: none). */
export interface Reading {
  readonly analysis: Extract<WeightName, 'elas-u4' | 'winnow'>;
  readonly meaning: number;
}

/** w = Σ β·row over the labelled rows: small, and its own provenance. */
export interface SparseSvm extends Reading {
  readonly rows: Uint32Array;
  readonly beta: Float64Array;
  readonly intercept: number;
}

/** TF-IDF rows, with the network's vectors behind them where they are wanted and there; a record without one has zeros. */
function* rowsOf(view: View, { analysis, meaning }: Reading): Work<Rows> {
  const { rows } = yield* view.weights(analysis);
  const vectors = meaning === 0 ? undefined : recordVectors(view);
  if (vectors === undefined) return rows;
  const make = function* (): Work<Rows> {
    const { width, values } = vectors;
    const dense = denseRoom(view.n, width);
    for (let at = 0; at < view.n; at++) {
      if (Number.isNaN(values[at * width]!)) continue;
      for (let k = at * width; k < (at + 1) * width; k++) dense[k] = meaning * values[k]!;
      if (at % 4096 === 4095) yield { done: at, total: view.n };
    }
    return { ...rows, dense };
  };
  return yield* view.keep(`${analysis} with meaning ${String(meaning)}`, make, `${view.encoder?.model ?? ''} ${String(vectors.said)}`);
}

/** Undefined while one of the two labels is missing. @param recency how much more newer inclusions teach; all alike where absent */
export function* fitSparseSvm(
  view: View,
  { cost, ratio, tolerance }: SparseSvmParams,
  reading: Reading,
  recency?: Recency,
): Work<SparseSvm | undefined> {
  if (!isFittable(view)) return undefined;
  const rows = yield* rowsOf(view, reading);
  const trainer = view.tool(`sparse svm ${reading.analysis} ${String(reading.meaning)}`, () => svmTrainer(rows));
  const y = signsOf(view);
  const costs = balanced(y, ratio);
  const weights = recency === undefined ? undefined : recencyWeights(y, view.priors ?? 0, recency);
  for (let k = 0; k < costs.length; k++) costs[k] = costs[k]! * cost * (weights?.[k] ?? 1);
  const { beta, intercept } = yield* trainer.fit({ at: view.labelled, y, cost: costs }, { tolerance });
  return { ...reading, rows: Uint32Array.from(view.labelled), beta, intercept };
}

function* weightsOf(model: SparseSvm, rows: Rows): Work<Float64Array> {
  const weights = new Float64Array(rows.width + denseWidth(rows));
  addRows(rows, model.rows, model.beta, weights);
  yield { done: 1, total: 1 };
  return weights;
}

/** Decision values, length n. */
export function* scoreSparseSvm(model: SparseSvm, view: View): Work<Float64Array> {
  const rows = yield* rowsOf(view, model);
  return yield* scoreRows(rows, yield* weightsOf(model, rows), model.intercept);
}

/** Words, pairs of words, meaning and the intercept, strongest first; they sum to the decision value. */
export const explainSparseSvm = (model: SparseSvm, view: View, at: number): Explained[] => {
  const rows = finish(rowsOf(view, model));
  const weights = finish(weightsOf(model, rows));
  const byWords = explainLinear({ weights, intercept: model.intercept }, finish(view.weights(model.analysis)), at);
  if (rows.dense === undefined) return byWords;
  const d = denseWidth(rows);
  let meaning = 0;
  for (let k = 0; k < d; k++) meaning += rows.dense[at * d + k]! * weights[rows.width + k]!;
  return strongest([...byWords, { label: 'like what you included, by meaning', weight: meaning }]);
};
