// Which records lie nearest to the question, once it has been moved towards what was included and away from what was excluded?
// Rocchio on the network's vectors: q' = αq + β·mean(D⁺) − γ·mean(D⁻), ranked by q'·d (RANKING §3). Mao et al. (SIGIR 2024) print +γ where their
// code subtracts, grow the batch and move the running question; here all feedback moves the original one. Without vectors the same over TF-IDF,
// the question's place taken by the prior.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { finish, type Work } from '../../../shared/work.ts';
import { addRows, scoreRows } from '../../learners/products.ts';
import { asked } from '../asked-text.ts';
import { products, queryVector, recordVectors } from '../dense.ts';
import { minMax } from '../fusion.ts';
import { explainPrior, priorScores, priorWants } from '../prior.ts';
import type { Ranker, View } from '../ranker.ts';

const weight = (usual: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), usual);
const params = v.object({ alpha: weight(1), beta: weight(0.8), gamma: weight(0.2) });
export type RocchioParams = v.InferOutput<typeof params>;

export interface RocchioModel extends RocchioParams {
  readonly relevant: Uint32Array;
  readonly irrelevant: Uint32Array;
}

interface Parts {
  readonly question: Float64Array;
  readonly towards: Float64Array;
  readonly away: Float64Array;
}

function* partsOf({ alpha, beta, gamma, relevant, irrelevant }: RocchioModel, view: View): Work<Parts> {
  const vectors = recordVectors(view);
  const query = queryVector(view, asked(view, ['title', 'question']));
  const scaled = (values: Float64Array, by: number): Float64Array => values.map((one) => by * one);
  const none = new Float64Array(view.n);
  if (vectors !== undefined && query !== undefined) {
    const mean = function* (at: Uint32Array): Work<Float64Array> {
      const sum = new Float32Array(vectors.width);
      let said = 0;
      for (const row of at) {
        if (Number.isNaN(vectors.values[row * vectors.width]!)) continue;
        said++;
        for (let k = 0; k < vectors.width; k++) sum[k] = sum[k]! + vectors.values[row * vectors.width + k]!;
      }
      return said === 0
        ? none
        : yield* products(
            vectors,
            view.n,
            sum.map((one) => one / said),
          );
    };
    const question = scaled(yield* products(vectors, view.n, query), alpha);
    return { question, towards: scaled(yield* mean(relevant), beta), away: scaled(yield* mean(irrelevant), -gamma) };
  }
  const { rows } = yield* view.weights('elas-u4');
  const mean = function* (at: Uint32Array): Work<Float64Array> {
    const sum = new Float64Array(rows.width);
    addRows(rows, at, new Float64Array(at.length).fill(1 / Math.max(1, at.length)), sum);
    return yield* scoreRows(rows, sum, 0);
  };
  const question = scaled(minMax(yield* priorScores(view)), alpha);
  return { question, towards: scaled(yield* mean(relevant), beta), away: scaled(yield* mean(irrelevant), -gamma) };
}

export const rocchio: Ranker<RocchioParams, RocchioModel> = {
  name: 'rocchio',
  version: 1,
  params: shape(params),
  learns: true,
  wants: (view) => priorWants(view),
  *fit(view, given) {
    yield { done: 1, total: 1 };
    const of = (label: number): Uint32Array => view.labelled.filter((_, k) => view.relevant[k] === label);
    return { ...given, relevant: of(1), irrelevant: of(0) };
  },
  *score(model, view) {
    if (model.relevant.length + model.irrelevant.length === 0) return yield* priorScores(view);
    const { question, towards, away } = yield* partsOf(model, view);
    return question.map((one, at) => one + towards[at]! + away[at]!);
  },
  explain(model, view, at) {
    if (model.relevant.length + model.irrelevant.length === 0) return explainPrior(view, at);
    const { question, towards, away } = finish(partsOf(model, view));
    return [
      { label: 'like the question', weight: question[at]! },
      { label: 'like what you included', weight: towards[at]! },
      { label: 'like what you excluded', weight: away[at]! },
    ];
  },
  batch: () => 25,
};
