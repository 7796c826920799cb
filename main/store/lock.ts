// Who writes this review? One process at a time; its claim ends with it, however it ends.
import { Database } from './driver.ts';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Failure } from '../../shared/failures.ts';
import { guard, parsed, trial } from './failures.ts';

export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** ISO UTC. */
  readonly since: string;
}

/**
 * The claim is SQLite's own exclusive lock on an empty side file: the system drops it when the process dies, on every platform that SQLite knows.
 * Who holds it stands in a second file, because reading (and closing) the locked one within the same process would drop the lock.
 */
export interface Lock {
  release(): void;
}

/** The lock, or who has it. Failures: `review.folder` where the folder cannot be written to. */
export const takeLock = (path: string, now: () => string): Lock | Holder => {
  const file = `${path}-lock`;
  for (;;) {
    const before = inode(file) ?? create(file);
    const claim = guard(file, () => new Database(file, { timeout: 0 }));
    const refused = trial(file, () => claim.exec('BEGIN EXCLUSIVE'));
    if (refused instanceof Failure) {
      claim.close();
      if (refused.code === 'review.busy') return readHolder(path) ?? { host: '', pid: 0, since: '' };
      throw refused;
    }
    // Whoever released just now took the name away: then this claim is on a file that nobody else can see. Again.
    if (before === undefined || inode(file) !== before) {
      claim.close();
      continue;
    }
    const told = trial(path, () => {
      // Whole or not at all for a reader, but not worth a sync: after a power cut nobody holds anything.
      writeFileSync(`${holderFile(path)}.new`, JSON.stringify({ host: hostname(), pid: process.pid, since: now() } satisfies Holder));
      renameSync(`${holderFile(path)}.new`, holderFile(path));
    });
    if (told instanceof Failure) {
      claim.close();
      throw told;
    }
    return {
      release: () => {
        rmSync(holderFile(path), { force: true });
        // Taken away while still held, so that nobody can claim it in between; Windows removes no open file, there it goes after closing.
        trial(file, () => rmSync(file, { force: true }));
        claim.close();
        if (process.platform === 'win32') trial(file, () => rmSync(file, { force: true }));
      },
    };
  }
};

export const isLock = (taken: Lock | Holder): taken is Lock => 'release' in taken;

/** What the last holder wrote; it may be dead by now. */
export const readHolder = (path: string): Holder | undefined => {
  const text = trial(path, () => readFileSync(holderFile(path), 'utf8'));
  if (text instanceof Failure) return undefined;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('host' in value) || !('pid' in value) || !('since' in value)) return undefined;
  return { host: String(value.host), pid: Number(value.pid), since: String(value.since) };
};

/** For the sentence: `{who}` of `review.locked`. */
export const saysWho = (holder: Holder): string =>
  holder.pid === 0 ? 'another window' : `process ${String(holder.pid)} on ${holder.host}, since ${holder.since}`;

const holderFile = (path: string): string => `${path}-writer`;

/** Only ever made new: opening and closing an existing one could drop a lock of this process. */
const create = (file: string): bigint | undefined => {
  const made = trial(file, () => {
    closeSync(openSync(file, 'wx'));
  });
  if (made instanceof Failure && made.code !== 'review.exists') throw made;
  return inode(file);
};

const inode = (path: string): bigint | undefined => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
