// How does a ranker order by what the network says of each record together with the question? The likely ones first, the rest below them by the prior.
import * as v from 'valibot';
import type { Encoder, Want } from '../../shared/evidence.ts';
import type { Hash } from '../../shared/decision.ts';
import { shape } from '../../shared/shape.ts';
import { finish, type Work } from '../../shared/work.ts';
import { asked } from './asked-text.ts';
import { standard } from './fusion.ts';
import { strongest } from './lexical.ts';
import { orderOf, tiesOf } from './order.ts';
import { explainPrior, priorScores, priorWants, unreadScores } from './prior.ts';
import type { Explained, Ranker, View } from './ranker.ts';

const part = v.picklist(['title', 'question', 'criteria', 'boolean']);
const entries = {
  parts: v.optional(v.array(part), ['title', 'question']),
  /** Passages of a long record: the best, the first, the mean. */
  fold: v.optional(v.picklist(['max', 'first', 'mean']), 'max'),
};
const paramsWith = (top: number) => v.object({ ...entries, top: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)), top) });
export type PairParams = v.InferOutput<ReturnType<typeof paramsWith>>;

export interface PairForm {
  readonly name: string;
  readonly version: number;
  /** So many of the prior's first are asked about. */
  readonly top: number;
  /** The network that is asked; undefined where none of this kind is here. */
  readonly model: (encoder: Encoder) => Hash | undefined;
  /** What is asked to explain one record. */
  readonly explained: Pick<Want, 'kind' | 'part'>;
  /** Out of that answer: parts that sum to the record's score; undefined where it says nothing. */
  readonly parts: (said: Float32Array, view: View, at: number, about: { readonly query: string; readonly score: number }) => Explained[] | undefined;
}

/** Without such a network or a protocol: the prior. */
export const pairRanker = (form: PairForm): Ranker<PairParams, PairParams> => ({
  name: form.name,
  version: form.version,
  params: shape(paramsWith(form.top)),
  learns: false,
  wants: (view, given, explain) => {
    const question = questionOf(form, view, given);
    if (question === undefined) return priorWants(view, explain);
    const likely = finish(likelyOnes(view, given.top));
    const more = explain === undefined ? [] : [{ ...question, ...form.explained, at: Uint32Array.of(explain) }];
    return [...priorWants(view), { ...question, at: likely }, ...more];
  },
  *fit(_view, given) {
    yield { done: 1, total: 1 };
    return given;
  },
  *score(given, view) {
    return (yield* placed(form, view, given)).scores;
  },
  explain(given, view, at) {
    const { scores, state, shift } = finish(placed(form, view, given));
    const score = scores[at]!;
    if (state === undefined) return explainPrior(view, at);
    if (state[at] === below) return strongest([...explainPrior(view, at), { label: 'below those read closely', weight: -shift }]);
    if (state[at] === unread) return [{ label: 'the protocol; not read closely yet', weight: score }];
    const question = questionOf(form, view, given);
    if (question === undefined) return [];
    const said = view.evidence({ ...question, ...form.explained, at: Uint32Array.of(at) });
    const parts = said.length === 0 || Number.isNaN(said[0]) ? undefined : form.parts(said, view, at, { query: question.query, score });
    return strongest(parts ?? [{ label: 'the protocol, read closely', weight: score }]);
  },
});

const questionOf = (form: PairForm, view: View, { parts, fold }: PairParams): Omit<Want, 'at'> | undefined => {
  const model = view.encoder === undefined ? undefined : form.model(view.encoder);
  const query = asked(view, parts);
  return model === undefined || query === '' ? undefined : { model, kind: 'pair', query, part: 'both', fold };
};

/** Positions of the prior's first, best first. */
function* likelyOnes(view: View, top: number): Work<Uint32Array> {
  return orderOf(yield* unreadScores(view), tiesOf(view, 0)).slice(0, top);
}

const below = 0;
const unread = 1;
const read = 2;

interface Placed {
  readonly scores: Float64Array;
  /** Absent: the network has said nothing, all stand by the prior. */
  readonly state?: Uint8Array;
  /** What those below lose, so that they stand under all that were read. */
  readonly shift: number;
}

/**
 * Read: what the network says. Likely but not read yet: where their prior would put them among those read (same mean, same spread). All others: by the
 * prior, one below the lowest of these.
 */
function* placed(form: PairForm, view: View, given: PairParams): Work<Placed> {
  const prior = yield* priorScores(view);
  const question = questionOf(form, view, given);
  const said =
    question === undefined || view.n === 0 ? undefined : view.evidence({ ...question, at: Uint32Array.from({ length: view.n }, (_, at) => at) });
  const known = said?.length === view.n ? [...said.keys()].filter((at) => !Number.isNaN(said[at])) : [];
  if (said === undefined || known.length === 0) return { scores: Float64Array.from(prior), shift: 0 };
  const state = new Uint8Array(view.n);
  const likely = yield* likelyOnes(view, given.top);
  for (const at of likely) state[at] = unread;
  for (const at of known) state[at] = read;
  const spread = standard(Float64Array.from(known, (at) => said[at]!));
  const expected = standard(Float64Array.from(likely, (at) => prior[at]!));
  const scores = new Float64Array(view.n);
  likely.forEach((at, k) => (scores[at] = spread.mean + spread.sd * expected.z[k]!));
  for (const at of known) scores[at] = said[at]!;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let at = 0; at < view.n; at++) {
    if (state[at] === below) highest = Math.max(highest, prior[at]!);
    else lowest = Math.min(lowest, scores[at]!);
  }
  const shift = highest === -Infinity ? 0 : highest - lowest + 1;
  for (let at = 0; at < view.n; at++) if (state[at] === below) scores[at] = prior[at]! - shift;
  return { scores, state, shift };
}
