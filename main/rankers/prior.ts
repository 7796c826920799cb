// What do labelled reviews teach about every record of a new one, before any label? Logistic regression over the signs, learnt across reviews.
// Learnt by training/prior.py on 41 labelled reviews (their title-and-abstract decisions where known), signs standardised within each review, both
// classes and all reviews of equal weight, C .01. In five folds by review group: bench/results/prior.md.
import type { Protocol } from '../../shared/citation.ts';
import type { Want } from '../../shared/evidence.ts';
import { finish, type Work } from '../../shared/work.ts';
import { queryVector, recordVectors, sentenceWants, vectorWants } from './dense.ts';
import { strongest } from './lexical.ts';
import { queryTexts } from './query.ts';
import type { Explained, View } from './ranker.ts';
import { explainSet, setScores } from './set.ts';
import { explainSigns, meaningTexts, readSign, readSoFar, readWant, type Sign, signsOf, signsVersion, type SignWeights, weigh } from './signs.ts';

/** Without the network, with its vectors, and with what it says of question and record together. */
export interface PriorWeights {
  readonly words: SignWeights;
  readonly meaning: SignWeights;
  readonly read: SignWeights;
}

export const priorWeights: PriorWeights = {
  words: {
    'words title': 0.2709,
    'words question': 0.0849,
    'words criteria': 0.2781,
    'words boolean': 0.1224,
    'title words title': 0.2579,
    'title words question': 0.1047,
    'title words criteria': 0.1985,
    'title words boolean': 0.2715,
  },
  meaning: {
    'words title': 0.103,
    'words question': 0.0478,
    'words criteria': 0.194,
    'words boolean': 0.0688,
    'title words title': 0.0322,
    'title words question': 0.059,
    'title words criteria': 0.1577,
    'title words boolean': 0.1881,
    'meaning title': 0.1713,
    'meaning title and question': 0.1502,
    'meaning everything': 0.1499,
    feedback: 0.5045,
    centre: 0.0431,
  },
  read: {
    'words title': 0.115,
    'words question': 0.0242,
    'words criteria': 0.1799,
    'words boolean': 0.0513,
    'title words title': 0.016,
    'title words question': 0.027,
    'title words criteria': 0.1484,
    'title words boolean': 0.1723,
    'meaning title': 0.1179,
    'meaning title and question': 0.0784,
    'meaning everything': 0.0895,
    feedback: 0.4457,
    centre: 0.0229,
    read: 0.4563,
  },
};

/** Whether the protocol says anything to rank by. */
export const isAsked = (protocol: Protocol): boolean => queryTexts(protocol).length > 0;

/** Sets up to this size are read whole, larger ones so far down the order: a minute or two of two cores. */
export const mostRead = 5_000;

/** What the prior asks the network: the protocol's texts, then every record, then the likely ones together with the question. */
export const priorWants = (view: View, explain?: number): Want[] => [...meaningWants(view), ...readWants(view), ...sentenceWants(view, explain)];

const meaningWants = (view: View): Want[] =>
  vectorWants(
    view,
    meaningTexts(view).map(([, text]) => text),
  );

const readWants = (view: View): Want[] => {
  const want = readWant(view);
  if (want === undefined) return [];
  if (view.n <= mostRead) return [want];
  const likely = function* (): Work<Uint32Array> {
    const by = yield* unreadScores(view);
    return want.at.sort((a, b) => by[b]! - by[a]! || a - b).slice(0, mostRead);
  };
  return [{ ...want, at: finish(view.keep('likely to be read', likely, signsVersion(view))) }];
};

interface Standing {
  readonly signs: readonly Sign[];
  readonly weights: SignWeights;
}

/** By the network where it has said something of the protocol and of some records. */
function* unread(view: View, { words, meaning }: PriorWeights): Work<Standing> {
  const heard = recordVectors(view) !== undefined && meaningTexts(view).some(([, text]) => queryVector(view, text) !== undefined);
  return { signs: yield* signsOf(view), weights: heard ? meaning : words };
}

function* standing(view: View, weights: PriorWeights): Work<Standing> {
  const before = yield* unread(view, weights);
  const said = before.weights === weights.meaning ? readSoFar(view) : undefined;
  if (said === undefined) return before;
  return { signs: [...before.signs, readSign(said, weigh(before.signs, before.weights, view.n))], weights: weights.read };
}

/**
 * Σ weight·z(sign); likeness to the set where the protocol says nothing. Length n.
 * @param weights those shipped where absent
 */
export function* priorScores(view: View, weights: PriorWeights = priorWeights): Work<Float64Array> {
  if (!isAsked(view.protocol)) return Float64Array.from(yield* setScores(view));
  const { signs, weights: by } = yield* standing(view, weights);
  yield { done: 1, total: 2 };
  return weigh(signs, by, view.n);
}

/** The same, before question and record were read together: it does not change while they are. */
export function* unreadScores(view: View): Work<Float64Array> {
  if (!isAsked(view.protocol)) return Float64Array.from(yield* setScores(view));
  const { signs, weights } = yield* unread(view, priorWeights);
  return weigh(signs, weights, view.n);
}

/** Strongest first; sums to the record's prior score. */
export const explainPrior = (view: View, at: number, weights: PriorWeights = priorWeights): Explained[] => {
  if (!isAsked(view.protocol)) return explainSet(view, at);
  const { signs, weights: by } = finish(standing(view, weights));
  return strongest(explainSigns(view, signs, by, at));
};
