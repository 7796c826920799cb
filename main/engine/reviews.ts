// Which reviews are open? Opened when first asked for, one at a time each, closed together.
import type { ReviewId } from '../../shared/contract.ts';
import { Failure } from '../../shared/failures.ts';
import { backupDue, openReview, type Review } from '../store/index.ts';
import type { RemoteUse } from './batch/evidence.ts';
import { crew, type Crew } from './crew.ts';
import type { Host } from './host.ts';
import type { Library } from './library.ts';
import { modelsFolder } from './models/shelf.ts';
import { threadFolder } from './placement.ts';
import { openReviewWith, type OpenReview } from './review/open.ts';
import { meaningOf } from './review/meaning.ts';
import { narrowOf, placeOf } from './review/place.ts';
import { rankDesk } from './review/ranking.ts';
import { catchUp, keepBackups } from './review/upkeep.ts';

export interface OpenReviews {
  /** @throws Failure `review.unknown`, `review.missing`, or why it cannot be opened */
  get(review: ReviewId): OpenReview;
  /** Only if it is open. */
  peek(review: ReviewId): OpenReview | undefined;
  close(review: ReviewId): Promise<void>;
  closeAll(): Promise<void>;
  /** Another model or server was chosen: the open ones are read by it. */
  readAnew(): void;
}

interface Parts {
  readonly host: Host;
  readonly library: Library;
  readonly work: Crew;
  /** One thread with the one scorer, for all reviews. */
  readonly meaning: Crew;
  /** The model that the reader chose. */
  readonly model: () => string | undefined;
  /** Share of the citations that are shown to widen the view. */
  readonly explore: () => number;
  /** The scoring server, where it is on. */
  readonly remote: () => RemoteUse | undefined;
}

export const reviewsOf = ({ host, library, work, meaning, model, remote, explore }: Parts): OpenReviews => {
  const open = new Map<ReviewId, OpenReview>();
  const now = () => host.now().toISOString();
  const get = (id: ReviewId): OpenReview => {
    const there = open.get(id);
    if (there !== undefined) return there;
    const known = library.get(id);
    const store = opened(known.path, id, { library, now });
    const threads = host.threads ?? threadFolder();
    const review = openReviewWith({
      id,
      store,
      place: placeOf(host.folders.data, id),
      narrow: narrowOf(host.folders.data, id),
      title: known.title,
      backups: (of) => keepBackups(of, { work, folder: library.backupsOf(id), log: host.log }),
      ranking: (of, told) =>
        rankDesk({
          review: of,
          thread: crew('rank', threads, 1, 8),
          meaning: (came) =>
            meaningOf({
              review: of,
              crew: meaning,
              models: () => ({ resources: host.folders.resources, added: modelsFolder(host.folders), model: model(), remote: remote() }),
              log: host.log,
              now: () => performance.now(),
              came,
              told: () => told(false),
            }),
          seed: seedOf(store),
          explore,
          now: () => performance.now(),
          log: host.log,
          told,
        }),
    });
    open.set(id, review);
    library.put({ ...known, opened: now(), trouble: undefined });
    void catchUp(review, { log: host.log });
    review.ranking.again();
    return review;
  };
  /** @returns the backup that is due then */
  const closeFile = async (id: ReviewId): Promise<(() => Promise<unknown>) | undefined> => {
    const review = open.get(id);
    if (review === undefined) return undefined;
    open.delete(id);
    const { path } = review.store;
    const folder = library.backupsOf(id);
    noteCounts(library, review);
    const due = review.store.write !== undefined && backupDue(review.store, folder, 1);
    await review.close();
    return due ? () => work.run('backup', { path, folder }).catch(() => host.log.warn({ review: id }, 'no backup')) : undefined;
  };
  const close = async (id: ReviewId) => {
    const backUp = await closeFile(id);
    await backUp?.();
  };
  /** A shell waits two seconds: everything is in its file by then; a backup that is not done is made another time. */
  const closeAll = async () => {
    const backups = await Promise.all([...open.keys()].map(closeFile));
    const late = new Promise<void>((resolve) => setTimeout(resolve, lateMs).unref());
    await Promise.race([Promise.all(backups.flatMap((backUp) => (backUp === undefined ? [] : [backUp()]))), late]);
  };
  const readAnew = () => {
    for (const review of open.values()) review.ranking.readAnew();
  };
  return { get, peek: (id) => open.get(id), close, closeAll, readAnew };
};

const lateMs = 800;

/** For the Library, so that it need not open each file. */
export const noteCounts = (library: Library, review: OpenReview): void => {
  const known = library.find(review.id);
  if (known === undefined) return;
  library.put({ ...known, title: review.protocol().title || known.title, counts: review.standing.counts(review.shown(), review.ranking.bare) });
};

/** What cannot be opened is marked in the Library with the reason. */
const opened = (path: string, id: ReviewId, { library, now }: { library: Library; now: () => string }): Review => {
  try {
    return openReview(path, { mode: 'either', now, backups: library.backupsOf(id) });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'file.missing') throw new Failure('review.missing', { place: path });
    const state =
      error.code === 'review.newer'
        ? 'newer'
        : error.code === 'review.damaged' || error.code === 'review.foreign' || error.code === 'review.schema'
          ? 'damaged'
          : undefined;
    if (state !== undefined) library.put({ ...library.get(id), trouble: { state, says: error.message } });
    throw error;
  }
};

/** The same at every start, so that ties fall the same way: from the review's own id. */
const seedOf = (store: Review): number => {
  let seed = 2_166_136_261;
  for (const unit of store.id) seed = Math.imul(seed ^ (unit.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return seed;
};
