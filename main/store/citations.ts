// Which citations are in the review? Only those whose import has its receipt; a duplicate is there, but stands behind the one it equals.
import type { CitationId, Kept } from '../../shared/citation.ts';
import type { Seq } from '../../shared/decision.ts';
import type { Connection } from './connection.ts';
import { kept } from './records.ts';
import type { CitationRow } from './records.ts';
import { representatives } from './sameness.ts';

const KEYS = 'SELECT c.id FROM citation c WHERE c.import IN (SELECT import FROM receipt WHERE seq <= ?) ORDER BY c.id';
/** `+` keeps the planner from sorting all of an import for each slice. */
const SLICE = `SELECT c.id, c.line, c.title, c.abstract, c.rest, i.file FROM citation c JOIN import i ON i.id = c.import
  WHERE c.id > ? AND +c.import IN (SELECT import FROM receipt) ORDER BY c.id LIMIT 500`;
const ONE = `SELECT c.id, c.line, c.title, c.abstract, c.rest, i.file FROM citation c JOIN import i ON i.id = c.import
  WHERE c.id = ? AND c.import IN (SELECT import FROM receipt)`;
const RAW = 'SELECT raw FROM citation WHERE id = ?';
const FIND = `SELECT i.citation AS id FROM identifier i JOIN citation c ON c.id = i.citation
  WHERE i.kind = ? AND i.value = ? AND c.import IN (SELECT import FROM receipt) ORDER BY i.citation`;

export const readCitations = (connection: Connection) => ({
  /** In the default order, without duplicates; with `at`, as they were at that row of the ledger. These are a ranker's positions. */
  keys: (at: Seq = Number.MAX_SAFE_INTEGER): Uint32Array => {
    const behind = representatives(connection, at);
    const all = connection.all<{ id: number }>(KEYS, [at]);
    return Uint32Array.from(all.filter((row) => !behind.has(row.id)).map((row) => row.id));
  },
  /** All visible ones, duplicates too, in the default order; read in slices, so no writer waits for it. */
  each: function* (): Generator<Kept, void, void> {
    for (let after = 0; ;) {
      const rows = connection.all<CitationRow>(SLICE, [after]);
      for (const row of rows) yield kept(row, connection.path);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  },
  get: (key: CitationId): Kept | undefined => {
    const row = connection.get<CitationRow>(ONE, [key]);
    return row && kept(row, connection.path);
  },
  /** In the order asked for; what is not there is left out. */
  many: (keys: Iterable<CitationId>): Kept[] =>
    [...keys].flatMap((key) => {
      const row = connection.get<CitationRow>(ONE, [key]);
      return row === undefined ? [] : [kept(row, connection.path)];
    }),
  /** The record's text in its file, verbatim. */
  raw: (key: CitationId): string | undefined => {
    const raw = connection.get<{ raw: Uint8Array | null }>(RAW, [key])?.raw;
    return raw === undefined || raw === null ? undefined : Buffer.from(raw).toString('utf8');
  },
  /** Those that carry this identifier (`doi`, `pmid`, `pmcid`, `accession`). */
  find: (kind: string, value: string): CitationId[] => connection.all<{ id: number }>(FIND, [kind, value]).map((row) => row.id),
});
