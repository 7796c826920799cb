// When is the order made anew, and by whom? The newest wish wins; the thread ranks, the desk records and shows.
import type { Chances, Contradiction, Disagreement, RankingState, Why } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Encoder } from '../../../shared/evidence.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { rankers } from '../../rankers/all.ts';
import { isAsked } from '../../rankers/prior.ts';
import { groundOf, nextMove } from '../../screening/plan.ts';
import { labelsOf } from '../../screening/queue.ts';
import type { Crew } from '../crew.ts';
import type { Log } from '../host.ts';
import { queriesOf } from '../rank/choose.ts';
import type { CalibratedKeys, DisagreeTask, FarApartKeys } from '../rank/hunt.ts';
import type { Asking, Closely, Ranked, RankWish, WhyTask } from '../rank/wish.ts';
import { unreadIn } from './audits.ts';
import { contradictedIn, enough, titleOf } from './hunted.ts';
import type { Meaning } from './meaning.ts';
import type { OpenReview } from './open.ts';
import type { Order } from './order.ts';
import { reasonedIn } from './standing.ts';

/** Work that takes longer is shown as busy, and so often at most. */
const busyMs = 400;
const usual = 'winnow';

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
  /** Another network is there to read it. */
  readAnew(): void;
  /** Resolves when no ranking is wanted or running. */
  settled(): Promise<void>;
  /** Puts the whole of the newest order into the file: before an export, on closing. */
  keepWhole(): Promise<void>;
  why(citation: number): Promise<Why>;
  /** Calibrated chances by citation. @throws Failure 'hunt.labels' */
  chances(how: How): Promise<{ chance: ReadonlyMap<number, number>; reliability: Chances['reliability'] }>;
  /** Unread citations on which unlike rankers differ most. */
  disagreements(limit: number, how: How): Promise<readonly Disagreement[]>;
  /** Decisions made here that all others contradict most. @throws Failure 'hunt.labels' */
  contradictions(limit: number, how: How): Promise<readonly Contradiction[]>;
  /** The network that this review is read by, once it was started. */
  readonly encoder: Encoder | undefined;
  /** Words that the labels made important, strongest first. */
  readonly learnt: readonly string[];
  close(): Promise<void>;
}

interface How {
  readonly signal: Signal;
  readonly step: (step: Step) => void;
}

interface Options {
  readonly review: OpenReview;
  readonly thread: Crew;
  /** Reads by meaning; tells when another order is worth making. */
  readonly meaning: (came: (whole: boolean) => void) => Meaning;
  readonly seed: number;
  /** Share of the citations that are shown to widen the view. */
  readonly explore: () => number;
  readonly now: () => number;
  readonly log: Log;
  /** `true`: a new order is there. */
  readonly told: (queue: boolean) => void;
}

