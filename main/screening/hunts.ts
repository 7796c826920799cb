// Where should one look once more after stopping? Unread records that unlike rankers place far apart, and decisions that all others contradict.
import type { Rng, Work } from '../../shared/work.ts';
import type { Ranker, View } from '../rankers/ranker.ts';
import { chancesBy, platt, reliability, type Reliability } from '../stopping/calibration.ts';

/** Scores of one ranker, along the positions of the set. */
export interface Scored {
  readonly ranker: string;
  readonly scores: Float64Array;
}

export interface FarApart {
  readonly at: number;
  /** For each ranker the share of the open records that it places above this one, 0 first … 1 last. */
  readonly above: readonly { readonly ranker: string; readonly above: number }[];
  /** Largest less smallest of these. */
  readonly apart: number;
}

/** Share of the open records with a higher score; equal ones share the middle of their places. Length of `open`. */
const sharesAbove = (scores: Float64Array, open: Uint32Array): Float64Array => {
  const order = [...open.keys()].sort((one, other) => scores[open[other]!]! - scores[open[one]!]! || one - other);
  const shares = new Float64Array(open.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[open[order[to]!]!] === scores[open[order[from]!]!]) to++;
    const middle = (from + to - 1) / 2 / Math.max(1, open.length - 1);
    for (let place = from; place < to; place++) shares[order[place]!] = middle;
    from = to;
  }
  return shares;
};

/**
 * The open records on which rankers differ most: one has it near the top, another far down. Ties by place in the set.
 * @param open positions not read yet
 */
export const disagreements = (ranked: readonly Scored[], open: Uint32Array, limit: number): readonly FarApart[] => {
  const shares = ranked.map(({ scores }) => sharesAbove(scores, open));
  const apart = Float64Array.from(open, (_at, place) => {
    const values = shares.map((of) => of[place]!);
    return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  });
  return [...open.keys()]
    .sort((one, other) => apart[other]! - apart[one]! || one - other)
    .slice(0, limit)
    .map((place) => ({
      at: open[place]!,
      above: ranked.map(({ ranker }, which) => ({ ranker, above: shares[which]![place]! })),
      apart: apart[place]!,
    }));
};

export interface Given {
  /** The same set as a ranker sees it with these labels only. */
  readonly viewOf: (labels: Pick<View, 'labelled' | 'relevant' | 'priors'>) => View;
  readonly labelled: Uint32Array;
  readonly relevant: Uint8Array;
  /** So many of the first are prior knowledge; none where absent. */
  readonly priors?: number | undefined;
  readonly ranker: Ranker;
  readonly rng: Rng;
  readonly folds?: number;
}

export interface Calibrated {
  /** Per position of the set: of labelled ones out of fold, of the others by all labels. */
  readonly chance: Float64Array;
  /** Along the labels. */
  readonly ofLabels: Float64Array;
  readonly reliability: readonly Reliability[];
}

/** Each label's fold, both kinds dealt out evenly. */
const foldsOf = (relevant: Uint8Array, folds: number, rng: Rng): Uint8Array => {
  const fold = new Uint8Array(relevant.length);
  for (const kind of [1, 0]) {
    const of = [...relevant.keys()].filter((at) => relevant[at] === kind);
    for (let at = of.length - 1; at > 0; at--) {
      const other = Math.floor(rng() * (at + 1));
      [of[at], of[other]] = [of[other]!, of[at]!];
    }
    of.forEach((at, place) => (fold[at] = place % folds));
  }
  return fold;
};

/**
 * Calibrated chances: every label gets the score of a model that learnt from the other folds, Platt's sigmoid is fitted to those, and the model
 * of all labels is read through it. Both kinds of label, two of each at least.
 */
export function* calibrated(given: Given): Work<Calibrated> {
  const { viewOf, labelled, relevant, priors = 0, ranker, rng } = given;
  const positive = relevant.reduce((sum, one) => sum + one, 0);
  const folds = Math.max(2, Math.min(given.folds ?? 5, positive, relevant.length - positive));
  const fold = foldsOf(relevant, folds, rng);
  const params = ranker.params.parse({});
  const scored = function* (view: View): Work<Float64Array> {
    const model = yield* ranker.fit(view, params, rng);
    return yield* ranker.score(model, view);
  };
  const outOfFold = new Float64Array(labelled.length);
  for (let which = 0; which < folds; which++) {
    yield { done: which, total: folds + 1 };
    const kept = [...labelled.keys()].filter((at) => fold[at] !== which);
    const scores = yield* hushed(
      scored(
        viewOf({
          labelled: Uint32Array.from(kept, (at) => labelled[at]!),
          relevant: Uint8Array.from(kept, (at) => relevant[at]!),
          priors: kept.filter((at) => at < priors).length,
        }),
      ),
      which,
      folds + 1,
    );
    labelled.forEach((position, at) => {
      if (fold[at] === which) outOfFold[at] = scores[position]!;
    });
  }
  const sigmoid = platt(outOfFold, relevant);
  const ofLabels = chancesBy(sigmoid, outOfFold);
  const chance = chancesBy(sigmoid, yield* hushed(scored(viewOf({ labelled, relevant, priors })), folds, folds + 1));
  labelled.forEach((position, at) => (chance[position] = ofLabels[at]!));
  return { chance, ofLabels, reliability: reliability(ofLabels, relevant) };
}

/** Work inside a larger one: its steps say how far the larger one is. */
function* hushed<T>(work: Work<T>, done: number, total: number): Work<T> {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    yield { done, total };
  }
}

export interface Contradicted {
  /** Place among the labels. */
  readonly at: number;
  readonly chance: number;
}

/** The labels furthest from what the others say of them, worst first; equal ones by time. */
export const contradictions = (ofLabels: Float64Array, relevant: Uint8Array, limit: number): readonly Contradicted[] => {
  const off = (at: number): number => Math.abs(relevant[at]! - ofLabels[at]!);
  return [...ofLabels.keys()]
    .sort((one, other) => off(other) - off(one) || one - other)
    .slice(0, limit)
    .map((at) => ({ at, chance: ofLabels[at]! }));
};
