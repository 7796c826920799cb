// May this file be worked with? The checks at every opening; `verify` has the long ones.
import { Failure } from '../../shared/failures.ts';
import { finish } from '../../shared/work.ts';
import { breaks, link, NOTHING, same, typedRow } from './chain.ts';
import type { LedgerRow } from './chain.ts';
import type { Connection } from './connection.ts';
import { plain } from './failures.ts';

/** Up to this size the whole file is checked (a second at most); above it the tables with the reviewer's work, and `verify` does the rest. */
const WHOLE_BYTES = 256_000_000;
/** So many of the newest ledger rows are checked against their hashes: some milliseconds. */
const TAIL = 1000;

const SIZE = 'SELECT page_count * page_size AS it FROM pragma_page_count(), pragma_page_size()';
const WHOLE = 'PRAGMA quick_check(1)';
const TABLES = [
  'PRAGMA quick_check(ledger)',
  'PRAGMA quick_check(decision)',
  'PRAGMA quick_check(ranking)',
  'PRAGMA quick_check(receipt)',
  'PRAGMA quick_check(protocol)',
  'PRAGMA quick_check(sameness)',
  'PRAGMA quick_check(import)',
] as const;

/** The review's id. Failure `review.damaged`, naming the damage, before anything is written. */
export const provedSound = (connection: Connection): string => {
  const size = connection.get<{ it: number }>(SIZE)?.it ?? 0;
  const fault = (size > WHOLE_BYTES ? TABLES : [WHOLE])
    .map((sql) => connection.get<{ quick_check: string }>(sql)?.quick_check ?? 'ok')
    .find((said) => said !== 'ok');
  if (fault !== undefined) throw new Failure('review.damaged', { file: connection.path, what: plain(fault) });
  const id = provedIdentity(connection);
  const last = connection.get<{ seq: number }>('SELECT seq FROM ledger ORDER BY seq DESC LIMIT 1')?.seq ?? 0;
  const broken = finish(breaks(connection, Math.max(0, last - TAIL)))[0];
  if (broken !== undefined)
    throw new Failure('review.damaged', { file: connection.path, what: `row ${String(broken.seq)} of the ledger is not what was written` });
  return id;
};

/**
 * The id has a table, thus a page, of its own, written once. The log of another review left beside this file brings its ledger but not that page:
 * then the first row's hash is not that of this id.
 */
export const provedIdentity = (connection: Connection): string => {
  const first = connection.get<LedgerRow>('SELECT * FROM ledger WHERE seq = 1');
  const row = first && typedRow(connection, first);
  const file = connection.path;
  if (first?.kind !== 'review' || row === undefined) throw new Failure('review.damaged', { file, what: 'the ledger has no beginning' });
  if (!same(first.prev, NOTHING) || !same(first.hash, link(NOTHING, first, row))) {
    throw new Failure('review.damaged', { file, what: 'its ledger belongs to another review' });
  }
  return String(row['id']);
};
