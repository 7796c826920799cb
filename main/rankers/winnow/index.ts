// Which records come next by all that is known: the protocol while labels are few, the labels the more relevant ones were found?
// s = z(f_u4) + w·z(prior), w = τ/(τ + r), r the relevant found (RANKING §3); before one of each label, the prior alone.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { finish, type Work } from '../../../shared/work.ts';
import { standard } from '../fusion.ts';
import { relevantFound } from '../labels.ts';
import { strongest } from '../lexical.ts';
import { explainPrior, priorScores, priorWants } from '../prior.ts';
import type { Ranker, View } from '../ranker.ts';
import { explainSparseSvm, fitSparseSvm, scoreSparseSvm, meaningEntry, type SparseSvm, sparseSvmShape } from '../sparse-svm.ts';

const params = v.object({
  ...sparseSvmShape.entries,
  meaning: meaningEntry,
  /** Relevant records found at which the prior weighs half. */
  tau: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6)), 2),
});
export type WinnowParams = v.InferOutput<typeof params>;

export interface WinnowModel {
  /** Absent until one of each label is known. */
  readonly svm?: SparseSvm;
  /** What the prior weighs. */
  readonly prior: number;
}

const standardPrior = (view: View): Work<Float64Array> =>
  (function* () {
    return standard(yield* priorScores(view)).z;
  })();

export const winnow: Ranker<WinnowParams, WinnowModel> = {
  name: 'winnow',
  version: 3,
  params: shape(params),
  learns: true,
  wants: (view, _given, explain) => priorWants(view, explain),
  *fit(view, given) {
    const svm = yield* fitSparseSvm(view, given);
    if (svm === undefined) return { prior: 1 };
    return { svm, prior: given.tau / (given.tau + relevantFound(view)) };
  },
  *score({ svm, prior }, view) {
    const prepared = yield* standardPrior(view);
    if (svm === undefined) return prepared;
    const { z } = standard(yield* scoreSparseSvm(svm, view));
    for (let at = 0; at < view.n; at++) z[at] = z[at]! + prior * prepared[at]!;
    return z;
  },
  explain({ svm, prior }, view, at) {
    const before = standard(finish(priorScores(view)));
    const parts = scaled(explainPrior(view, at), before, prior, 'protocol');
    if (svm === undefined) return strongest(parts);
    return strongest([...parts, ...scaled(explainSparseSvm(svm, view, at), standard(finish(scoreSparseSvm(svm, view))), 1, 'labels')]);
  },
};

/** Parts of a score as parts of weight·z(score). */
const scaled = (
  parts: readonly { label: string; weight: number }[],
  { mean, sd }: { readonly mean: number; readonly sd: number },
  weight: number,
  from: string,
): { label: string; weight: number }[] => {
  if (sd <= 1e-12) return [];
  return [
    ...parts.map((one) => ({ label: `${one.label} · ${from}`, weight: (weight * one.weight) / sd })),
    { label: `the usual record · ${from}`, weight: (-weight * mean) / sd },
  ];
};
