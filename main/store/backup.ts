// Is there a second copy, and what would going back to it lose?
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import { syncFile, syncFolder } from './atomic.ts';
import type { Decided } from './decisions.ts';
import { guard, trial } from './failures.ts';
import { isLock, saysWho, takeLock } from './lock.ts';
import { openReview } from './open.ts';
import type { Review } from './review.ts';

export interface Backup {
  readonly path: string;
  /** The newest ledger row in it. */
  readonly seq: number;
  readonly bytes: number;
}

/** What going back to a backup means. */
export interface Restoring {
  /** The newest row of the backup, and when it was written. */
  readonly seq: number;
  readonly at: string;
  /** Decisions made since, which would be lost; undefined where the review itself cannot be read any more. */
  readonly lost?: readonly Decided[];
  /** Does the review go on from the backup, or have the two parted (an older restore, another review)? */
  readonly parted: boolean;
}

export const BACKUP_EVERY = 100;
const KEEP = 10;
const NAME = /^(\d{10})\.winnow$/;

/** Have so many decisions been made since the newest backup? On close ask with `every: 1`. */
export const backupDue = (review: Review, folder: string, every: number = BACKUP_EVERY): boolean =>
  review.decisions.countAfter(listBackups(folder)[0]?.seq ?? 0) >= every;

/** A verified copy in the review's own backup folder, under the number of its last row; the oldest beyond `keep` go. For a work thread. */
export const backUp = (path: string, folder: string, options: { readonly keep?: number } = {}): Backup => {
  const review = openReview(path, { mode: 'read', beside: true });
  try {
    // The snapshot may be newer than this row by a moment; the name only orders.
    const { seq } = review.ledger.last();
    const copy = review.copyTo(folder, String(seq).padStart(10, '0'));
    for (const old of listBackups(folder).slice(options.keep ?? KEEP)) rmSync(old.path, { force: true });
    return { path: copy, seq, bytes: statSync(copy).size };
  } finally {
    review.close();
  }
};

/** Newest first. */
export const listBackups = (folder: string): Backup[] => {
  const names = trial(folder, () => readdirSync(folder));
  if (names instanceof Failure) return [];
  return names
    .flatMap((name) => {
      const seq = NAME.exec(name)?.[1];
      const path = join(folder, name);
      return seq === undefined ? [] : [{ path, seq: Number(seq), bytes: statSync(path).size }];
    })
    .sort((a, b) => b.seq - a.seq);
};

export const previewRestore = (backup: string, path: string): Restoring => {
  const old = openReview(backup, { mode: 'read' });
  const now = trial(path, () => openReview(path, { mode: 'read' }));
  try {
    const { seq, at, hash } = old.ledger.last();
    if (now instanceof Failure) return { seq, at, parted: false };
    return { seq, at, lost: now.decisions.all({ after: seq }), parted: !now.ledger.holds(seq, hash) };
  } finally {
    old.close();
    if (!(now instanceof Failure)) now.close();
  }
};

/**
 * Puts a backup in the place of a review; what stood there stays beside it under a new name, with its side files (a log left under the old name would
 * be taken for the restored file's own). Returns that name, if there was a file. Failures: `review.locked`, `disk.full`, `review.damaged` for the backup.
 */
export const restore = (backup: string, path: string, now: () => string): string | undefined => {
  openReview(backup, { mode: 'read' }).close();
  const lock = takeLock(path, now);
  if (!isLock(lock)) throw new Failure('review.locked', { who: saysWho(lock) });
  try {
    return guard(path, () => {
      const beside = `${path}.restored`;
      copyFileSync(backup, beside);
      syncFile(beside);
      const aside = join(dirname(path), `${basename(path, '.winnow')} replaced ${now().replaceAll(/[:.]/g, '-')}.winnow`);
      const replaced = existsSync(path);
      for (const part of ['-wal', '-shm', '-journal', '']) if (existsSync(path + part)) renameSync(path + part, aside + part);
      renameSync(beside, path);
      syncFolder(dirname(path));
      return replaced ? aside : undefined;
    });
  } finally {
    lock.release();
  }
};
