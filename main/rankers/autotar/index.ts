// Which records would AutoTAR show next?
// Cormack & Grossman 2015 (arXiv 1504.06868) as coded in dli1/auto-stop-tar (RANKING §3): the topic is a relevant pseudo-document, up to 100
// random unscreened records are irrelevant for the time of a fit, logistic regression on TF-IDF; batches grow by a tenth.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { finish, type Work } from '../../../shared/work.ts';
import type { LinearModel } from '../../learners/linear.ts';
import { logisticRegression } from '../../learners/logistic-regression/index.ts';
import { scoreRows, takeRows } from '../../learners/products.ts';
import { weighed } from '../../text/analyses.ts';
import type { Weights } from '../../text/weights.ts';
import { fieldText } from '../collection.ts';
import { explainLinear } from '../linear-parts.ts';
import { explainPrior, priorScores } from '../prior.ts';
import { queryKey, queryTexts } from '../query.ts';
import type { Ranker, View } from '../ranker.ts';

const params = v.object({
  cost: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e6)), 1),
  /** Most random records taken as irrelevant. */
  presumed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), 100),
});
export type AutotarParams = v.InferOutput<typeof params>;

/** The topic's text stands behind the records, at position n, and in the vocabulary. */
const weights = (view: View): Work<Weights> =>
  view.keep(`autotar ${queryKey(view.protocol)}`, () =>
    weighed('autotar', view.n + 1, (at) => (at < view.n ? fieldText(view.citation(at), 'both') : (queryTexts(view.protocol)[0]?.text ?? ''))),
  );

/** `many` of the positions not labelled, drawn without replacement. */
const drawn = (view: View, many: number, rng: () => number): Uint32Array => {
  const labelled = new Uint8Array(view.n);
  for (const at of view.labelled) labelled[at] = 1;
  const free: number[] = [];
  for (let at = 0; at < view.n; at++) if (labelled[at] === 0) free.push(at);
  const size = Math.min(many, free.length);
  for (let k = 0; k < size; k++) {
    const other = k + Math.floor(rng() * (free.length - k));
    [free[k], free[other]] = [free[other]!, free[k]!];
  }
  return Uint32Array.from(free.slice(0, size));
};

export const autotar: Ranker<AutotarParams, LinearModel | undefined> = {
  name: 'autotar',
  version: 1,
  params: shape(params),
  learns: true,
  wants: () => [],
  *fit(view, { cost, presumed }, rng) {
    const asked = queryTexts(view.protocol).length > 0;
    if (!asked && !view.relevant.includes(1)) return undefined;
    const { rows } = yield* weights(view);
    const random = drawn(view, presumed, rng);
    const topic = asked ? [view.n] : [];
    const at = Uint32Array.from([...topic, ...view.labelled, ...random]);
    const y = Int8Array.from([...topic.map(() => 1), ...Array.from(view.relevant, (one) => (one === 1 ? 1 : -1)), ...Array.from(random, () => -1)]);
    if (!y.includes(-1)) return undefined;
    return yield* logisticRegression.fit(takeRows(rows, at), y, new Float64Array(y.length).fill(1), { cost, tolerance: 1e-6 }, rng);
  },
  *score(model, view) {
    if (model === undefined) return yield* priorScores(view);
    const { rows } = yield* weights(view);
    return (yield* scoreRows(rows, model.weights, model.intercept)).slice(0, view.n);
  },
  explain: (model, view, at) => (model === undefined ? explainPrior(view, at) : explainLinear(model, finish(weights(view)), at)),
  /** 1, 2 … 11, 13, 15, 17, 19, 21, 24 … */
  batch(round) {
    let size = 1;
    for (let k = 0; k < round; k++) size += Math.ceil(size / 10);
    return size;
  },
};
