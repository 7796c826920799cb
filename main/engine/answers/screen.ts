// What is next, what was decided, and how is it taken back?
import type { HistoryItem, InputOf } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Decided, Signed } from '../../store/index.ts';
import { visible } from '../../text/visible.ts';
import { originOf } from '../review/audits.ts';
import { cardOf } from '../review/cards.ts';
import type { OpenReview } from '../review/open.ts';
import { queueOf, type Queued } from '../review/order.ts';
import { holds } from '../review/standing.ts';
import { said } from '../review/summary.ts';
import type { Answers, World } from './answer.ts';

type Names =
  | 'screen.queue'
  | 'screen.card'
  | 'screen.why'
  | 'screen.decide'
  | 'screen.narrow'
  | 'screen.undo'
  | 'screen.redo'
  | 'screen.at'
  | 'screen.history'
  | 'screen.note'
  | 'screen.tag'
  | 'rank.again';

const signed = ({ settings }: World, key: string): Signed => ({ key, by: settings.get().reviewer });

/** @throws Failure 'citation.unknown' where it is not in the review or stands behind its duplicate */
const shownOnly = (review: OpenReview, citation: number): number => {
  if (!holds(review.shown(), citation)) throw new Failure('citation.unknown', { citation: String(citation) });
  return citation;
};

/** How much of the update is left, and how much that came before it. */
const narrowed = (review: OpenReview): { narrow?: { from: number; left: number; others: number } } => {
  const from = review.narrow.get();
  if (from === undefined) return {};
  let left = 0;
  let others = 0;
  for (const citation of review.shown()) {
    if (review.standing.of(citation) !== undefined) continue;
    if (citation >= from) left += 1;
    else others += 1;
  }
  return { narrow: { from, left, others } };
};

export const screen: Answers<Names> = {
  'screen.queue': ({ reviews, settings }, { review: id, from, count }) => {
    const review = reviews.get(id);
    const { explore } = settings.get();
    const next = queueOf({ shown: review.shown(), order: review.ranking.order, standing: review.standing, from: review.narrow.get(), explore });
    const queued: Queued[] = [];
    const before = from === undefined ? 0 : 1;
    let rank = 0;
    const ranks: number[] = [];
    for (const one of next) {
      if (queued.length === count) break;
      rank += 1;
      if (before === 1 && one.citation === from) continue;
      queued.push(one);
      ranks.push(rank);
    }
    const cards = queued.map(({ citation, wider }, at) => ({ ...cardOf(review, citation, ranks[at]), ...(wider ? { wider } : {}) }));
    return { cards, ranking: review.ranking.state, revision: review.revision, ...narrowed(review) };
  },
  'screen.narrow': ({ reviews }, { review: id, from }) => {
    const review = reviews.get(id);
    review.narrow.set(from);
    review.queueChanged();
    return {};
  },
  'screen.card': ({ reviews }, { review: id, citation }) => cardOf(reviews.get(id), citation),
  'screen.why': ({ reviews }, { review: id, citation }) => reviews.get(id).ranking.why(shownOnly(reviews.get(id), citation)),
  'screen.decide': (world, { review: id, key, citation, verdict, stage, reason, rank }) => {
    const review = world.reviews.get(id);
    const shownBy = review.ranking.order?.seq;
    const entry = {
      citation: shownOnly(review, citation),
      verdict,
      stage,
      origin: originOf(review, citation),
      reason,
      rank: rank === 0 ? undefined : rank,
      ranking: shownBy,
    };
    const saved = review.writing().decide(entry, signed(world, key));
    review.decided([saved]);
    return said(world, review, saved.seq);
  },
  'screen.undo': (world, input) => stepped(world, input, 'undo'),
  'screen.redo': (world, input) => stepped(world, input, 'redo'),
  'screen.at': ({ reviews }, { review: id, citation }) => {
    reviews.get(id).place.set(citation);
    return {};
  },
  'screen.history': ({ reviews }, { review: id, before, limit }) => {
    const review = reviews.get(id);
    return newest(review, before ?? Number.MAX_SAFE_INTEGER, limit).map((row) => item(review, row));
  },
  'screen.note': (world, { review: id, key, citation, text }) => {
    const review = world.reviews.get(id);
    const seq = review.writing().note({ citation: shownOnly(review, citation), text }, signed(world, key));
    review.touched();
    return said(world, review, seq);
  },
  'screen.tag': (world, { review: id, key, citation, tag, on }) => {
    const review = world.reviews.get(id);
    const seq = review.writing().tag({ citation: shownOnly(review, citation), tag, worn: on }, signed(world, key));
    review.touched();
    return said(world, review, seq);
  },
  'rank.again': async function* ({ reviews }, { review: id, ranker }) {
    const { ranking } = reviews.get(id);
    ranking.again(ranker);
    if (ranking.busy !== undefined) yield ranking.busy;
    await ranking.settled();
    return ranking.state;
  },
};

/** One key, one step: a bulk edit is taken back whole. */
const stepped = (world: World, { review: id, key }: InputOf<'screen.undo'>, which: 'undo' | 'redo') => {
  const review = world.reviews.get(id);
  const rows = review.writing()[which](signed(world, key));
  const [first] = rows;
  if (first === undefined) throw new Failure(which === 'undo' ? 'history.none' : 'history.nothingUndone');
  review.decided(rows);
  review.place.set(first.citation);
  return { ...said(world, review, first.seq), citation: first.citation };
};

/** The last `limit` rows before this one, newest first; read backwards in stretches of the ledger. */
const newest = (review: OpenReview, before: number, limit: number): Decided[] => {
  const last = Math.min(before - 1, review.store.ledger.last().seq);
  let rows: Decided[] = [];
  for (let upTo = last, width = limit * 4; upTo > 0 && rows.length < limit; width *= 2) {
    const after = Math.max(0, upTo - width);
    rows = [...review.store.decisions.all({ after, upTo }), ...rows];
    upTo = after;
  }
  return rows.slice(-limit).reverse();
};

const item = (review: OpenReview, { seq, citation, verdict, origin, reason, at }: Decided): HistoryItem => ({
  seq,
  citation,
  title: visible(review.store.citations.get(citation)?.title ?? ''),
  verdict,
  origin,
  reason,
  at,
});
