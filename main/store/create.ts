// How is a new review file made?
import { Database } from './driver.ts';
import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Protocol } from '../../shared/citation.ts';
import { Failure } from '../../shared/failures.ts';
import { syncFile, syncFolder } from './atomic.ts';
import { Writer } from './connection.ts';
import { guard, trial } from './failures.ts';
import { append } from './ledger.ts';
import { migrations as released } from './migrations/ordered.ts';
import { openReview, settled } from './open.ts';
import type { OpenOptions } from './open.ts';
import { keepDocument } from './protocol.ts';
import type { WritableReview } from './review.ts';
import { found } from './schema.ts';

/** A new file with its first ledger row and, where given, its protocol; never over an existing one. Failures: `review.exists`, `review.folder`, `disk.full`. */
export const createReview = (
  path: string,
  about: { readonly by: string; readonly id?: string; readonly protocol?: Protocol },
  options: OpenOptions,
): WritableReview => {
  if (existsSync(path)) throw new Failure('review.exists', { file: path });
  if (!existsSync(dirname(path))) throw new Failure('file.missing', { file: dirname(path) });
  const steps = options.migrations ?? released;
  const beside = join(dirname(path), `.${basename(path)}.${String(process.pid)}.new`);
  const id = about.id ?? randomUUID();
  try {
    rmSync(beside, { force: true });
    guard(path, () => {
      const database = settled(new Database(beside));
      // Nobody knows of this file yet: one sync at the end is as good as many.
      database.pragma('journal_mode = MEMORY');
      database.pragma('synchronous = OFF');
      const writer = new Writer(database, beside, options.now);
      try {
        writer.transaction(() => {
          writer.build(() => {
            found(database, steps);
          });
          append(writer, 'review', { id }, { key: `review ${id}`, by: about.by });
          if (about.protocol !== undefined) keepDocument(writer, 'protocol', about.protocol, { key: `protocol ${id}`, by: about.by });
        });
      } finally {
        writer.close();
      }
      syncFile(beside);
      place(beside, path);
    });
  } finally {
    rmSync(beside, { force: true });
  }
  return openReview(path, { ...options, mode: 'write' });
};

/** A link never replaces; where the file system has none, a rename after a look. */
const place = (from: string, path: string): void => {
  const linked = trial(path, () => linkSync(from, path));
  if (linked instanceof Failure) {
    if (linked.code === 'review.exists' || existsSync(path)) throw new Failure('review.exists', { file: path });
    renameSync(from, path);
  }
  syncFolder(dirname(path));
};
