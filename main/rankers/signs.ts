// What can be told of every record before any label? Likeness to the protocol by words and by meaning, to the set, and what the record itself is like.
import type { Want } from '../../shared/evidence.ts';
import type { Work } from '../../shared/work.ts';
import { asked as joined, question } from './asked-text.ts';
import { type Asked, matchBy, type Matched } from './asked.ts';
import { centre, nearestPiece, products, queryVector, recordVectors, type Vectors } from './dense.ts';
import { standard } from './fusion.ts';
import { bm25Model } from './lexical.ts';
import { quoted } from './pieces.ts';
import { queryKey, queryParts, queryTexts, type QueryPart } from './query.ts';
import type { Explained, View } from './ranker.ts';

type How = Asked & { readonly k1: number; readonly b: number };
const match = matchBy<How>(bm25Model);

/** One sign over all records, standardised within the review: length n, mean 0, deviation 1; all 0 where it tells nothing. */
export interface Sign {
  readonly name: SignName;
  readonly z: Float64Array;
  readonly mean: number;
  readonly sd: number;
  /** The words that make its raw value, where it is made of words. */
  readonly words?: Matched['words'];
}

export type SignName =
  | `${'words' | 'title words'} ${QueryPart}`
  | `meaning ${'title' | 'title and question' | 'everything'}`
  | 'read'
  | 'feedback'
  | 'centre'
  | 'length'
  | 'no abstract'
  | 'year';

export type SignWeights = Readonly<Partial<Record<SignName, number>>>;

export const signNames: readonly SignName[] = [
  ...queryParts.map((part): SignName => `words ${part}`),
  ...queryParts.map((part): SignName => `title words ${part}`),
  'meaning title',
  'meaning title and question',
  'meaning everything',
  'feedback',
  'centre',
  'read',
  'length',
  'no abstract',
  'year',
];

/** The texts whose vectors the signs need. */
export const meaningTexts = (view: Pick<View, 'protocol'>): readonly (readonly [SignName, string])[] =>
  (
    [
      ['meaning title', joined(view, ['title'])],
      ['meaning title and question', question(view)],
      ['meaning everything', joined(view, ['title', 'question', 'criteria'])],
    ] as const
  ).filter(([, text]) => text !== '');

/** Records that stand for what the protocol means, in the search for more like them: one in fifty, five at least. */
const feedbackShare = 50;
const leastFeedback = 5;

export function* signsOf(view: View): Work<readonly Sign[]> {
  const vectors = recordVectors(view);
  return yield* view.keep('signs', () => makeSigns(view, vectors), signsVersion(view, vectors?.said ?? 0));
}

function* makeSigns(view: View, vectors: Vectors | undefined): Work<readonly Sign[]> {
  const signs: Sign[] = [];
  for (const [field, name] of [
    ['all', 'words'],
    ['title', 'title words'],
  ] as const) {
    for (const { part, text } of queryTexts(view.protocol)) {
      const matched = yield* match(view, { words: 'stems', field, parts: [part], k1: 1.2, b: 0.75 }, text);
      signs.push({ ...standardised(`${name} ${part}`, matched.scores), words: matched.words });
    }
  }
  if (vectors !== undefined) signs.push(...(yield* signsByMeaning(view, vectors)));
  signs.push(
    standardised(
      'length',
      each(view, (at) => Math.log1p(view.citation(at).abstract?.length ?? 0)),
    ),
  );
  signs.push(
    standardised(
      'no abstract',
      each(view, (at) => Number(view.citation(at).abstract === undefined)),
    ),
  );
  signs.push(standardised('year', years(view)));
  return signs;
}

function* signsByMeaning(view: View, vectors: Vectors): Work<readonly Sign[]> {
  const signs: Sign[] = [];
  let nearest: Float64Array | undefined;
  for (const [name, text] of meaningTexts(view)) {
    const query = queryVector(view, text);
    if (query === undefined) continue;
    const scores = yield* products(vectors, view.n, query);
    if (name === 'meaning title and question' || nearest === undefined) nearest = scores;
    signs.push(standardised(name, scores));
  }
  const everyone = Array.from({ length: view.n }, (_unused, at) => at);
  signs.push(standardised('centre', yield* products(vectors, view.n, centre(vectors, everyone))));
  if (nearest === undefined) return signs;
  const by = nearest;
  const top = everyone.sort((a, b) => by[b]! - by[a]! || a - b).slice(0, Math.max(leastFeedback, Math.floor(view.n / feedbackShare)));
  signs.push(standardised('feedback', yield* products(vectors, view.n, centre(vectors, top))));
  return signs;
}

const standardised = (name: SignName, values: Float64Array): Sign => {
  const { z, mean, sd } = standard(values);
  return { name, z, mean, sd };
};

const each = (view: View, value: (at: number) => number): Float64Array => Float64Array.from({ length: view.n }, (_unused, at) => value(at));

