// What can be told of every record before any label? Likeness to the protocol by words and by meaning, to the set, and what the record itself is like.
import { finish, type Work } from '../../shared/work.ts';
import { asked as joined } from './asked-text.ts';
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
  | `meaning ${QueryPart | 'title and question'}`
  | 'feedback'
  | 'centre'
  | 'length'
  | 'no abstract'
  | 'year';

export const signNames: readonly SignName[] = [
  ...queryParts.map((part): SignName => `words ${part}`),
  ...queryParts.map((part): SignName => `title words ${part}`),
  'meaning title',
  'meaning title and question',
  'meaning criteria',
  'meaning boolean',
  'feedback',
  'centre',
  'length',
  'no abstract',
  'year',
];

/** The texts whose vectors the signs need. */
export const meaningTexts = (view: Pick<View, 'protocol'>): readonly (readonly [SignName, string])[] =>
  (
    [
      ['meaning title', joined(view, ['title'])],
      ['meaning title and question', joined(view, ['title', 'question'])],
      ['meaning criteria', joined(view, ['criteria'])],
      ['meaning boolean', joined(view, ['boolean'])],
    ] as const
  ).filter(([, text]) => text !== '');

/** Records that stand for what the protocol means, in the search for more like them: one in fifty, five at least. */
const feedbackShare = 50;
const leastFeedback = 5;

export function* signsOf(view: View): Work<readonly Sign[]> {
  const vectors = recordVectors(view);
  const heard = meaningTexts(view).filter(([, text]) => queryVector(view, text) !== undefined);
  const version = `${queryKey(view.protocol)} ${String(vectors?.said ?? 0)} ${String(heard.length)} ${view.encoder?.model ?? ''}`;
  return yield* view.keep('signs', () => makeSigns(view, vectors), version);
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

/** Σ weight·z over the signs; a sign without a weight is left out. */
export function* weighSigns(view: View, weights: Readonly<Partial<Record<SignName, number>>>): Work<Float64Array> {
  const signs = yield* signsOf(view);
  const scores = new Float64Array(view.n);
  for (const { name, z } of signs) {
    const weight = weights[name] ?? 0;
    for (let at = 0; at < view.n; at++) scores[at]! += weight * z[at]!;
    yield { done: 1, total: 2 };
  }
  return scores;
}

/** What each sign, and each word where it is made of words, gives to one record; sums to its score. */
export const explainSigns = (view: View, weights: Readonly<Partial<Record<SignName, number>>>, at: number): Explained[] => {
  const parts = new Map<string, number>();
  const add = (label: string, weight: number) => parts.set(label, (parts.get(label) ?? 0) + weight);
  for (const { name, z, mean, sd, words } of finish(signsOf(view))) {
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
  const text = name === 'meaning title and question' ? joined(view, ['title', 'question']) : '';
  const query = queryVector(view, text);
  const nearest = query === undefined ? undefined : nearestPiece(view, at, query);
  return nearest === undefined ? label : `${label}: ${quoted(nearest)}`;
};

const labels: Partial<Record<SignName, string>> = {
  'meaning title': 'the title, by meaning',
  'meaning title and question': 'the question, by meaning',
  'meaning criteria': 'the criteria, by meaning',
  'meaning boolean': 'the query, by meaning',
  feedback: 'like the likely ones',
  centre: 'like the whole set',
  length: 'length of the abstract',
  'no abstract': 'no abstract',
  year: 'year',
};
