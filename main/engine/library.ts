// Which reviews are on this machine? The store's shelf, with what the Library screen shows of each.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Counts, LibraryEntry, ReviewId } from '../../shared/contract.ts';
import { Failure } from '../../shared/failures.ts';
import { listBackups, openLibrary, type Seen, type Shelved } from '../store/index.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const facts = v.object({
  counts: v.object({
    all: count,
    read: count,
    include: count,
    exclude: count,
    maybe: count,
    skipped: count,
    prior: v.object({ include: count, exclude: count }),
    bare: count,
  }),
  sample: v.boolean(),
  /** What kept it from being opened last time. */
  trouble: v.optional(v.object({ state: v.picklist(['damaged', 'newer']), says: v.string() })),
});
type Facts = v.InferOutput<typeof facts>;
export type Known = Shelved & Facts;

const noCounts: Counts = { all: 0, read: 0, include: 0, exclude: 0, maybe: 0, skipped: 0, prior: { include: 0, exclude: 0 }, bare: 0 };

export interface Library {
  /** Last opened first. */
  list(): readonly LibraryEntry[];
  /** @throws Failure 'review.unknown' */
  get(review: ReviewId): Known;
  find(review: ReviewId): Known | undefined;
  put(review: Omit<Known, keyof Facts> & Partial<Facts>): void;
  forget(review: ReviewId): void;
  /** Where a new review's file goes. */
  pathFor(review: ReviewId): string;
  /** Where its backups are. */
  backupsOf(review: ReviewId): string;
}

/** The same key makes the same review, so a repeated call makes no second one. */
export const reviewOfKey = (key: string): ReviewId => createHash('sha256').update(`review ${key}`).digest('hex').slice(0, 16);

/** A review's own id as the page may name it; a file from elsewhere may have any text there. */
export const safeId = (id: string): ReviewId => (/^[\w-]{1,64}$/.test(id) ? id : reviewOfKey(id));

export const libraryIn = (data: string): Library => {
  const reviews = join(data, 'reviews');
  mkdirSync(reviews, { recursive: true });
  const shelf = openLibrary(data);
  const find = (review: ReviewId) =>
    shelf
      .list()
      .map(known)
      .find((one) => one.id === review);
  const get = (review: ReviewId) => {
    const entry = find(review);
    if (entry === undefined) throw new Failure('review.unknown');
    return entry;
  };
  const backupsOf = (review: ReviewId) => join(data, 'backups', review);
  return {
    get,
    find,
    backupsOf,
    pathFor: (review) => join(reviews, `${review}.winnow`),
    list: () => shelf.list().map((entry) => shown(entry, backupsOf(entry.id))),
    put: (review) => {
      shelf.put({ ...(find(review.id) ?? { counts: noCounts, sample: false }), ...review });
    },
    forget: (review) => {
      shelf.remove(get(review).path);
    },
  };
};

const known = (entry: Shelved): Known => {
  const kept = v.safeParse(facts, entry);
  return { ...entry, ...(kept.success ? kept.output : { counts: noCounts, sample: false }) };
};

const shown = (seen: Seen, backups: string): LibraryEntry => {
  const { id, title, path, opened, missing } = seen;
  const { counts, sample, trouble } = known(seen);
  const state = missing ? 'missing' : (trouble?.state ?? 'ready');
  return {
    review: id,
    title,
    place: path,
    opened,
    counts,
    state,
    trouble: missing ? new Failure('review.missing', { place: path }).message : trouble?.says,
    backup: state === 'ready' ? undefined : listBackups(backups)[0]?.path,
    sample,
  };
};