/** A record without a year counts as one of the mean year. */
const years = (view: View): Float64Array => {
  let sum = 0;
  let known = 0;
  for (let at = 0; at < view.n; at++) {
    const { year } = view.citation(at);
    if (year !== undefined) {
      sum += year;
      known++;
    }
  }
  const mean = known === 0 ? 0 : sum / known;
  return each(view, (at) => view.citation(at).year ?? mean);
};

/** Names the state that {@link signsOf} follows from, for what is kept of it. @param said records whose vectors are there */
export const signsVersion = (view: View, said = recordVectors(view)?.said ?? 0): string => {
  const heard = meaningTexts(view).filter(([, text]) => queryVector(view, text) !== undefined);
  return `${queryKey(view.protocol)} ${String(said)} ${String(heard.length)} ${view.encoder?.model ?? ''}`;
};

/** Σ weight·z over the signs; a sign without a weight is left out. */
export const weigh = (signs: readonly Sign[], weights: SignWeights, n: number): Float64Array => {
  const scores = new Float64Array(n);
  for (const { name, z } of signs) {
    const weight = weights[name] ?? 0;
    if (weight !== 0) for (let at = 0; at < n; at++) scores[at]! += weight * z[at]!;
  }
  return scores;
};

/** What the network that reads question and record together is asked of every record; undefined where there is none or nothing is asked. */
export const readWant = (view: View): Want | undefined => {
  const query = question(view);
  if (view.encoder?.cross === undefined || query === '') return undefined;
  return {
    model: view.encoder.cross,
    kind: 'pair',
    query,
    part: 'both',
    fold: 'first',
    at: Uint32Array.from({ length: view.n }, (_unused, at) => at),
  };
};

/** What it has said, NaN where it has not yet; undefined where it has said too little to tell what the others would get. */
export const readSoFar = (view: View): Float32Array | undefined => {
  const want = readWant(view);
  if (want === undefined) return undefined;
  const said = view.evidence(want);
  if (said.length !== view.n) return undefined;
  let known = 0;
  for (const one of said) if (!Number.isNaN(one)) known++;
  return known >= Math.min(view.n, leastRead) ? said : undefined;
};

/** So few that a line through them would say nothing. */
const leastRead = 50;

/** What was read as a sign; a record that was not read yet gets what a line through those read expects of its standing before (`by`, length n). */
export const readSign = (said: Float32Array, by: Float64Array): Sign => {
  const known = [...said.keys()].filter((at) => !Number.isNaN(said[at]));
  const values = Float64Array.from(said);
  if (known.length < said.length) {
    const x = standard(Float64Array.from(known, (at) => by[at]!));
    const y = standard(Float64Array.from(known, (at) => said[at]!));
    let slope = 0;
    for (let k = 0; k < known.length; k++) slope += (x.z[k]! * y.z[k]!) / known.length;
    const rise = x.sd > 1e-12 ? (Math.max(0, slope) * y.sd) / x.sd : 0;
    for (let at = 0; at < said.length; at++) if (Number.isNaN(said[at])) values[at] = y.mean + rise * (by[at]! - x.mean);
  }
  return standardised('read', values);
};

/** What each sign, and each word where it is made of words, gives to one record; sums to its score. */
export const explainSigns = (view: View, signs: readonly Sign[], weights: SignWeights, at: number): Explained[] => {
  const parts = new Map<string, number>();
  const add = (label: string, weight: number) => parts.set(label, (parts.get(label) ?? 0) + weight);
  for (const { name, z, mean, sd, words } of signs) {
    const weight = weights[name] ?? 0;
    if (weight === 0 || sd <= 1e-12) continue;
    if (words === undefined) add(labelOf(view, name, at), weight * z[at]!);
    else {
      for (const part of words(at)) add(part.label, (weight * part.weight) / sd);
      add('the usual record', (-weight * mean) / sd);
    }
  }
  return [...parts].map(([label, weight]) => ({ label, weight }));
};

/** The question's nearness names the sentence that lies nearest, where the network was asked. */
const labelOf = (view: View, name: SignName, at: number): string => {
  const label = labels[name] ?? name;
  const text = name === 'meaning title and question' ? question(view) : '';
  const query = queryVector(view, text);
  const nearest = query === undefined ? undefined : nearestPiece(view, at, query);
  return nearest === undefined ? label : `${label}: ${quoted(nearest)}`;
};

const labels: Partial<Record<SignName, string>> = {
  'meaning title': 'the title, by meaning',
  'meaning title and question': 'the question, by meaning',
  'meaning everything': 'question and criteria, by meaning',
  feedback: 'like the likely ones',
  centre: 'like the whole set',
  read: 'question and record, read together',
  length: 'length of the abstract',
  'no abstract': 'no abstract',
  year: 'year',
};
