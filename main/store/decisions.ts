// What was decided about a citation, and what stands now?
import type { CitationId, Verdict } from '../../shared/citation.ts';
import type { Decision, Origin, Seq, Stage } from '../../shared/decision.ts';
import type { Connection, Writer } from './connection.ts';
import { append } from './ledger.ts';
import type { Signed } from './ledger.ts';

export interface DecisionEntry {
  readonly citation: CitationId;
  readonly stage: Stage;
  readonly verdict: Verdict;
  readonly origin: Origin;
  readonly reason?: string;
  /** The ranking it was shown by, and the place in it, from 1. */
  readonly ranking?: Seq;
  readonly rank?: number;
}

/** As `Decision`, with the ranking it was shown by. */
export interface Decided extends Decision {
  readonly ranking?: Seq;
}

export interface DecisionRow {
  readonly seq: number;
  readonly citation: number;
  readonly stage: Stage;
  readonly verdict: Verdict;
  readonly origin: Origin;
  readonly reason: string | null;
  readonly ranking: number | null;
  readonly rank: number | null;
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly key: string;
}

const BETWEEN = 'SELECT d.*, l.at, l.by, l.kind, l.key FROM decision d JOIN ledger l ON l.seq = d.seq WHERE d.seq > ? AND d.seq <= ? ORDER BY d.seq';
const NOW = `SELECT d.*, l.at, l.by, l.kind, l.key FROM decision d JOIN ledger l ON l.seq = d.seq
  WHERE d.stage = ? AND d.seq IN (SELECT max(seq) FROM decision WHERE stage = ? GROUP BY citation) AND d.verdict <> 'cleared' ORDER BY d.seq`;
const OF = 'SELECT d.*, l.at, l.by, l.kind, l.key FROM decision d JOIN ledger l ON l.seq = d.seq WHERE d.citation = ? ORDER BY d.seq';
const RECENT = 'SELECT d.*, l.at, l.by, l.kind, l.key FROM decision d JOIN ledger l ON l.seq = d.seq ORDER BY d.seq DESC LIMIT ?';
const ONE = 'SELECT d.*, l.at, l.by, l.kind, l.key FROM decision d JOIN ledger l ON l.seq = d.seq WHERE d.seq = ?';
const WITH_STEM = `SELECT d.*, l.at, l.by, l.kind, l.key FROM ledger l JOIN decision d ON d.seq = l.seq
  WHERE l.key = @key OR (l.key >= @key || '#' AND l.key < @key || '$') ORDER BY l.seq`;

export const readDecisions = (connection: Connection) => ({
  /** Every row in order of time, undone ones and `cleared` too: the log that screening's state is a function of. */
  all: (options: { readonly after?: Seq; readonly upTo?: Seq } = {}): Decided[] =>
    connection.all<DecisionRow>(BETWEEN, [options.after ?? 0, options.upTo ?? Number.MAX_SAFE_INTEGER]).map(decided),
  /** What stands: the last row of each citation, but for those taken back. In order of time. */
  now: (stage: Stage): Decided[] => connection.all<DecisionRow>(NOW, [stage, stage]).map(decided),
  /** The history of one citation, both stages, oldest first. */
  of: (citation: CitationId): Decided[] => connection.all<DecisionRow>(OF, [citation]).map(decided),
  /** Newest first. */
  recent: (limit: number): Decided[] => connection.all<DecisionRow>(RECENT, [limit]).map(decided),
  /** Rows after a row, for the question whether a backup is due. */
  countAfter: (seq: Seq): number => connection.get<{ n: number }>('SELECT count(*) AS n FROM decision WHERE seq > ?', [seq])?.n ?? 0,
});

/** Saves one decision; when this returns it is on the disk. The same key again gives the decision that was saved. */
export const decide = (writer: Writer, entry: DecisionEntry, signed: Signed): Decided => {
  if (signed.key.includes('#')) throw new Error('# in a key of a client');
  return one(writer, add(writer, 'decision', entry, signed));
};

/** Many in one act (bulk edit, imported labels): one transaction, one step of undo. */
export const decideAll = (writer: Writer, entries: readonly DecisionEntry[], signed: Signed): Decided[] =>
  addAct(writer, 'decision', entries, signed);

/** An act's rows stand one after the other under `key#0`, `key#1` …; said again, it gives the rows that are there. */
export const addAct = (writer: Writer, kind: 'decision' | 'undo' | 'redo', entries: readonly DecisionEntry[], signed: Signed): Decided[] =>
  writer.transaction(() => {
    if (signed.key.includes('#')) throw new Error('# in a key of a client');
    const stored = actOf(writer, signed.key);
    if (stored.length > 0) return stored;
    entries.forEach((entry, at) => add(writer, kind, entry, { ...signed, key: `${signed.key}#${String(at)}` }));
    return actOf(writer, signed.key);
  });

/** The rows of the act under this key, if it was done. */
const actOf = (connection: Connection, key: string): Decided[] => connection.all<DecisionRow>(WITH_STEM, { key }).map(decided);

const add = (writer: Writer, kind: 'decision' | 'undo' | 'redo', entry: DecisionEntry, signed: Signed): Seq => {
  const { citation, stage, verdict, origin, reason = null, ranking = null, rank = null } = entry;
  return append(writer, kind, { citation, stage, verdict, origin, reason, ranking, rank }, signed).seq;
};

const one = (connection: Connection, seq: Seq): Decided => {
  const row = connection.get<DecisionRow>(ONE, [seq]);
  if (row === undefined) throw new Error(`decision ${String(seq)} is not there`);
  return decided(row);
};

export const decided = (row: DecisionRow): Decided => ({
  seq: row.seq,
  citation: row.citation,
  stage: row.stage,
  by: row.by,
  at: row.at,
  verdict: row.verdict,
  origin: row.origin,
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.ranking !== null && { ranking: row.ranking }),
  ...(row.rank !== null && { rank: row.rank }),
});
