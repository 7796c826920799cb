// What can be said of every record before any label?
import type { Protocol } from '../../shared/citation.ts';
import { finish, type Work } from '../../shared/work.ts';
import { type Asked, askedParts, explainParts, matchBy } from './asked.ts';
import { sumOf } from './fusion.ts';
import { bm25Model } from './lexical.ts';
import { queryParts, queryTexts } from './query.ts';
import type { Explained, View } from './ranker.ts';
import { explainSet, setScores } from './set.ts';

type How = Asked & { readonly k1: number; readonly b: number };
const form = { name: 'prior', match: matchBy<How>(bm25Model) };
const how: How = { words: 'stems', field: 'all', parts: [...queryParts], k1: 1.2, b: 0.75 };

/** Whether the protocol says anything to rank by. */
export const isAsked = (protocol: Protocol): boolean => queryTexts(protocol).length > 0;

/** Σ 1/(60 + place) over BM25 by each part of the protocol; likeness to the set where the protocol says nothing. Length n. */
export function* priorScores(view: View): Work<Float64Array> {
  const parts = yield* askedParts(form, how, view);
  if (parts.length === 0) return Float64Array.from(yield* setScores(view));
  return sumOf(
    parts.map((one) => one.given),
    view.n,
  );
}

/** Strongest first; sums to the record's prior score. */
export const explainPrior = (view: View, at: number): Explained[] => {
  const parts = finish(askedParts(form, how, view));
  return parts.length === 0 ? explainSet(view, at) : explainParts(parts, at);
};
