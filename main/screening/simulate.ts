// How would a review have gone, had this ranker put its records in order? Screening replayed with the labels known beforehand.
import type { Protocol } from '../../shared/citation.ts';
import type { Work } from '../../shared/work.ts';
import { isFittable } from '../rankers/labels.ts';
import { grain, orderOf, tiesOf } from '../rankers/order.ts';
import type { Collection, Ranker } from '../rankers/ranker.ts';
import { isExploring, widest } from './explore.ts';
import { rngOf } from './rng.ts';
import { viewOf, type Seen } from './view.ts';

export interface Simulation {
  readonly collection: Collection;
  readonly protocol: Protocol;
  /** 1/0 per position. */
  readonly gold: Uint8Array;
  readonly ranker: Ranker;
  /** As they come out of the ranker's own shape; its defaults where absent. */
  readonly params?: object;
  /** Positions labelled beforehand: they teach and are not counted. Empty: the ranker starts from the protocol. */
  readonly priors?: Uint32Array;
  readonly seed: number;
  /** What the network said, where there is one. */
  readonly evidence?: Seen['evidence'];
  readonly encoder?: Seen['encoder'];
  /** Equal scores by hash(seed, id), or by place in the file, as ASReview does it (for comparison only: files sorted by label leak). */
  readonly ties?: 'hash' | 'file';
  /** Stops when the last relevant record is found and puts the rest by the last ranking (as ASReview), or labels every record. */
  readonly until?: 'last relevant' | 'end';
  /** Share of the picks that widen the view (explore.ts), 0 … 1; 0 where absent. */
  readonly explore?: number;
}

export interface Run {
  /** Positions as screened: priors first, then the rest; length N. */
  readonly order: Uint32Array;
  readonly priors: Uint32Array;
  /** Fits that were made. */
  readonly fits: number;
}

/** One relevant and one irrelevant record, drawn by the seed; fewer where there are none of a kind. */
export const drawPriors = (gold: Uint8Array, seed: number): Uint32Array => {
  const rng = rngOf(seed);
  return Uint32Array.from(
    [1, 0].flatMap((label) => {
      const of = [...gold.keys()].filter((at) => gold[at] === label);
      return of.length === 0 ? [] : [of[Math.floor(rng() * of.length)]!];
    }),
  );
};

/**
 * Label → fit → next, one at a time (or in the ranker's own batches); a ranker that does not learn orders once. Deterministic by seed; a step
 * after every label. Without priors a learner that needs both labels shows the protocol's order until it has them.
 */
export function* simulate(given: Simulation): Work<Run> {
  const { collection, protocol, gold, ranker, priors = new Uint32Array(0), seed, until = 'last relevant', explore = 0 } = given;
  const params = given.params ?? ranker.params.parse({});
  const { n } = collection;
  const ties = given.ties === 'file' ? Float64Array.from({ length: n }, (_, at) => at) : tiesOf(collection, seed);
  const rng = rngOf(seed);
  const tools = new Map<string, unknown>();
  const screened = new Uint8Array(n);
  const order = new Uint32Array(n);
  const relevant = new Uint8Array(n); // along `order`
  let size = 0;
  let left = 0;
  for (const one of gold) left += one;
  const label = (at: number): void => {
    screened[at] = 1;
    relevant[size] = gold[at]!;
    order[size++] = at;
    left -= gold[at]!;
  };
  for (const at of priors) label(at);

  let scores: Float64Array | undefined;
  let fits = 0;
  let knew = '';
  for (let round = 0; size < n && (until === 'end' || left > 0 || scores === undefined); round++) {
    const labels = { labelled: order.subarray(0, size), relevant: relevant.subarray(0, size), priors: priors.length };
    // What the ranking follows from: nothing, one kind of label, or these labels.
    const knows = !ranker.learns ? 'nothing' : ranker.batch !== undefined || isFittable(labels) ? String(size) : 'one kind';
    const view = viewOf(collection, { protocol, ...labels, evidence: given.evidence, encoder: given.encoder, tools });
    if (scores === undefined || knows !== knew) {
      const model = yield* ranker.fit(view, params, rng);
      scores = yield* ranker.score(model, view);
      knew = knows;
      fits++;
    }
    if (!ranker.learns) break;
    const many = Math.min(ranker.batch?.(round) ?? 1, n - size);
    const wider = many === 1 && isExploring(seed, size, explore) ? yield* widest(view, orderOf(scores, ties, open(screened)), 1) : [];
    if (wider[0] !== undefined) label(wider[0]);
    else if (many === 1) label(best(scores, ties, screened));
    else for (const at of orderOf(scores, ties, open(screened)).subarray(0, many)) label(at);
    yield { done: size, total: n };
  }
  if (size < n) order.set(orderOf(scores ?? new Float64Array(n), ties, open(screened)), size);
  return { order, priors, fits };
}

const open = (screened: Uint8Array): Uint32Array => Uint32Array.from([...screened.keys()].filter((at) => screened[at] === 0));

/** The first of {@link orderOf} among those not screened, without sorting. */
const best = (scores: Float64Array, ties: Float64Array, screened: Uint8Array): number => {
  let first = -1;
  let high = -Infinity;
  for (let at = 0; at < scores.length; at++) {
    if (screened[at] === 1) continue;
    const score = Math.round(scores[at]! * grain);
    if (score > high || (score === high && ties[at]! < ties[first]!)) {
      first = at;
      high = score;
    }
  }
  return first;
};
