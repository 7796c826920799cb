// What do labelled reviews teach about every record of a new one, before any label? Logistic regression over the signs, learnt across reviews.
// Learnt by training/prior.py on 41 labelled reviews (their title-and-abstract decisions where known), signs standardised within each review, both
// classes and all reviews of equal weight, C .01. In five folds by review group: bench/results/prior.md.
import type { Protocol } from '../../shared/citation.ts';
import type { Want } from '../../shared/evidence.ts';
import type { Work } from '../../shared/work.ts';
import { queryVector, recordVectors, sentenceWants, vectorWants } from './dense.ts';
import { strongest } from './lexical.ts';
import { queryTexts } from './query.ts';
import type { Explained, View } from './ranker.ts';
import { explainSet, setScores } from './set.ts';
import { explainSigns, meaningTexts, type SignName, weighSigns } from './signs.ts';

export type SignWeights = Readonly<Partial<Record<SignName, number>>>;

export const priorWeights: { readonly meaning: SignWeights; readonly words: SignWeights } = {
  /** With the network's vectors. */
  meaning: {
    'words title': 0.1191,
    'words question': 0.0568,
    'words criteria': 0.2052,
    'words boolean': 0.0955,
    'title words title': 0.0649,
    'title words question': 0.0757,
    'title words criteria': 0.158,
    'title words boolean': 0.2033,
    'meaning title': 0.1304,
    'meaning title and question': 0.1849,
    'meaning criteria': 0.1166,
    'meaning boolean': -0.067,
    feedback: 0.4426,
    centre: 0.1219,
  },
  /** Without. */
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
};

/** Whether the protocol says anything to rank by. */
export const isAsked = (protocol: Protocol): boolean => queryTexts(protocol).length > 0;

/** What the prior asks the network: the protocol's texts, then every record. */
export const priorWants = (view: View, explain?: number): Want[] => [
  ...vectorWants(
    view,
    meaningTexts(view).map(([, text]) => text),
  ),
  ...sentenceWants(view, explain),
];

/** With the network where it has said something of the protocol and of some records. */
const weightsFor = (view: View): SignWeights =>
  recordVectors(view) !== undefined && meaningTexts(view).some(([, text]) => queryVector(view, text) !== undefined)
    ? priorWeights.meaning
    : priorWeights.words;

/**
 * Σ weight·z(sign); likeness to the set where the protocol says nothing. Length n.
 * @param weights those shipped where absent
 */
export function* priorScores(view: View, weights: SignWeights = weightsFor(view)): Work<Float64Array> {
  if (!isAsked(view.protocol)) return Float64Array.from(yield* setScores(view));
  return yield* weighSigns(view, weights);
}

/** Strongest first; sums to the record's prior score. */
export const explainPrior = (view: View, at: number, weights: SignWeights = weightsFor(view)): Explained[] =>
  isAsked(view.protocol) ? strongest(explainSigns(view, weights, at)) : explainSet(view, at);