export const rankDesk = ({ review, thread, meaning: makeMeaning, seed, explore, now, log, told }: Options): RankDesk => {
  let order = keptOrder(review);
  let bare = 0;
  let learnt: readonly string[] = [];
  let ranker = rankers.find(({ name }) => name === order?.recipe.ranker)?.name ?? usual; // as it was when it was closed
  let busy: Step | undefined;
  let running: { readonly stop: AbortController; readonly wish: number; readonly since: number } | undefined;
  /** Wishes are numbered; the newest wins. */
  let wanted = 0;
  let finished: { readonly upTo: number; readonly at: number } | undefined;
  let load = 1;
  let warmed = 0;
  /** What is being, or was, read by meaning: of which set, for which queries. */
  let reading = '';
  const meaning = makeMeaning(() => again());
  let closed = false;
  let idle: (() => void)[] = [];

  const wish = (): RankWish => ({
    path: review.store.path,
    load,
    ranker,
    seed,
    protocol: review.protocol(),
    upTo: review.store.ledger.last().seq,
    labels: labelsOf(review.standing.stands),
    encoder: meaning.encoder,
    said: meaning.revision,
    whole: review.store.rankings.keyframeDue(),
    wider: explore() > 0,
  });

  const rank = async () => {
    const mine = { stop: new AbortController(), wish: wanted, since: now() };
    running = mine;
    let toldAt = mine.since; // short work is not announced
    const step = (at: Step) => {
      busy = at;
      if (now() - toldAt < busyMs) return;
      toldAt = now();
      told(false);
    };
    try {
      const ranked = await thread.run<Ranked>('rank', wish(), { signal: mine.stop.signal, step });
      if (!closed && !mine.stop.signal.aborted) record(ranked);
    } catch (error) {
      if (error instanceof Failure && error.code === 'call.cancelled') return;
      log.error({ review: review.id, ...facts(error) }, 'ranking failed');
    } finally {
      finished = mine.stop.signal.aborted ? finished : { upTo: mine.wish, at: now() };
      running = undefined;
      busy = undefined;
      move();
    }
  };

  const move = () => {
    if (closed || review.shown().length === 0) {
      rest();
      return;
    }
    const next = nextMove({ wanted, running: running?.wish, finished, now: now() });
    if (next === 'start') void rank();
    else if (next === 'restart') running?.stop.abort();
    else if (next === 'rest') rest();
  };
  const rest = () => {
    for (const wake of idle.splice(0)) wake();
  };

  const record = ({ sealed, whole, keys, scores, place, by, bare: without, learnt: words, closely, wider }: Ranked) => {
    const last = review.store.rankings.last();
    const again = last?.inputs === sealed.inputs && last.digest === sealed.digest; // opened again: nothing new to record
    const key = `ranking ${String(sealed.upTo)} ${String(load)} ${sealed.digest.slice(0, 16)}`;
    const seq = again ? last.seq : review.store.write?.ranking(sealed, { key, by: 'winnow', whole });
    order = { keys, scores, place, upTo: sealed.upTo, recipe: sealed.recipe, seed: sealed.seed, by, wider, seq };
    bare = without;
    learnt = words;
    told(true);
    readByMeaning(keys, closely);
    if (warmed === load) return;
    warmed = load;
    thread.run('warm', { ranker, load }).catch((error: unknown) => {
      if (!closed) log.warn({ review: review.id, ...facts(error) }, 'not warmed');
    });
  };

  /** Once a set and protocol, in the order just made: what is likely to be read next comes first. */
  const readByMeaning = (keys: Uint32Array, closely: readonly Closely[]) => {
    const queries = queriesOf([ranker], review.protocol(), { model: '', width: 1 });
    if (queries === undefined) return;
    const now = JSON.stringify([load, queries, closely.map((one) => [one.question, ...Uint32Array.from(one.keys).sort()])]);
    if (now === reading && !meaning.due) return;
    reading = now;
    meaning.start(Uint32Array.from(keys), queries, closely);
  };

  const again = () => {
    wanted += 1;
    move();
  };

  const settled = () => (running === undefined ? Promise.resolve() : new Promise<void>((resolve) => (idle = [...idle, resolve])));

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
      const long = running !== undefined && now() - running.since >= busyMs;
      return {
        ...stateOf(review, order, { busy: long ? (busy ?? { done: 0 }) : undefined, ranker }),
        meaning: meaning.step,
        trouble: meaning.trouble,
      };
    },
    again: (name) => {
      if (name !== undefined) ranker = name;
      again();
    },
    reload: () => {
      load += 1;
      if (review.shown().length === 0) order = undefined;
      running?.stop.abort();
      again();
    },
    readAnew: () => {
      reading = '';
      again();
    },
    settled,
    keepWhole: () => keepWhole(review, order, thread),
    why: async (citation) => {
      if (finished === undefined) await settled(); // the first ranking reads the set; once is enough
      const asking = meaning.encoder === undefined ? [] : await thread.run<readonly Asking[]>('asking', { citation });
      const task: WhyTask = { wish: wish(), citation, told: await meaning.tell(asking), excluded: reasonedIn(review.standing) };
      return thread.run<Why>('why', task);
    },
    chances: async (how) => {
      enough(review);
      const { keys, chance, reliability } = await thread.run<CalibratedKeys>('calibrate', wish(), how);
      return { chance: new Map(Array.from(keys, (key, at) => [key, chance[at]!])), reliability };
    },
    disagreements: async (limit, how) => {
      const open = Uint32Array.from(unreadIn(review));
      const far = await thread.run<readonly FarApartKeys[]>(
        'disagree',
        { wish: wish(), open, limit, readWhole: meaning.step === undefined } satisfies DisagreeTask,
        how,
      );
      return far.map(({ citation, places }) => ({ citation, title: titleOf(review, citation), places }));
    },
    contradictions: async (limit, how) => {
      enough(review);
      const { labels } = await thread.run<CalibratedKeys>('calibrate', wish(), how);
      return contradictedIn(review, labels, limit);
    },
    get encoder() {
      return meaning.encoder;
    },
    get learnt() {
      return learnt;
    },
    close: async () => {
      closed = true;
      meaning.close();
      running?.stop.abort();
      await keepWhole(review, order, thread);
      await thread.close();
    },
  };
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
  return { ...whole, place, upTo: kept.upTo, recipe: kept.recipe, seed: kept.seed, by: byOf(review), wider: new Uint32Array(0), seq: kept.seq };
};

/** On closing, the whole of the last order goes into the file, so that the next start shows it at once. */
const keepWhole = async (review: OpenReview, order: Order | undefined, thread: Crew): Promise<void> => {
  if (order?.seq === undefined || review.store.write === undefined || review.store.rankings.nearestKeyframe(order.seq) === order.seq) return;
  const whole = await thread.run<Uint8Array | undefined>('whole', { upTo: order.upTo }).catch(() => undefined);
  if (whole !== undefined) review.store.write.keyframe(order.seq, whole);
};

/** What the log may know of an error: name and places, no message, for that may quote a record. */
const facts = (error: unknown) => ({
  name: error instanceof Error ? error.name : typeof error,
  at:
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 8)
      : undefined,
});

const byOf = (review: OpenReview): RankingState['by'] => groundOf(labelsOf(review.standing.stands), isAsked(review.protocol()));

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
