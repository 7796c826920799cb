// Which records would ASReview's ELAS u4 show next?
// Words and pairs, TF-IDF, linear SVM with squared hinge, balanced labels; until one of each label is known, the protocol's order (RANKING §3).
import type * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { explainPrior, priorScores } from '../prior.ts';
import type { Ranker } from '../ranker.ts';
import { explainSparseSvm, fitSparseSvm, scoreSparseSvm, type SparseSvm, sparseSvmShape } from '../sparse-svm.ts';

const params = sparseSvmShape;
export type ElasU4Params = v.InferOutput<typeof params>;

export const elasU4: Ranker<ElasU4Params, SparseSvm | undefined> = {
  name: 'elas-u4',
  version: 1,
  params: shape(params),
  learns: true,
  wants: () => [],
  fit: (view, given) => fitSparseSvm(view, given, { analysis: 'elas-u4', meaning: 0 }),
  score: (model, view) => (model === undefined ? priorScores(view) : scoreSparseSvm(model, view)),
  explain: (model, view, at) => (model === undefined ? explainPrior(view, at) : explainSparseSvm(model, view, at)),
};
