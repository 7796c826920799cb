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

/** The schema's CHECKs said again: SQLite itself leaves them out where a file is open for reading only. Lengths are read without the text. */
const CHECKS = {
  citation:
    'SELECT id AS row FROM citation WHERE octet_length(title) > 1000000 OR octet_length(abstract) > 4000000 OR octet_length(rest) > 16000000 OR length(raw) > 16000000 LIMIT 1',
  decision: `SELECT seq AS row FROM decision WHERE stage NOT IN ('abstract', 'fulltext') OR verdict NOT IN ('include', 'exclude', 'maybe', 'later', 'cleared')
    OR origin NOT IN ('screened', 'prior', 'audit') OR octet_length(reason) > 100000 OR rank < 1 LIMIT 1`,
  ranking: 'SELECT seq AS row FROM ranking WHERE octet_length(recipe) > 4000000 OR length(head) <> 12 * min(n, 200) LIMIT 1',
  receipt: 'SELECT seq AS row FROM receipt WHERE kept < 0 OR duplicates < 0 OR rejected < 0 OR read <> kept + duplicates + rejected LIMIT 1',
  protocol: 'SELECT seq AS row FROM protocol WHERE octet_length(body) > 4000000 LIMIT 1',
  rule: 'SELECT seq AS row FROM rule WHERE octet_length(body) > 4000000 LIMIT 1',
  audit: 'SELECT seq AS row FROM audit WHERE octet_length(body) > 16000000 LIMIT 1',
  note: 'SELECT seq AS row FROM note WHERE octet_length(text) > 1000000 LIMIT 1',
  tag: 'SELECT seq AS row FROM tag WHERE octet_length(tag) > 10000 OR worn NOT IN (0, 1) LIMIT 1',
  rejection: 'SELECT id AS row FROM rejection WHERE octet_length(raw) > 16000000 LIMIT 1',
  evidence: 'SELECT id AS row FROM evidence WHERE length(value) > 4000000 LIMIT 1',
} as const;

/** The review's id. Failure `review.damaged`, naming the damage, before anything is written. */
export const provedSound = (connection: Connection): string => {
  const file = connection.path;
  const size = connection.get<{ it: number }>(SIZE)?.it ?? 0;
  const fault = (size > WHOLE_BYTES ? TABLES : [WHOLE])
    .map((sql) => connection.get<{ quick_check: string }>(sql)?.quick_check ?? 'ok')
    .find((said) => said !== 'ok');
  if (fault !== undefined) throw new Failure('review.damaged', { file, what: plain(fault) });
  const broken = brokenChecks(connection)[0];
  if (broken !== undefined) throw new Failure('review.damaged', { file, what: broken });
  const id = provedIdentity(connection);
  const last = connection.get<{ seq: number }>('SELECT seq FROM ledger ORDER BY seq DESC LIMIT 1')?.seq ?? 0;
  const changed = finish(breaks(connection, Math.max(0, last - TAIL)))[0];
  if (changed !== undefined) throw new Failure('review.damaged', { file, what: `row ${String(changed.seq)} of the ledger is not what was written` });
  return id;
};

/** Rows with values that no Winnow writes, one a table, in words. */
export const brokenChecks = (connection: Connection): string[] =>
  Object.entries(CHECKS).flatMap(([table, sql]) => {
    const found = connection.get<{ row: number }>(sql);
    return found === undefined ? [] : [`row ${String(found.row)} of ${table} holds what no Winnow writes`];
  });

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
