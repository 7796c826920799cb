// Which citations does the table show, in which order? A list of keys; the page asks for the rows it draws.
import type { CitationId, Verdict } from '../../shared/citation.ts';
import type { Stage } from '../../shared/decision.ts';
import type { Connection } from './connection.ts';
import { readDecisions } from './decisions.ts';
import { readNotes, readTags } from './notes.ts';
import { representatives } from './sameness.ts';
import { readSearch } from './search.ts';

/** All that is given must hold. */
export interface Filter {
  readonly text?: string;
  readonly stage?: Stage;
  /** `none`: nothing decided, or taken back. */
  readonly verdicts?: readonly (Verdict | 'none')[];
  readonly reason?: string;
  readonly tag?: string;
  readonly noted?: true;
  readonly import?: number;
  readonly years?: { readonly from?: number; readonly to?: number };
  readonly abstract?: 'present' | 'absent';
  /** Duplicates stand behind the one they equal, unless asked for. */
  readonly duplicates?: 'only' | 'too';
}

export type Sort = 'key' | 'title' | 'author' | 'year' | 'journal' | 'decided';

interface Row {
  readonly id: number;
  readonly import: number;
  readonly year: number | null;
  readonly abstract: number;
  readonly by: string | number | null;
}

const ROWS: Readonly<Record<Exclude<Sort, 'decided'>, string>> = {
  key: `SELECT id, import, rest ->> '$.year' AS year, abstract IS NOT NULL AS abstract, id AS by FROM citation WHERE import IN (SELECT import FROM receipt)`,
  title: `SELECT id, import, rest ->> '$.year' AS year, abstract IS NOT NULL AS abstract, title AS by FROM citation WHERE import IN (SELECT import FROM receipt)`,
  author: `SELECT id, import, rest ->> '$.year' AS year, abstract IS NOT NULL AS abstract, rest ->> '$.authors[0]' AS by FROM citation WHERE import IN (SELECT import FROM receipt)`,
  year: `SELECT id, import, rest ->> '$.year' AS year, abstract IS NOT NULL AS abstract, rest ->> '$.year' AS by FROM citation WHERE import IN (SELECT import FROM receipt)`,
  journal: `SELECT id, import, rest ->> '$.year' AS year, abstract IS NOT NULL AS abstract, rest ->> '$.journal' AS by FROM citation WHERE import IN (SELECT import FROM receipt)`,
};

export const readBrowse = (connection: Connection) => ({
  /** Keys of all citations that pass, sorted; absent values last whatever the direction, ties in the default order. */
  keys: (filter: Filter = {}, order: { readonly by?: Sort; readonly down?: true } = {}): Uint32Array => {
    const { by = 'key', down } = order;
    const passes = test(connection, filter);
    const rows = connection.all<Row>(ROWS[by === 'decided' ? 'key' : by]).filter(passes);
    const decidedAt =
      by === 'decided'
        ? new Map(
            readDecisions(connection)
              .now(filter.stage ?? 'abstract')
              .map((row) => [row.citation, row.seq]),
          )
        : undefined;
    const keyed = decidedAt === undefined ? rows : rows.map((row) => ({ ...row, by: decidedAt.get(row.id) ?? null }));
    return Uint32Array.from(keyed.sort(comparison(down === true ? -1 : 1)), (row) => row.id);
  },
});

const test = (connection: Connection, filter: Filter): ((row: Row) => boolean) => {
  const { text, verdicts, reason, tag, noted, years, abstract, duplicates } = filter;
  const tests: ((row: Row) => boolean)[] = [];
  const behind = representatives(connection, Number.MAX_SAFE_INTEGER);
  if (duplicates !== 'too') tests.push((row) => behind.has(row.id) === (duplicates === 'only'));
  if (filter.import !== undefined) tests.push((row) => row.import === filter.import);
  if (abstract !== undefined) tests.push((row) => (row.abstract === 1) === (abstract === 'present'));
  if (years !== undefined) tests.push((row) => row.year !== null && row.year >= (years.from ?? -Infinity) && row.year <= (years.to ?? Infinity));
  if (verdicts !== undefined || reason !== undefined) {
    const now = new Map(
      readDecisions(connection)
        .now(filter.stage ?? 'abstract')
        .map((row) => [row.citation, row]),
    );
    if (verdicts !== undefined) tests.push((row) => verdicts.includes(now.get(row.id)?.verdict ?? 'none'));
    if (reason !== undefined) tests.push((row) => now.get(row.id)?.reason === reason);
  }
  if (tag !== undefined) {
    const tags = readTags(connection).all();
    tests.push((row) => tags.get(row.id)?.includes(tag) === true);
  }
  if (noted === true)
    tests.push(
      isIn(
        new Set(
          readNotes(connection)
            .all()
            .map((note) => note.citation),
        ),
      ),
    );
  const found = text === undefined ? undefined : readSearch(connection).find(text);
  // What a duplicate says is found in the one it stands behind.
  if (found !== undefined) tests.push(isIn(new Set([...found].flatMap((key) => [key, behind.get(key) ?? key]))));
  return (row) => tests.every((holds) => holds(row));
};

const isIn =
  (keys: ReadonlySet<CitationId>) =>
  (row: Row): boolean =>
    keys.has(row.id);

/** Words as a reader sorts them: accents beside their letters, case without weight. */
const comparison = (sign: 1 | -1): ((a: Row, b: Row) => number) => {
  const words = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true });
  const values = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
  return (a, b) => {
    if (a.by === null || b.by === null) return Number(a.by === null) - Number(b.by === null) || a.id - b.id;
    return sign * values(a.by, b.by) || a.id - b.id;
  };
};
