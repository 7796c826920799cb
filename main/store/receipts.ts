// What came of each file that was imported?
import type { CitationId, Receipt, Rejection } from '../../shared/citation.ts';
import type { Seq } from '../../shared/decision.ts';
import type { Connection } from './connection.ts';
import { parsed } from './failures.ts';

/** The receipt as it stands on the ledger; its rejections are read apart, they may be many. */
export interface Received extends Omit<Receipt, 'rejections'> {
  readonly seq: Seq;
  readonly import: number;
  readonly at: string;
  readonly by: string;
}

interface Row {
  readonly seq: number;
  readonly import: number;
  readonly at: string;
  readonly by: string;
  readonly file: string;
  readonly format: string;
  readonly dialect: string | null;
  readonly encoding: string;
  readonly warnings: string;
  readonly opinions: string | null;
  readonly read: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly rejected: number;
}

const ALL = `SELECT r.seq, r.import, l.at, l.by, i.file, i.format, i.dialect, i.encoding, i.warnings, i.opinions, r.read, r.kept, r.duplicates, r.rejected
  FROM receipt r JOIN ledger l ON l.seq = r.seq JOIN import i ON i.id = r.import ORDER BY r.seq`;
const REJECTED = 'SELECT line, code, slots, raw FROM rejection WHERE import = ? ORDER BY id LIMIT ? OFFSET ?';
const KEYS = 'SELECT id FROM citation WHERE import = ? AND import IN (SELECT import FROM receipt) ORDER BY id';

export const readReceipts = (connection: Connection) => ({
  /** In the order of their making. */
  all: (): Received[] => connection.all<Row>(ALL).map(received),
  rejections: (importId: number, options: { readonly limit?: number; readonly offset?: number } = {}): Rejection[] =>
    connection
      .all<{ line: number; code: string; slots: string | null; raw: string }>(REJECTED, [importId, options.limit ?? -1, options.offset ?? 0])
      .map(({ line, code, slots, raw }) => ({ line, code, raw, ...(slots !== null && { slots: parsed(slots) as Record<string, string> }) })),
  /** The citations of one import, duplicates too. */
  keys: (importId: number): CitationId[] => connection.all<{ id: number }>(KEYS, [importId]).map((row) => row.id),
});

const received = (row: Row): Received => ({
  seq: row.seq,
  import: row.import,
  at: row.at,
  by: row.by,
  file: row.file,
  format: row.format,
  ...(row.dialect !== null && { dialect: row.dialect }),
  encoding: row.encoding,
  read: row.read,
  kept: row.kept,
  duplicates: row.duplicates,
  rejected: row.rejected,
  warnings: (parsed(row.warnings) as string[] | undefined) ?? [],
  ...(row.opinions !== null && { opinions: parsed(row.opinions) as NonNullable<Receipt['opinions']> }),
});
