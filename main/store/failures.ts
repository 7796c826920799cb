// What went wrong with the file, in the words of the catalogue? The only place of this room that catches.
import Database from 'better-sqlite3';
import { inflateRawSync } from 'node:zlib';
import { Failure } from '../../shared/failures.ts';
import type { Code } from '../../shared/failures.ts';

/** By the beginning of SQLite's extended code, the longest first. Constraint and misuse errors are bugs and stay what they are. */
const SQLITE: readonly (readonly [start: string, code: Code])[] = [
  ['SQLITE_IOERR_CORRUPTFS', 'review.damaged'],
  ['SQLITE_IOERR_SHMSIZE', 'disk.full'],
  ['SQLITE_READONLY_DBMOVED', 'review.moved'],
  ['SQLITE_READONLY_CANTINIT', 'review.unfinished'],
  ['SQLITE_READONLY_RECOVERY', 'review.unfinished'],
  ['SQLITE_READONLY_ROLLBACK', 'review.unfinished'],
  ['SQLITE_CANTOPEN', 'review.folder'],
  ['SQLITE_CORRUPT', 'review.damaged'],
  ['SQLITE_FORMAT', 'review.damaged'],
  ['SQLITE_READONLY', 'review.folder'],
  ['SQLITE_LOCKED', 'review.busy'],
  ['SQLITE_NOTADB', 'review.damaged'],
  ['SQLITE_TOOBIG', 'review.damaged'],
  ['SQLITE_IOERR', 'disk.failed'],
  ['SQLITE_BUSY', 'review.busy'],
  ['SQLITE_FULL', 'disk.full'],
];

const SYSTEM: Readonly<Record<string, Code>> = {
  EACCES: 'review.folder',
  EBUSY: 'review.busy',
  EDQUOT: 'disk.full',
  EEXIST: 'review.exists',
  EFBIG: 'disk.full',
  EIO: 'disk.failed',
  ENOENT: 'file.missing',
  ENOSPC: 'disk.full',
  ENOTDIR: 'file.missing',
  EPERM: 'review.folder',
  EROFS: 'review.folder',
};

/** Runs work on a file; expected trouble leaves as a `Failure`, a bug as it is. */
export const guard = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw expected(error, file) ?? error;
  }
};

/** The same while a file is still unproved: whatever SQLite says against it is damage. */
export const guardUnproved = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw expected(error, file) ?? error;
    throw expected(error, file) ?? new Failure('review.damaged', { file, what: plain(error.message) });
  }
};

/** Expected trouble as a value, for those who have another way to go. */
export const trial = <T>(file: string, work: () => T): T | Failure => {
  try {
    return work();
  } catch (error) {
    const failure = expected(error, file);
    if (failure === undefined) throw error;
    return failure;
  }
};

/** JSON from a file that may be damaged: undefined where it is no JSON. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Deflated bytes from a file that may be damaged: undefined where they are none, or more than `most`. */
export const inflated = (bytes: unknown, most: number): Uint8Array | undefined => {
  try {
    return bytes instanceof Uint8Array ? inflateRawSync(bytes, { maxOutputLength: Math.max(most, 1) }) : undefined;
  } catch {
    return undefined;
  }
};

const expected = (error: unknown, file: string): Failure | undefined => {
  if (error instanceof Failure) return error;
  if (error instanceof Database.SqliteError) {
    if (error.message === 'malformed JSON') return new Failure('review.damaged', { file, what: error.message });
    const found = SQLITE.find(([start]) => error.code.startsWith(start));
    return found && new Failure(found[1], { file, what: plain(error.message) });
  }
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const code = SYSTEM[error.code];
  return code && new Failure(code, { file, what: error.code });
};

/** Messages may quote names and cells from a hostile file: one short line without control characters. */
export const plain = (text: unknown): string =>
  String(text)
    .replace(/\p{C}+/gu, ' ')
    .slice(0, 200);
