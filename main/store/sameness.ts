// Which citations are the same work? As the import found it, and as the reviewer said since.
import type { CitationId } from '../../shared/citation.ts';
import type { Seq } from '../../shared/decision.ts';
import type { Connection, Writer } from './connection.ts';
import { append } from './ledger.ts';
import type { Signed } from './ledger.ts';

/** `sameAs` undefined: it stands for itself (split). */
export interface Sameness {
  readonly citation: CitationId;
  readonly sameAs?: CitationId;
  readonly reason: string;
  /** 0…1; a reviewer's word has 1. */
  readonly confidence: number;
}

interface Row {
  readonly citation: number;
  readonly same_as: number | null;
  readonly reason: string;
  readonly confidence: number;
}

const FOUND = `SELECT d.citation, d.same_as, d.reason, d.confidence FROM duplicate d JOIN citation c ON c.id = d.citation
  WHERE c.import IN (SELECT import FROM receipt WHERE seq <= ?) ORDER BY d.citation`;
const SAID = 'SELECT citation, same_as, reason, confidence FROM sameness WHERE seq <= ? ORDER BY seq';

export const readSameness = (connection: Connection) => ({
  /** What stands for each citation that was ever said to be the same as another; ordered by citation. */
  now: (): Sameness[] => [...lastWords(connection, Number.MAX_SAFE_INTEGER).values()].map(sameness).sort((a, b) => a.citation - b.citation),
  /** The citation that each duplicate stands behind. */
  representatives: (at: Seq = Number.MAX_SAFE_INTEGER) => representatives(connection, at),
});

/** Merges (or splits, without `sameAs`): one ledger row. */
export const saySame = (writer: Writer, said: Sameness, signed: Signed): Seq => {
  const { citation, sameAs = null, reason, confidence } = said;
  return append(writer, 'sameness', { citation, same_as: sameAs, reason, confidence }, signed).seq;
};

/** Duplicate → the one shown for it, chains followed to their end (a circle ends at its smallest number). */
export const representatives = (connection: Connection, at: Seq): ReadonlyMap<CitationId, CitationId> => {
  const words = lastWords(connection, at);
  const next = (citation: CitationId) => words.get(citation)?.same_as ?? undefined;
  const circle = (start: CitationId): CitationId[] => {
    const members = [start];
    for (let here = next(start); here !== undefined && here !== start; here = next(here)) members.push(here);
    return members;
  };
  const root = (citation: CitationId): CitationId => {
    const seen = new Set([citation]);
    for (let here = citation; ;) {
      const there = next(here);
      if (there === undefined) return here;
      if (seen.has(there)) return Math.min(...circle(there));
      seen.add(there);
      here = there;
    }
  };
  const behind = new Map<CitationId, CitationId>();
  for (const citation of words.keys()) {
    const shown = root(citation);
    if (shown !== citation) behind.set(citation, shown);
  }
  return behind;
};

const lastWords = (connection: Connection, at: Seq): Map<CitationId, Row> => {
  const words = new Map<CitationId, Row>();
  for (const row of connection.all<Row>(FOUND, [at])) words.set(row.citation, row);
  for (const row of connection.all<Row>(SAID, [at])) words.set(row.citation, row);
  return words;
};

const sameness = (row: Row): Sameness => ({
  citation: row.citation,
  ...(row.same_as !== null && { sameAs: row.same_as }),
  reason: row.reason,
  confidence: row.confidence,
});
