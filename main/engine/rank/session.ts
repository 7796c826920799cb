// What does the ranking thread hold in memory, and what does it answer? The words of one review, read once a set.
import type { Order as Whole } from '../../store/index.ts';
import { pack, seal } from '../../store/index.ts';
import type { Ranking } from '../../../shared/decision.ts';
import type { Desk, Tasks } from '../talk.ts';
import { readOnly } from '../work/reader.ts';
import type { Ranked, RankWish } from './wish.ts';

interface Loaded {
  readonly load: number;
  readonly keys: Uint32Array;
  readonly bare: number;
}

/** The tasks of one ranking thread. */
export const rankTasks = (): Tasks => {
  let loaded: Loaded | undefined;
  let last: { readonly ranking: Ranking; readonly keys: Uint32Array } | undefined;
  return {
    rank: async (wish: RankWish, _desk: Desk): Promise<Ranked> => {
      loaded = loaded?.load === wish.load ? loaded : read(wish);
      const { keys, bare } = loaded;
      const ranking: Ranking = { order: Uint32Array.from(keys, (_, at) => at), scores: new Float64Array(keys.length), recipe: { ranker: 'set', version: 1, params: {} }, seed: wish.seed, upTo: wish.upTo, inputs: '0'.repeat(64) };
      last = { ranking, keys };
      return { sealed: seal(ranking, keys), whole: wish.whole ? pack(ranking, keys) : undefined, ...shared(ranking, keys), by: 'set', bare, learnt: [] };
    },
    whole: () => (last === undefined ? undefined : pack(last.ranking, last.keys)),
  };
};

const read = ({ path, load }: RankWish): Loaded =>
  readOnly(path, ({ citations }) => {
    const keys = citations.keys();
    let bare = 0;
    for (const { title, abstract } of citations.each()) if (title === undefined && abstract === undefined) bare += 1;
    return { load, keys, bare };
  });

/** In memory that desk and threads share. */
const shared = (ranking: Ranking, keys: Uint32Array): Whole & { place: Uint32Array } => {
  const n = keys.length;
  const order = new Uint32Array(new SharedArrayBuffer(n * 4));
  const scores = new Float64Array(new SharedArrayBuffer(n * 8));
  const place = new Uint32Array(new SharedArrayBuffer(((keys[n - 1] ?? 0) + 1) * 4));
  ranking.order.forEach((position, at) => {
    order[at] = keys[position]!;
    scores[at] = ranking.scores[position]!;
    place[order[at]!] = at + 1;
  });
  return { keys: order, scores, place };
};
