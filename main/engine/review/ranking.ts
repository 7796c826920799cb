// When is the order made anew, and by whom? The newest wish wins; the thread ranks, the desk records and shows.
import type { RankingState, Why } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Step } from '../../../shared/work.ts';
import type { Crew } from '../crew.ts';
import type { Log } from '../host.ts';
import type { Ranked, RankWish } from '../rank/wish.ts';
import type { OpenReview } from './open.ts';
import type { Order } from './order.ts';

/** A running ranking is given up for a newer wish, unless the last finished one is older than this: then something is shown at least. */
const patienceMs = 2_000;
/** Work that takes longer is shown as busy, and so often at most. */
const busyMs = 400;

export interface RankDesk {
  readonly order: Order | undefined;
  readonly busy: Step | undefined;
  /** Citations without title and abstract, as far as known. */
  readonly bare: number;
  readonly state: RankingState;
  /** A decision was made or another ranker is wanted. */
  again(ranker?: string): void;
  /** The set of citations or the protocol is another. */
  reload(): void;
  /** Resolves when no ranking is wanted or running. */
  settled(): Promise<void>;
  /** Puts the whole of the newest order into the file: before an export, on closing. */
  keepWhole(): Promise<void>;
  why(citation: number): Promise<Why>;
  /** Words that the labels made important, strongest first. */
  readonly learnt: readonly string[];
  close(): Promise<void>;
}

interface Options {
  readonly review: OpenReview;
  readonly thread: Crew;
  readonly seed: number;
  readonly now: () => number;
  readonly log: Log;
  /** `true`: a new order is there. */
  readonly told: (queue: boolean) => void;
}

export const rankDesk = ({ review, thread, seed, now, log, told }: Options): RankDesk => {
  let order = keptOrder(review);
  let bare = 0;
  let learnt: readonly string[] = [];
  let ranker = 'winnow';
  let busy: Step | undefined;
  let running: AbortController | undefined;
  let wanted = false;
  let load = 1;
  let finishedAt: number | undefined;
  let closed = false;
  let idle: (() => void)[] = [];

  const wish = (): RankWish => ({
    path: review.store.path,
    load,
    ranker,
    seed,
    protocol: review.protocol(),
    upTo: review.store.ledger.last().seq,
    labels: labelsOf(review),
    whole: review.store.rankings.keyframeDue(),
  });

  const rank = async () => {
    let toldAt = now(); // short work is not announced
    const stop = new AbortController();
    running = stop;
    wanted = false;
    try {
      const ranked = await thread.run<Ranked>('rank', wish(), {
        signal: stop.signal,
        step: (step) => {
          busy = step;
          if (now() - toldAt < busyMs) return;
          toldAt = now();
          told(false);
        },
      });
      if (!closed && !stop.signal.aborted) record(ranked);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'call.cancelled') {
        log.error(
          {
            review: review.id,
            name: error instanceof Error ? error.name : typeof error,
            at: error instanceof Error ? error.stack?.split('\n').slice(1, 6) : undefined,
          },
          'ranking failed',
        );
        wanted = false;
      }
    } finally {
      running = undefined;
      busy = undefined;
    }
    if (wanted && !closed) void rank();
    else {
      for (const wake of idle.splice(0)) wake();
    }
  };

  const record = ({ sealed, whole, keys, scores, place, by, bare: without, learnt: words }: Ranked) => {
    const seq = review.store.write?.ranking(sealed, {
      key: `ranking ${String(sealed.upTo)} ${sealed.digest.slice(0, 16)} ${String(load)} ${sealed.recipe.ranker}`,
      by: 'winnow',
      whole,
    });
    order = { keys, scores, place, upTo: sealed.upTo, recipe: sealed.recipe, seed: sealed.seed, by, seq };
    bare = without;
    learnt = words;
    finishedAt = now();
    told(true);
  };

  const again = () => {
    if (closed || review.shown().length === 0) return;
    wanted = true;
    if (running === undefined) void rank();
    else if (finishedAt !== undefined && now() - finishedAt <= patienceMs) running.abort();
  };

  return {
    get order() {
      return order;
    },
    get busy() {
      return busy;
    },
    get bare() {
      return bare;
    },
    get state() {
      return stateOf(review, order, { busy: busy ?? (running === undefined ? undefined : { done: 0 }), ranker });
    },
    again: (name) => {
      if (name !== undefined) ranker = name;
      again();
    },
    reload: () => {
      load += 1;
      if (review.shown().length === 0) order = undefined;
      running?.abort();
      again();
    },
    settled: () => (running === undefined && !wanted ? Promise.resolve() : new Promise((resolve) => (idle = [...idle, resolve]))),
    keepWhole: () => keepWhole(review, order, thread),
    why: (citation) => thread.run<Why>('why', { wish: wish(), citation }),
    get learnt() {
      return learnt;
    },
    close: async () => {
      closed = true;
      running?.abort();
      await keepWhole(review, order, thread);
      await thread.close();
    },
  };
};

