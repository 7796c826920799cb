// Where is a second look worth most? The hunts over the set that the ranking thread holds.
import type { CitationId } from '../../../shared/citation.ts';
import type { Work } from '../../../shared/work.ts';
import { isFittable } from '../../rankers/labels.ts';
import type { View } from '../../rankers/ranker.ts';
import { calibrated, disagreements, type Scored } from '../../screening/hunts.ts';
import { rngOf } from '../../screening/rng.ts';
import type { Reliability } from '../../stopping/calibration.ts';
import { rankerNamed } from './choose.ts';
import { labelledIn, positionOf } from './view.ts';
import type { RankWish } from './wish.ts';

export interface CalibratedKeys {
  readonly keys: Uint32Array;
  /** Along `keys`. */
  readonly chance: Float64Array;
  /** Of each citation decided, as the other decisions have it. */
  readonly labels: readonly { readonly citation: CitationId; readonly chance: number }[];
  readonly reliability: readonly Reliability[];
}
export interface FarApartKeys {
  readonly citation: CitationId;
  readonly places: readonly { readonly ranker: string; readonly above: number }[];
}

type See = (labels: Pick<View, 'labelled' | 'relevant' | 'priors'>) => View;

export function* calibrateIn(keys: Uint32Array, viewOf: See, { ranker, labels, seed }: RankWish): Work<CalibratedKeys> {
  const known = labelledIn(keys, labels);
  const { chance, ofLabels, reliability } = yield* calibrated({ viewOf, ...known, ranker: rankerNamed(ranker), rng: rngOf(seed) });
  return { keys, chance, labels: Array.from(known.labelled, (at, place) => ({ citation: keys[at]!, chance: ofLabels[place]! })), reliability };
}

/** Committee members of different kinds: what orders now, words of the protocol, another way to learn, and meaning where a network has read the whole set. */
export const unlike = ({ ranker, labels, encoder }: RankWish, readWhole: boolean): readonly string[] => [
  ...new Set([ranker, 'bm25', ...(isFittable(labels) ? ['elas-u3'] : []), ...(encoder === undefined || !readWhole ? [] : ['bi-encoder'])]),
];

export interface DisagreeTask {
  readonly wish: RankWish;
  readonly open: Uint32Array;
  readonly limit: number;
  /** A record not read yet stands nowhere in the order of meaning. */
  readonly readWhole: boolean;
}

interface Asked {
  readonly wish: RankWish;
  readonly rankers: readonly string[];
  readonly open: Uint32Array;
  readonly limit: number;
}

export function* disagreeIn(keys: Uint32Array, viewOf: See, { wish, rankers, open, limit }: Asked): Work<readonly FarApartKeys[]> {
  const view = viewOf(labelledIn(keys, wish.labels));
  const ranked: Scored[] = [];
  for (const name of rankers) {
    yield { done: ranked.length, total: rankers.length };
    const ranker = rankerNamed(name);
    const model = yield* ranker.fit(view, ranker.params.parse({}), rngOf(wish.seed));
    ranked.push({ ranker: name, scores: yield* ranker.score(model, view) });
  }
  const at = Uint32Array.from([...open].map((key) => positionOf(keys, key)).filter((position) => position >= 0));
  return disagreements(ranked, at, limit).map((one) => ({ citation: keys[one.at]!, places: one.above }));
}
