// Is the ledger what was written? Each row's hash covers the row, its typed row and the hash before.
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import type { Work } from '../../shared/work.ts';
import type { Connection, Value } from './connection.ts';
import { isKind, KINDS, TABLES } from './kinds.ts';
import type { TypedRow } from './kinds.ts';

export interface LedgerRow {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly key: string;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
}

/** What stands before the first row. */
export const NOTHING = new Uint8Array(32);
const SLICE = 200;
const FROM = 'SELECT * FROM ledger WHERE seq > ? ORDER BY seq LIMIT 200';

/** SHA-256(prev, canonical JSON (RFC 8785) of the ledger row with its typed row); blobs as hex. 32 bytes. */
export const link = (prev: Uint8Array, entry: Pick<LedgerRow, 'seq' | 'kind' | 'at' | 'by' | 'key'>, row: TypedRow): Uint8Array => {
  const { seq, kind, at, by, key } = entry;
  return createHash('sha256')
    .update(prev)
    .update(canonicalJson({ seq, kind, at, by, key, row: readable(row) }))
    .digest();
};

/** RFC 8785: the same text for the same value everywhere. */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('no JSON value');
  return text;
};

const readable = (row: TypedRow): Record<string, unknown> => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, jsonValue(value)]));

/** A damaged cell may hold an infinite number, which JSON has not. */
const jsonValue = (value: Value): string | number | null => {
  if (value instanceof Uint8Array) return hex(value);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
};

type Break =
  { readonly fault: 'changed' | 'missing'; readonly seq: number } | { readonly fault: 'bare'; readonly seq: number; readonly table: string };

/** The breaks of the chain after row `from` (0: all), the first one first; after a break it goes on from the hash that stands there. */
export function* breaks(connection: Connection, from: number): Work<Break[]> {
  const found: Break[] = [];
  let before = from;
  let prev = from === 0 ? NOTHING : connection.get<LedgerRow>('SELECT * FROM ledger WHERE seq = ?', [from])?.hash;
  for (;;) {
    const rows = connection.all<LedgerRow>(FROM, [before]);
    for (const entry of rows) {
      if (entry.seq !== before + 1) found.push({ fault: 'missing', seq: before + 1 });
      const row = typedRow(connection, entry);
      if (row === undefined) found.push({ fault: 'bare', seq: entry.seq, table: isKind(entry.kind) ? KINDS[entry.kind] : entry.kind });
      else if (prev === undefined || !same(prev, entry.prev) || !same(entry.hash, link(prev, entry, row))) {
        found.push({ fault: 'changed', seq: entry.seq });
      }
      before = entry.seq;
      prev = entry.hash;
    }
    if (rows.length < SLICE) return found;
    yield { done: before };
  }
}

export const typedRow = (connection: Connection, entry: Pick<LedgerRow, 'seq' | 'kind'>): TypedRow | undefined =>
  isKind(entry.kind) ? connection.get<TypedRow>(TABLES[KINDS[entry.kind]].select, [entry.seq]) : undefined;

/** Never of two cells that are no blobs: in a damaged file they may be anything. */
export const same = (a: unknown, b: unknown): boolean => a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0;
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
