// How is a database that came in an archive read without trusting it?
import { Database, type Db } from '../driver.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardForeign, unreadable } from './failures.ts';
import type { Entry } from './project.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface ForeignDatabase {
  /** Is there a plain table of this name? A view or a virtual table is none: it could run for ever. */
  has(table: string): boolean;
  all(sql: string): readonly Row[];
  rows(sql: string): IterableIterator<Row>;
  close(this: void): void;
}

/** Up to this size a database is kept in memory; a larger one is unpacked under a name of ours and deleted on close. */
const inMemory = 64 * 1024 * 1024;
/** Bytes 18 and 19 of the header: 2 means that a write-ahead log belongs to the file, which archives do not have. */
const logBytes = [18, 19] as const;

/** Opens an entry read-only: no trigger runs, no schema is trusted, nothing is written to it. Failure `asreview.project` where it is none. */
export const openForeign = async (entry: Entry, file: string): Promise<ForeignDatabase> => {
  const { database, dispose } = entry.size <= inMemory ? await loaded(entry, file) : await unpacked(entry, file);
  const close = (): void => {
    database.close();
    dispose();
  };
  const guarded = <T>(work: () => T): T => guardForeign(file, entry.name, work);
  guarded(() => {
    database.pragma('trusted_schema = OFF');
    database.pragma('query_only = ON');
    database.pragma('cell_size_check = ON');
  });
  return {
    has: (table) =>
      guarded(() => {
        const found = database.prepare("SELECT type, sql FROM sqlite_master WHERE name = ? AND type IN ('table', 'view')").get(table) as
          { type: string; sql: string } | undefined;
        if (found === undefined) return false;
        if (found.type !== 'table' || !/^\s*CREATE\s+TABLE\b/i.test(found.sql))
          throw unreadable(file, `${table} in its ${entry.name} is no plain table`);
        return true;
      }),
    all: (sql) => guarded(() => database.prepare(sql).all() as Row[]),
    *rows(sql) {
      const statement = guarded(() => database.prepare(sql));
      const each = statement.iterate() as IterableIterator<Row>;
      try {
        for (;;) {
          const next = guarded(() => each.next());
          if (next.done === true) return;
          yield next.value;
        }
      } finally {
        each.return?.();
      }
    },
    close,
  };
};

interface Opened {
  readonly database: Db;
  readonly dispose: () => void;
}

const loaded = async (entry: Entry, file: string): Promise<Opened> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of entry.bytes()) parts.push(chunk);
  const bytes = Buffer.concat(parts);
  if (bytes.subarray(0, 15).toString('latin1') !== 'SQLite format 3') throw unreadable(file, `its ${entry.name} is no database`);
  for (const at of logBytes) if (bytes[at] === 2) bytes[at] = 1;
  return { database: guardForeign(file, entry.name, () => new Database(bytes, { readonly: true })), dispose: () => undefined };
};

const unpacked = async (entry: Entry, file: string): Promise<Opened> => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-'));
  const dispose = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const path = join(folder, `${randomUUID()}.db`);
  const handle = openSync(path, 'wx', 0o600);
  try {
    let first = true;
    for await (const chunk of entry.bytes()) {
      const bytes = Buffer.from(chunk);
      if (first && bytes.length > 20) for (const at of logBytes) if (bytes[at] === 2) bytes[at] = 1;
      first = false;
      writeSync(handle, bytes);
    }
  } finally {
    closeSync(handle);
  }
  return { database: guardForeign(file, entry.name, () => new Database(path, { readonly: true, fileMustExist: true })), dispose };
};
