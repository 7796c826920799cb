// What happened, in which order? Rows are only ever added; the client's key makes a repeated call harmless.
import { link, NOTHING, same } from './chain.ts';
import type { LedgerRow } from './chain.ts';
import type { Connection, Writer } from './connection.ts';
import { KINDS, TABLES } from './kinds.ts';
import type { Kind, TypedRow } from './kinds.ts';

/** Under which key a client asks, and for whom. A repeated key gives what is there. */
export interface Signed {
  readonly key: string;
  readonly by: string;
}

export interface LedgerEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly key: string;
}

const LAST = 'SELECT * FROM ledger ORDER BY seq DESC LIMIT 1';
const BY_KEY = 'SELECT * FROM ledger WHERE key = ?';
const INSERT = 'INSERT INTO ledger (seq, kind, at, by, key, prev, hash) VALUES (@seq, @kind, @at, @by, @key, @prev, @hash)';

export const readLedger = (connection: Connection) => ({
  /** The newest row; every review has at least its first. */
  last: () => lastRow(connection),
  byKey: (key: string) => connection.get<LedgerEntry>('SELECT seq, kind, at, by, key FROM ledger WHERE key = ?', [key]),
  /** In order of time, after `after`, at most `limit`. */
  entries: (options: { readonly after?: number; readonly limit?: number } = {}) =>
    connection.all<LedgerEntry>('SELECT seq, kind, at, by, key FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?', [
      options.after ?? 0,
      options.limit ?? -1,
    ]),
  /** The hash of a row that is there. */
  hash: (seq: number): Uint8Array => {
    const row = connection.get<LedgerRow>('SELECT * FROM ledger WHERE seq = ?', [seq]);
    if (row === undefined) throw new Error(`no row ${String(seq)} on the ledger`);
    return row.hash;
  },
  /** Is this row in this ledger, with this hash? For backups and certificates. */
  holds: (seq: number, hash: Uint8Array) => {
    const row = connection.get<LedgerRow>('SELECT * FROM ledger WHERE seq = ?', [seq]);
    return row !== undefined && same(row.hash, hash);
  },
});

const lastRow = (connection: Connection): LedgerRow => {
  const row = connection.get<LedgerRow>(LAST);
  if (row === undefined) throw new Error('a review without its first row');
  return row;
};

/**
 * Adds a row with its typed row, inside the writer's transaction. With a key that is there already, nothing is added and that row's number comes
 * back (`again`). A key used for another kind of thing is a bug of the caller.
 */
export const append = (writer: Writer, kind: Kind, row: Omit<TypedRow, 'seq'>, signed: Signed): { readonly seq: number; readonly again: boolean } =>
  writer.transaction(() => {
    const stored = writer.get<LedgerRow>(BY_KEY, [signed.key]);
    if (stored !== undefined) {
      if (stored.kind !== kind) throw new Error(`the key of a ${stored.kind} was used again for a ${kind}`);
      return { seq: stored.seq, again: true };
    }
    const last = writer.get<LedgerRow>(LAST);
    const entry = { seq: (last?.seq ?? 0) + 1, kind, at: writer.now(), by: wellFormed(signed.by), key: signed.key };
    const prev = last?.hash ?? NOTHING;
    const typed: TypedRow = { seq: entry.seq, ...mapText(row) };
    writer.run(INSERT, { ...entry, prev, hash: link(prev, entry, typed) });
    writer.run(TABLES[KINDS[kind]].insert, typed);
    return { seq: entry.seq, again: false };
  });

const mapText = (row: Omit<TypedRow, 'seq'>): Omit<TypedRow, 'seq'> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? wellFormed(value) : value]));

/** SQLite holds UTF-8: half a surrogate pair becomes U+FFFD before it is hashed, not after. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
