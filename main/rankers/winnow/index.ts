// Which records come next by all that is known: the protocol while labels are few, the labels the more relevant ones were found?
// s = z(f) + w·z(prior), w = φ + (1−φ)·τ/(τ + r), r the relevant found; f u4's machine over words, headings and vectors, taught more by newer inclusions. Before one of each label,
// the prior alone. RANKING §3 has φ 0, τ 2 and words only: bench/NOTES.md tells what the rest gave.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { finish } from '../../../shared/work.ts';
import { standard } from '../fusion.ts';
import { relevantFound } from '../labels.ts';
import { strongest } from '../lexical.ts';
import { explainPrior, priorScores, priorWants, type PriorWeights } from '../prior.ts';
import type { Ranker } from '../ranker.ts';
import { explainSparseSvm, fitSparseSvm, scoreSparseSvm, meaningEntry, type SparseSvm, sparseSvmShape } from '../sparse-svm.ts';

const weights = v.record(v.string(), v.number());
const params = v.object({
  ...sparseSvmShape.entries,
  meaning: meaningEntry,
  /** Relevant records found at which half of the prior's way to its floor is gone. */
  tau: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6)), 8),
  /** What the prior weighs in the end. */
  floor: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.1),
  /** Subject headings and keywords beside the words. */
  headings: v.optional(v.boolean(), true),
  /** The newest inclusion teaches 1 + boost times what the oldest of many does. */
  recencyBoost: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e3)), 5),
  /** So many inclusions later, half of the boost is gone. */
  recencyHalfLife: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(1e6)), 20),
  /** Weights of the prior's signs; those shipped where absent. */
  signs: v.optional(v.object({ words: weights, meaning: weights, read: weights })),
});
export type WinnowParams = v.InferOutput<typeof params>;

export interface WinnowModel {
  /** Absent until one of each label is known. */
  readonly svm?: SparseSvm;
  /** What the prior weighs. */
  readonly prior: number;
  readonly signs?: PriorWeights;
}

export const winnow: Ranker<WinnowParams, WinnowModel> = {
  name: 'winnow',
  version: 6,
  params: shape(params),
  learns: true,
  wants: (view, _given, explain) => priorWants(view, explain),
  *fit(view, given) {
    const { tau, floor, signs, meaning, recencyBoost: boost, recencyHalfLife: halfLife } = given;
    const svm = yield* fitSparseSvm(view, given, { analysis: given.headings ? 'winnow' : 'elas-u4', meaning }, { boost, halfLife });
    if (svm === undefined) return { prior: 1, signs };
    return { svm, prior: floor + ((1 - floor) * tau) / (tau + relevantFound(view)), signs };
  },
  *score({ svm, prior, signs }, view) {
    const prepared = standard(yield* priorScores(view, signs)).z;
    if (svm === undefined) return prepared;
    const { z } = standard(yield* scoreSparseSvm(svm, view));
    for (let at = 0; at < view.n; at++) z[at] = z[at]! + prior * prepared[at]!;
    return z;
  },
  explain({ svm, prior, signs }, view, at) {
    const before = standard(finish(priorScores(view, signs)));
    const parts = scaled(explainPrior(view, at, signs), before, prior, 'protocol');
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
