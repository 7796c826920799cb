// What does the ranking thread hold in memory, and what does it answer? The words of one review, read once a set.
import type { Why } from '../../../shared/contract.ts';
import type { Ranking, Recipe } from '../../../shared/decision.ts';
import type { Work } from '../../../shared/work.ts';
import { orderOf, tiesOf } from '../../rankers/order.ts';
import { isFittable } from '../../rankers/labels.ts';
import type { Ranker } from '../../rankers/ranker.ts';
import { widest } from '../../screening/explore.ts';
import { suggestReason } from '../../screening/reasons.ts';
import { rngOf } from '../../screening/rng.ts';
import { collect, viewOf, type Collection, type View } from '../../screening/view.ts';
import { pack, seal, type Review } from '../../store/index.ts';
import type { Desk, Tasks } from '../talk.ts';
import { drive } from '../thread.ts';
import { shownCitations } from '../work/merged.ts';
import { openReader, readOnly } from '../work/reader.ts';
import { learntWords, whyOf } from './explain.ts';
import { byOf, inputsOf } from './inputs.ts';
import { pairsOf, queriesOf, rankerNamed } from './choose.ts';
import { calibrateIn, disagreeIn, unlike, type CalibratedKeys, type DisagreeTask, type FarApartKeys } from './hunt.ts';
import { networkText, questionKey, questionOf } from './network-text.ts';
import { saidOf, type Said } from './said.ts';
import type { Asking, Ranked, RankWish, Told, WhyTask } from './wish.ts';
import { labelledIn, positionOf } from './view.ts';

interface Loaded {
  readonly load: number;
  readonly keys: Uint32Array;
  readonly collection: Collection;
  readonly ties: Float64Array;
  readonly bare: number;
  readonly said: Said;
}

/** The last ranking with what it was made by: explanations come from there. */
export interface Learnt {
  readonly ranker: Ranker;
  readonly model: unknown;
  readonly view: View;
  readonly ranking: Ranking;
  readonly keys: Uint32Array;
}

/** The tasks of one ranking thread. */
export const rankTasks = (): Tasks => {
  let loaded: Loaded | undefined;
  let learnt: Learnt | undefined;
  /** What every later ranking needs is being made; of which set. */
  let warming: { readonly load: number; readonly done: Promise<unknown> } | undefined;
  const setOf = async (wish: RankWish, desk: Desk): Promise<Loaded> =>
    loaded?.load === wish.load ? loaded : (loaded = await drive(load(wish), desk));
  const rank = async (wish: RankWish, desk: Desk): Promise<Ranked> => {
    const set = await setOf(wish, desk);
    const { keys, bare } = set;
    if (warming?.load === wish.load && isFittable(wish.labels)) await warming.done;
    learnt = await drive(learn(wish, set), desk);
    const { ranking, view } = learnt;
    return {
      sealed: seal(ranking, keys),
      whole: wish.whole ? pack(ranking, keys) : undefined,
      ...shared(ranking, keys),
      by: byOf(view),
      bare,
      learnt: learntWords(learnt),
      closely: closely(learnt),
      wider: wish.wider ? await drive(widerIn(learnt), desk) : new Uint32Array(0),
    };
  };
  /** Two made-up labels make a learner prepare its words before the first real ones come; what it learns is thrown away. */
  const warm = async ({ ranker: name, load: of }: { ranker: string; load: number }, desk: Desk) => {
    if (loaded?.load !== of || loaded.keys.length < 2 || warming?.load === of) return;
    const ranker = rankerNamed(name);
    const view = viewOf(loaded.collection, { protocol: { title: '', criteria: [] }, labelled: Uint32Array.of(0, 1), relevant: Uint8Array.of(1, 0) });
    const done = drive(ranker.fit(view, ranker.params.parse({}), rngOf(0)), desk);
    warming = { load: of, done: done.catch(() => undefined) };
    await done;
  };
  return {
    rank,
    warm,
    /** Chances of all citations, and of the decided ones as the others have it. */
    calibrate: async (wish: RankWish, desk: Desk): Promise<CalibratedKeys> => {
      const set = await setOf(wish, desk);
      return drive(calibrateIn(set.keys, lookedAt(wish, set, [wish.ranker]).viewOf, wish), desk);
    },
    /** Unread citations on which rankers of unlike kinds differ most. */
    disagree: async ({ wish, open, limit, readWhole }: DisagreeTask, desk: Desk): Promise<readonly FarApartKeys[]> => {
      const set = await setOf(wish, desk);
      const rankers = unlike(wish, readWhole);
      return drive(disagreeIn(set.keys, lookedAt(wish, set, rankers).viewOf, { wish, rankers, open, limit }), desk);
    },
    whole: ({ upTo }: { upTo: number }) => (learnt === undefined || learnt.ranking.upTo !== upTo ? undefined : pack(learnt.ranking, learnt.keys)),
    /** What the network would have to say for a fuller explanation. */
    asking: ({ citation }: { citation: number }): readonly Asking[] => {
      const at = learnt === undefined ? -1 : positionOf(learnt.keys, citation);
      if (learnt === undefined || at < 0) return [];
      const { ranker, view } = learnt;
      const wants = ranker.wants(view, ranker.params.parse({}), at).filter(({ kind, part }) => part === 'sentences' || kind === 'words');
      return wants.map((want) => ({ question: questionOf(want), text: networkText(view.citation(at)) }));
    },
    why: async ({ wish, citation, told = [], excluded }: WhyTask, desk: Desk): Promise<Why> => {
      if (learnt === undefined) await rank(wish, desk);
      const why = whyOf(hearing(learnt!, told), citation);
      return { ...why, reason: await drive(suggested(learnt!, citation, excluded), desk) };
    },
  };
};

