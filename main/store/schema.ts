// Are the tables of this file ours, and how does an older file become a new one?
import { Database, type Db } from './driver.ts';
import { Failure } from '../../shared/failures.ts';
import type { Connection } from './connection.ts';
import { plain } from './failures.ts';
import { APPLICATION } from './look.ts';
import type { Migration } from './migrations/migration.ts';

interface Item {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

const ITEMS = 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name';
const VERSION = 'SELECT user_version AS it FROM pragma_user_version()';
const OWNER = 'SELECT application_id AS it FROM pragma_application_id()';

export const newest = (migrations: readonly Migration[]): number => migrations.length;

/** Steps after `from`, one after the other; the caller's transaction holds them. */
export const advance = (database: Db, from: number, migrations: readonly Migration[]): void => {
  for (const step of migrations.slice(from)) {
    database.exec(step.sql);
    database.pragma(`user_version = ${String(step.version)}`);
  }
};

/** An empty database's beginnings: whose it is, and the newest schema. */
export const found = (database: Db, migrations: readonly Migration[]): void => {
  database.pragma(`application_id = ${String(APPLICATION)}`);
  advance(database, 0, migrations);
};

/**
 * The version of a file whose tables, indexes and all else are exactly those of that version. Nothing but `sqlite_schema` is read before.
 * Failures: `review.foreign`, `review.newer`, `review.schema`.
 */
export const provedVersion = (connection: Connection, migrations: readonly Migration[]): number => {
  const file = connection.path;
  if (connection.get<{ it: number }>(OWNER)?.it !== APPLICATION)
    throw new Failure('review.foreign', { file, seen: 'the database of another program' });
  const version = connection.get<{ it: number }>(VERSION)?.it ?? 0;
  const known = newest(migrations);
  if (version > known) throw new Failure('review.newer', { file, found: String(version), known: String(known) });
  if (version < 1) throw new Failure('review.foreign', { file, seen: `version ${String(version)}, which no Winnow has written` });
  const fault = difference(connection.all<Item>(ITEMS), expectedItems(migrations.slice(0, version)));
  if (fault !== undefined) throw new Failure('review.schema', { file, what: fault });
  return version;
};

/** Made by the same statements as every file of that version, so equal text is the only way to be equal. */
const expectedItems = (steps: readonly Migration[]): Item[] => {
  const model = new Database(':memory:');
  try {
    found(model, steps);
    return model.prepare<[], Item>(ITEMS).all();
  } finally {
    model.close();
  }
};

const difference = (held: readonly Item[], expected: readonly Item[]): string | undefined => {
  const name = (item: Item) => `${item.type} ${item.name}`;
  const ours = new Map(expected.map((item) => [name(item), item.sql]));
  const extra = held.find((item) => !ours.has(name(item)));
  if (extra !== undefined) return plain(`${name(extra)} is not ours`);
  const changed = held.find((item) => ours.get(name(item)) !== item.sql);
  if (changed !== undefined) return plain(`${name(changed)} was changed`);
  const theirs = new Set(held.map(name));
  const lost = expected.find((item) => !theirs.has(name(item)));
  return lost && `${name(lost)} is missing`;
};
