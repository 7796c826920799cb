// How is a review opened, brought forward and checked?
import { Database, type Db } from './driver.ts';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import { finish } from '../../shared/work.ts';
import type { Work } from '../../shared/work.ts';
import { Connection, PATIENCE_MS, Writer } from './connection.ts';
import { copyVerified } from './copy.ts';
import { guard, guardUnproved, trial } from './failures.ts';
import { sweep } from './imports.ts';
import { isLock, readHolder, saysWho, takeLock } from './lock.ts';
import type { Holder, Lock } from './lock.ts';
import { look } from './look.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations as released } from './migrations/ordered.ts';
import { Review } from './review.ts';
import type { WritableReview } from './review.ts';
import { advance, newest, provedVersion } from './schema.ts';
import { provedIdentity, provedSound } from './sound.ts';
import { faults } from './verify.ts';
import type { Fault } from './verify.ts';

export interface OpenOptions {
  /** Time for people, ISO UTC; order never depends on it. */
  readonly now: () => string;
  /** Where a file of an older schema is copied to before it is brought forward; else beside it. */
  readonly backups?: string;
  /** Another schema history, for tests of the mechanism. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens a review. `write` claims it (Failure `review.locked` names who has it); `either` falls back to reading and says why in `onlyRead`; `read` never
 * changes anything. `beside`: this process has the file open and proved already (work threads), so only the cheap checks are made.
 * Failures: `file.missing`, `file.empty`, `review.foreign`, `review.newer`, `review.schema`, `review.damaged`, `review.folder`, `review.busy`.
 */
export function openReview(path: string, options: OpenOptions & { readonly mode: 'write' }): WritableReview;
export function openReview(path: string, options: OpenOptions & { readonly mode: 'write' | 'either' }): Review;
export function openReview(
  path: string,
  options: { readonly mode: 'read'; readonly beside?: true; readonly migrations?: readonly Migration[] },
): Review;
export function openReview(
  given: string,
  options: Partial<OpenOptions> & { readonly mode: 'write' | 'either' | 'read'; readonly beside?: true },
): Review {
  const path = guard(given, () => realpathSync(given));
  const steps = options.migrations ?? released;
  if (options.beside !== true && readHolder(path)?.pid !== process.pid) look(path, newest(steps));
  if (options.mode === 'read') return readOnly(path, steps, options.beside === true);
  const now = options.now ?? (() => '');
  const taken = options.mode === 'write' ? takeLock(path, now) : trial(path, () => takeLock(path, now));
  if (taken instanceof Failure) return readOnly(path, steps, false, taken);
  if (!isLock(taken)) {
    const locked = new Failure('review.locked', { who: saysWho(taken) });
    if (options.mode === 'write') throw locked;
    return readOnly(path, steps, taken.pid === process.pid, locked);
  }
  return writable(path, taken, { now, steps, ...(options.backups !== undefined && { backups: options.backups }) });
}

/** Who writes this review just now, for a sentence; it may have ended without a word. */
export const whoWrites = (path: string): Holder | undefined => readHolder(path);

/** Nothing from the file may run, and the reading of damaged cells is watched. */
export const settled = (database: Db): Db => {
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma('foreign_keys = ON');
  return database;
};

const readOnly = (path: string, steps: readonly Migration[], beside: boolean, onlyRead?: Failure): Review => {
  const { connection, version } = reader(path, steps);
  return orClose(connection, () => {
    if (version < newest(steps)) throw new Failure('review.older', { file: path, found: String(version) });
    const id = guardUnproved(path, () => (beside ? provedIdentity(connection) : provedSound(connection)));
    return new Review(connection, id, onlyRead === undefined ? {} : { onlyRead });
  });
};

/** A connection that can change nothing, to a file with our tables; what is in them is not proved yet. */
const reader = (path: string, steps: readonly Migration[]): { readonly connection: Connection; readonly version: number } => {
  const database = guardUnproved(path, () => new Database(path, { readonly: true, fileMustExist: true, timeout: PATIENCE_MS }));
  const connection = new Connection(database, path);
  return orClose(connection, () => {
    guardUnproved(path, () => settled(database));
    const version = guardUnproved(path, () => provedVersion(connection, steps));
    return { connection, version };
  });
};

/**
 * Everything in the file that is not as it was written; also of a file that `openReview` refuses as damaged. A file that is no review of ours is refused
 * here too. Failures: those of `openReview` but `review.locked`.
 */
export function* verifyReview(given: string): Work<Fault[]> {
  const path = guard(given, () => realpathSync(given));
  if (readHolder(path)?.pid !== process.pid) look(path, newest(released));
  const { connection, version } = reader(path, released);
  try {
    if (version < newest(released)) throw new Failure('review.older', { file: path, found: String(version) });
    connection.hold();
    return yield* faults(connection);
  } finally {
    connection.close();
  }
}

/**
 * Proved through a connection that can change nothing, and only then opened for writing: a connection that may write folds a log into the file
 * when it closes, even one that was refused.
 */
const writable = (
  path: string,
  lock: Lock,
  options: { readonly now: () => string; readonly steps: readonly Migration[]; readonly backups?: string },
): Review => {
  const { now, steps } = options;
  let opened = false;
  try {
    if (existsSync(`${path}-journal`)) rollBack(path);
    const { version, id } = proved(path, options);
    const database = guard(path, () => settled(new Database(path, { fileMustExist: true, timeout: PATIENCE_MS })));
    const writer = new Writer(database, path, now);
    const review = orClose(writer, () => {
      guard(path, () => {
        database.pragma('journal_mode = WAL');
        database.pragma('synchronous = FULL');
      });
      if (version < newest(steps)) bringForward(writer, version, steps);
      finish(sweep(writer));
      return new Review(writer, id, { lock });
    });
    opened = true;
    return review;
  } finally {
    if (!opened) lock.release();
  }
};

/** An older file is copied before anything is done to it. */
const proved = (
  path: string,
  options: { readonly steps: readonly Migration[]; readonly backups?: string },
): { readonly version: number; readonly id: string } => {
  const { steps, backups = dirname(path) } = options;
  const { connection, version } = reader(path, steps);
  try {
    const id = guardUnproved(path, () => provedSound(connection));
    if (version < newest(steps)) copyVerified(connection, backups, `${basename(path, '.winnow')} before version ${String(newest(steps))}`);
    return { version, id };
  } finally {
    connection.close();
  }
};

/** A change that was under way when its program died is taken back by SQLite as soon as somebody reads who may write. */
const rollBack = (path: string): void => {
  guardUnproved(path, () => {
    const database = new Database(path, { fileMustExist: true, timeout: PATIENCE_MS });
    try {
      database.pragma('schema_version');
    } finally {
      database.close();
    }
  });
};

/** One transaction; the ledger comes out as it went in. */
const bringForward = (writer: Writer, version: number, steps: readonly Migration[]): void => {
  const before = writer.get<{ hash: Uint8Array }>('SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1');
  writer.build((database) => {
    advance(database, version, steps);
    const after = writer.get<{ hash: Uint8Array }>('SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1');
    if (before === undefined || after === undefined || Buffer.compare(before.hash, after.hash) !== 0)
      throw new Error('a migration touched the ledger');
  });
  provedVersion(writer, steps);
  writer.checkpoint();
};

const orClose = <T>(connection: Connection, work: () => T): T => {
  let done = false;
  try {
    const result = work();
    done = true;
    return result;
  } finally {
    if (!done) connection.abandon();
  }
};
