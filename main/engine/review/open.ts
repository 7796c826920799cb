// What is kept in memory of a review while it is open? Its store, what stands, the newest order, and who wants to hear of changes.
import type { CitationId, Protocol } from '../../../shared/citation.ts';
import type { Changed, ReviewId } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Decided, Review, Writing } from '../../store/index.ts';
import { linked, openQuestions, type Question } from './questions.ts';
import type { Place } from './place.ts';
import type { RankDesk } from './ranking.ts';
import { foldLog, type Standing } from './standing.ts';

export interface OpenReview {
  readonly id: ReviewId;
  readonly store: Review;
  readonly standing: Standing;
  readonly place: Place;
  /** After a search update: only what came with it (from this citation on) is next, until the reader wants all. */
  readonly narrow: Place;
  readonly ranking: RankDesk;
  /** @throws Failure `review.locked` or why else it is open for reading only */
  writing(): Writing;
  /** Citations without duplicates, in the default order. */
  shown(): Uint32Array;
  protocol(): Protocol;
  /** Duplicates that stand behind this one. */
  behind(citation: CitationId): readonly CitationId[];
  /** Others that may be the same, or belong to it. */
  twins(citation: CitationId): readonly CitationId[];
  /** Pairs that only a person can tell apart, not answered yet. */
  questions(): readonly Question[];
  readonly revision: number;
  /** Decisions were saved: they count from now on, and the order is made anew. */
  decided(rows: readonly Decided[]): void;
  /** The set or the protocol changed. */
  setChanged(): void;
  /** Something else that the page can see changed. */
  touched(): void;
  /** Another part of the order is read. */
  queueChanged(): void;
  /** Hears of each change from now on; gives back how to stop. */
  watch(listener: (changed: Changed) => void): () => void;
  /** Imports come one after the other: each is compared with all before it. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Somebody listens, or files are coming in. */
  readonly inUse: boolean;
  close(): Promise<void>;
}

interface Parts {
  readonly id: ReviewId;
  readonly store: Review;
  readonly place: Place;
  readonly narrow: Place;
  readonly title: string;
  readonly ranking: (review: OpenReview, told: (queue: boolean) => void) => RankDesk;
  /** Called after each decision. */
  readonly backups: (review: OpenReview) => () => void;
}

export const openReviewWith = ({ id, store, place, narrow, title, ranking, backups }: Parts): OpenReview => {
  const standing = foldLog(store.decisions.all());
  const listeners = new Set<(changed: Changed) => void>();
  let revision = 1;
  let shown: Uint32Array | undefined;
  let protocol: Protocol | undefined;
  let said: Said | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const tell = (queue: boolean) => {
    revision += 1;
    for (const listener of listeners) listener({ revision, queue });
  };
  const review: Omit<OpenReview, 'ranking'> = {
    id,
    store,
    standing,
    place,
    narrow,
    get revision() {
      return revision;
    },
    writing: () => {
      if (store.write === undefined) throw store.onlyRead ?? new Failure('review.locked', { who: 'another window' });
      return store.write;
    },
    shown: () => (shown ??= store.citations.keys()),
    protocol: () => (protocol ??= store.protocol.now()?.body ?? { title, criteria: [] }),
    questions: () => (said ??= sayings(store)).questions,
    behind: (citation) => (said ??= sayings(store)).behind.get(citation) ?? [],
    twins: (citation) => (said ??= sayings(store)).twins.get(citation) ?? [],
    decided: (rows) => {
      standing.apply(rows);
      tell(false);
      desk.again();
      backUp();
    },
    setChanged: () => {
      shown = undefined;
      protocol = undefined;
      said = undefined;
      tell(true);
      desk.reload();
    },
    touched: () => {
      tell(false);
    },
    queueChanged: () => {
      tell(true);
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    inTurn: async (work) => {
      waiting += 1;
      const mine = turn.then(work).finally(() => (waiting -= 1));
      turn = mine.catch(() => undefined); // its own caller hears of it
      return mine;
    },
    get inUse() {
      return listeners.size > 0 || waiting > 0;
    },
    close: async () => {
      await desk.close();
      store.close();
    },
  };
  const whole = Object.defineProperty(review, 'ranking', { get: () => desk }) as OpenReview;
  const desk = ranking(whole, tell);
  const backUp = backups(whole);
  return whole;
};

/** What is known of sameness, the other way round; read once until the set changes. */
interface Said {
  readonly questions: readonly Question[];
  readonly behind: ReadonlyMap<CitationId, readonly CitationId[]>;
  readonly twins: ReadonlyMap<CitationId, readonly CitationId[]>;
}

const sayings = (store: Review): Said => {
  const words = store.sameness.now();
  const questions = openQuestions(words);
  const behind = new Map<CitationId, CitationId[]>();
  for (const [duplicate, shown] of store.sameness.representatives()) listIn(behind, shown).push(duplicate);
  const twins = new Map<CitationId, CitationId[]>();
  for (const { citation, other } of [...questions, ...linked(words)]) {
    listIn(twins, citation).push(other);
    listIn(twins, other).push(citation);
  }
  return { questions, behind, twins };
};

const listIn = <K, V>(lists: Map<K, V[]>, key: K): V[] => {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
};