/** The reason that earlier exclusions suggest, by the words that the order was made of. */
function* suggested({ keys, view }: Learnt, citation: number, { keys: of, reason, texts }: WhyTask['excluded']): Work<Why['reason']> {
  if (texts.length < 2) return undefined;
  const known = Array.from(of, (key, k) => ({ at: positionOf(keys, key), reason: reason[k]! })).filter(({ at }) => at >= 0);
  const { rows } = yield* view.weights('winnow');
  const given = { at: Uint32Array.from(known, ({ at }) => at), reason: Uint32Array.from(known, (one) => one.reason) };
  const found = yield* suggestReason(rows, given, positionOf(keys, citation));
  return found === undefined ? undefined : { text: texts[found.reason]!, right: found.right, of: found.of };
}

/** More than the page asks for at once, so that a decision or two leave some. */
const mostWider = 8;

function* widerIn({ keys, view, ranking }: Learnt): Work<Uint32Array> {
  const read = new Set(view.labelled);
  const open = ranking.order.filter((at) => !read.has(at));
  return (yield* widest(view, open, mostWider)).map((at) => keys[at]!);
}

/** The same view, which also knows what the network was asked for this explanation. */
const hearing = (learnt: Learnt, told: readonly Told[]): Learnt => {
  if (told.length === 0) return learnt;
  const answers = new Map(told.map(({ question, value }) => [questionKey(question), value]));
  const { view } = learnt;
  return { ...learnt, view: { ...view, evidence: (want) => answers.get(questionKey(questionOf(want))) ?? view.evidence(want) } };
};

/** In the order just made: what is likely to be read next comes first. */
const closely = ({ ranker, view, keys, ranking }: Learnt): Ranked['closely'] => {
  const place = new Uint32Array(keys.length);
  ranking.order.forEach((at, rank) => (place[at] = rank));
  return ranker
    .wants(view, ranker.params.parse({}))
    .filter(({ kind }) => kind === 'pair')
    .map((want) => ({
      question: questionOf(want),
      keys: Uint32Array.from(
        [...want.at].sort((a, b) => place[a]! - place[b]!),
        (at) => keys[at]!,
      ),
    }));
};

/** Each citation with the best of its duplicates, as the card shows it; without what ranking does not look at. */
function* load({ path, load: number, seed }: RankWish): Work<Loaded> {
  const { keys, citations } = yield* readOnlyWork(path, shownCitations);
  const collection = collect(citations);
  const bare = citations.reduce((sum, { title, abstract }) => sum + Number(title === undefined && abstract === undefined), 0);
  return { load: number, keys, collection, ties: tiesOf(collection, seed), bare, said: saidOf(collection) };
}

/** Open for as long as the work goes on, whether it ends or is given up. */
function* readOnlyWork<T>(path: string, work: (review: Review) => Work<T>): Work<T> {
  const review = openReader(path);
  try {
    return yield* work(review);
  } finally {
    review.close();
  }
}

/** How these rankers see the set with any labels, with all that the network has said for them by now. */
const lookedAt = (wish: RankWish, { collection, said }: Loaded, rankers: readonly string[]) => {
  const { encoder, protocol } = wish;
  const queries = encoder === undefined ? [] : (queriesOf(rankers, protocol, encoder) ?? []);
  const pairs = encoder === undefined ? [] : rankers.flatMap((name) => pairsOf(name, protocol, encoder));
  if (encoder !== undefined && said.behind(wish.said, queries, pairs))
    readOnly(wish.path, (review) => said.read(review, encoder, { queries, pairs }, wish.said));
  const network = encoder === undefined ? {} : { encoder, evidence: said.answer };
  return { pairs, viewOf: (labels: Pick<View, 'labelled' | 'relevant' | 'priors'>): View => viewOf(collection, { protocol, ...labels, ...network }) };
};

function* learn(wish: RankWish, loaded: Loaded): Work<Learnt> {
  const { keys, ties } = loaded;
  const { pairs, viewOf: see } = lookedAt(wish, loaded, [wish.ranker]);
  const view = see(labelledIn(keys, wish.labels));
  const ranker = rankerNamed(wish.ranker);
  const params = ranker.params.parse({});
  const model = yield* ranker.fit(view, params, rngOf(wish.seed));
  const scores = yield* ranker.score(model, view);
  const recipe: Recipe = { ranker: ranker.name, version: ranker.version, params: { ...params } };
  const ranking: Ranking = {
    order: orderOf(scores, ties),
    scores,
    recipe,
    seed: wish.seed,
    upTo: wish.upTo,
    inputs: inputsOf(keys, view, recipe, pairs),
  };
  return { ranker, model, view, ranking, keys };
}

/** In memory that desk and threads share. */
const shared = (ranking: Ranking, keys: Uint32Array): Pick<Ranked, 'keys' | 'scores' | 'place'> => {
  const n = keys.length;
  const order = new Uint32Array(new SharedArrayBuffer(n * 4));
  const scores = new Float64Array(new SharedArrayBuffer(n * 8));
  const place = new Uint32Array(new SharedArrayBuffer(((keys[n - 1] ?? 0) + 1) * 4));
  ranking.order.forEach((position, at) => {
    order[at] = keys[position]!;
    scores[at] = ranking.scores[position]!;
    place[order[at]] = at + 1;
  });
  return { keys: order, scores, place };
};