/** What the labels teach, in order of time: a *maybe* is worth reading on, so it teaches as an inclusion does. */
const labelsOf = (review: OpenReview): RankWish['labels'] => {
  const taught = [...review.standing.all()].filter(({ verdict }) => verdict === 'include' || verdict === 'exclude' || verdict === 'maybe');
  return { keys: Uint32Array.from(taught, (row) => row.citation), relevant: Uint8Array.from(taught, (row) => Number(row.verdict !== 'exclude')) };
};

/** The last whole order in the file: shown until a newer one is made. */
const keptOrder = (review: OpenReview): Order | undefined => {
  const last = review.store.rankings.last();
  const nearest = last && review.store.rankings.nearestKeyframe(last.seq);
  const kept = nearest === undefined ? undefined : review.store.rankings.get(nearest);
  const whole = nearest === undefined ? undefined : review.store.rankings.order(nearest);
  if (kept === undefined || whole === undefined) return undefined;
  const place = new Uint32Array(whole.keys.reduce((most, key) => Math.max(most, key), 0) + 1);
  whole.keys.forEach((key, at) => (place[key] = at + 1));
  return { ...whole, place, upTo: kept.upTo, recipe: kept.recipe, seed: kept.seed, by: byOf(review), seq: kept.seq };
};

/** On closing, the whole of the last order goes into the file, so that the next start shows it at once. */
const keepWhole = async (review: OpenReview, order: Order | undefined, thread: Crew): Promise<void> => {
  if (order?.seq === undefined || review.store.write === undefined || review.store.rankings.nearestKeyframe(order.seq) === order.seq) return;
  const whole = await thread.run<Uint8Array | undefined>('whole', { seq: order.upTo }).catch(() => undefined);
  if (whole !== undefined) review.store.write.keyframe(order.seq, whole);
};

const byOf = (review: OpenReview): RankingState['by'] => {
  const { question = '', criteria, booleanQuery = '', title } = review.protocol();
  const labels = labelsOf(review).relevant;
  const asked = question !== '' || criteria.length > 0 || booleanQuery !== '' || title !== '';
  const taught = labels.includes(1) && labels.includes(0);
  if (taught) return asked ? 'protocol+labels' : 'labels';
  return asked ? 'protocol' : 'set';
};

const stateOf = (review: OpenReview, order: Order | undefined, { busy, ranker }: { busy: Step | undefined; ranker: string }): RankingState => {
  const by = order?.by ?? 'set';
  return { by, ranker: order?.recipe.ranker ?? ranker, upTo: order?.upTo ?? 0, busy, better: betterOf(review, by) };
};

const betterOf = (review: OpenReview, by: RankingState['by']): string | undefined => {
  const { question = '', booleanQuery = '' } = review.protocol();
  if (by === 'set') return 'A title and a question would put the likely ones first.';
  if (by === 'protocol' && question === '') return 'The review’s question would make this order better.';
  if (by === 'protocol') return 'One inclusion and one exclusion, and the order begins to learn from you.';
  if (booleanQuery === '' && by === 'labels') return 'The review’s question would make this order better.';
  return undefined;
};
