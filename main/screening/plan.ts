// Which ranker when, and is it time to rank again?
import { isFittable } from '../rankers/labels.ts';
import type { View } from '../rankers/ranker.ts';

/** By what the order is made: labels of both kinds, the protocol, both, or the set alone. */
export type Ground = 'protocol+labels' | 'labels' | 'protocol' | 'set';

export const groundOf = (view: Pick<View, 'relevant'>, asked: boolean): Ground => {
  const taught = isFittable(view);
  if (taught) return asked ? 'protocol+labels' : 'labels';
  return asked ? 'protocol' : 'set';
};

/** A running ranking is given up for a newer wish unless the last finished one is older than this: then something new is shown at least. */
export const patienceMs = 2_000;

export interface Standing {
  /** The last decision that wants to be taken into account. */
  readonly wanted: number;
  /** The decision up to which the ranking under way goes. */
  readonly running?: number;
  readonly finished?: { readonly upTo: number; readonly at: number };
  /** ms on the caller's clock. */
  readonly now: number;
}

/** Newest wins: start one; stop the one under way for it; or leave it to finish first. */
export const nextMove = ({ wanted, running, finished, now }: Standing): 'start' | 'restart' | 'wait' | 'rest' => {
  if (running === undefined) return finished === undefined || finished.upTo < wanted ? 'start' : 'rest';
  if (running >= wanted) return 'wait';
  return finished !== undefined && now - finished.at <= patienceMs ? 'restart' : 'wait';
};
