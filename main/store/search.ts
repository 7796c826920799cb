// Which citations hold these words? A full-text index, built in slices after each import; whatever the user types is text.
import type { CitationId, Kept } from '../../shared/citation.ts';
import type { Work } from '../../shared/work.ts';
import type { Connection, Writer } from './connection.ts';
import { kept } from './records.ts';
import type { CitationRow } from './records.ts';

/** The inserting part of one transaction; the index's own commit takes about as long again. */
const SLICE_MS = 3;
const FOUND = `SELECT s.rowid AS id FROM search s JOIN citation c ON c.id = s.rowid
  WHERE s.search MATCH ? AND c.import IN (SELECT import FROM receipt) ORDER BY s.rowid`;
const BY_IDENTIFIER = `SELECT DISTINCT i.citation AS id FROM identifier i JOIN citation c ON c.id = i.citation
  WHERE i.kind IN ('doi', 'pmid', 'pmcid', 'accession') AND i.value = ? AND c.import IN (SELECT import FROM receipt) ORDER BY i.citation`;
const NEXT = `SELECT c.id, c.line, c.title, c.abstract, c.rest, i.file FROM citation c JOIN import i ON i.id = c.import
  WHERE c.import = ? AND c.id > i.indexed ORDER BY c.id LIMIT 200`;
const UNFINISHED = `SELECT i.id FROM import i WHERE i.id IN (SELECT import FROM receipt)
  AND EXISTS (SELECT 1 FROM citation c WHERE c.import = i.id AND c.id > i.indexed) ORDER BY i.id`;
const LEFT = `SELECT count(*) AS n FROM citation c JOIN import i ON i.id = c.import
  WHERE c.id > i.indexed AND i.id IN (SELECT import FROM receipt)`;
const INSERT = 'INSERT INTO search (rowid, title, abstract, names, words) VALUES (?, ?, ?, ?, ?)';

export const readSearch = (connection: Connection) => ({
  /**
   * Citations with all of the words, in the default order; the last word may be unfinished. `"…"` is a phrase, `-word` must not be there;
   * a DOI, PMID, PMCID or accession number is found as such. Nothing to search for: undefined.
   */
  find: (text: string): CitationId[] | undefined => {
    const query = matchExpression(text);
    const named = connection.all<{ id: number }>(BY_IDENTIFIER, [text.trim().toLowerCase()]);
    const worded = query === undefined ? [] : connection.all<{ id: number }>(FOUND, [query]);
    if (query === undefined && named.length === 0) return undefined;
    return [...new Set([...named, ...worded].map((row) => row.id))].sort((a, b) => a - b);
  },
  /** Citations that the index does not know yet. */
  left: (): number => connection.get<{ n: number }>(LEFT)?.n ?? 0,
});

/** Brings the index up to date, in short transactions; steps count citations. */
export function* indexSearch(writer: Writer): Work<number> {
  let done = 0;
  for (const { id } of writer.all<{ id: number }>(UNFINISHED)) {
    for (;;) {
      const rows = writer.all<CitationRow>(NEXT, [id]);
      if (rows.length === 0) break;
      for (let at = 0; at < rows.length;) {
        const added = addSlice(writer, id, rows.slice(at));
        at += added;
        done += added;
        yield { done };
      }
    }
  }
  return done;
}

/** Forgets the index and starts anew: it holds nothing that the citations do not hold. */
export const clearSearch = (writer: Writer): void => {
  writer.transaction(() => {
    writer.run("INSERT INTO search (search) VALUES ('delete-all')");
    writer.run('UPDATE import SET indexed = 0');
  });
};

const addSlice = (writer: Writer, importId: number, rows: readonly CitationRow[]): number => {
  const until = performance.now() + SLICE_MS;
  return writer.unsynced(() => {
    let done = 0;
    for (const row of rows) {
      const { names, words } = searchable(kept(row, writer.path));
      writer.run(INSERT, [row.id, row.title ?? '', row.abstract ?? '', names, words]);
      done += 1;
      if (performance.now() > until) break;
    }
    writer.run('UPDATE import SET indexed = ? WHERE id = ?', [rows[done - 1]?.id ?? 0, importId]);
    return done;
  });
};

const searchable = (citation: Kept): { readonly names: string; readonly words: string } => ({
  names: [...(citation.authors ?? []), citation.journal ?? ''].join(' ; '),
  words: [...(citation.keywords ?? []), ...(citation.mesh ?? [])].join(' ; '),
});

/**
 * FTS5's own language never reaches the user: each word becomes a quoted string, in which only the quotation mark has a meaning and is doubled.
 * Words without a letter or digit would match nothing and are left out.
 */
const matchExpression = (text: string): string | undefined => {
  const parts = [...text.matchAll(/(-?)"([^"]*)"?|(-?)(\S+)/gu)].map((found) => ({
    not: (found[1] ?? found[3]) === '-',
    phrase: found[2] !== undefined,
    words: (found[2] ?? found[4] ?? '').replaceAll('\0', ' '),
  }));
  const wanted = parts.filter((part) => /[\p{L}\p{N}]/u.test(part.words));
  const last = wanted.at(-1);
  const quoted = (part: (typeof parts)[number]) =>
    `"${part.words.replaceAll('"', '""')}"${part === last && !part.phrase && !part.not && !/\s$/.test(text) ? ' *' : ''}`;
  const must = wanted.filter((part) => !part.not).map(quoted);
  const never = wanted.filter((part) => part.not).map(quoted);
  if (must.length === 0) return undefined;
  return never.length === 0 ? must.join(' AND ') : `(${must.join(' AND ')}) NOT (${never.join(' OR ')})`;
};
