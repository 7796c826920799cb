// What exactly does a receipt vouch for? One digest over every record, rejection and duplicate of its import.
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { Work } from '../../shared/work.ts';
import { canonicalJson } from './chain.ts';
import type { Connection } from './connection.ts';

/** A citation as its table has it, but for its number and import. */
export interface StoredCitation {
  readonly line: number;
  readonly title: string | null;
  readonly abstract: string | null;
  readonly rest: string;
  readonly raw: Uint8Array | null;
}

export interface StoredRejection {
  readonly line: number;
  readonly code: string;
  readonly slots: string | null;
  readonly raw: string;
}

/** The import's own row, without its number and the mark of the search index. */
interface StoredImport {
  readonly file: string;
  readonly format: string;
  readonly dialect: string | null;
  readonly encoding: string;
  readonly warnings: string;
  readonly opinions: string | null;
}

const CITATIONS = 'SELECT id, line, title, abstract, rest, raw FROM citation WHERE import = ? AND id > ? ORDER BY id LIMIT 200';
const REJECTIONS = 'SELECT id, line, code, slots, raw FROM rejection WHERE import = ? AND id > ? ORDER BY id LIMIT 200';
const DUPLICATES =
  'SELECT d.citation, d.same_as, d.reason, d.confidence FROM duplicate d JOIN citation c ON c.id = d.citation WHERE c.import = ? ORDER BY d.citation';
const IMPORT = 'SELECT file, format, dialect, encoding, warnings, opinions FROM import WHERE id = ?';

/** JSON text (lengths cannot be confused), then the verbatim bytes. */
export const hashCitation = (hash: Hash, id: number, row: StoredCitation): void => {
  const { line, title, abstract, rest, raw } = row;
  const bytes = raw instanceof Uint8Array ? raw : undefined;
  hash.update(JSON.stringify([id, line, title, abstract, rest, bytes?.length ?? null]));
  if (bytes !== undefined) hash.update(bytes);
};

export const hashRejection = (hash: Hash, row: StoredRejection): void => {
  hash.update(JSON.stringify([row.line, row.code, row.slots, row.raw]));
};

export const duplicatesHash = (connection: Connection, id: number): Uint8Array => {
  const hash = createHash('sha256');
  for (const row of connection.all<{ citation: number; same_as: number; reason: string; confidence: number }>(DUPLICATES, [id])) {
    hash.update(JSON.stringify([row.citation, row.same_as, row.reason, row.confidence]));
  }
  return hash.digest();
};

export const importHash = (citations: Uint8Array, rejections: Uint8Array, duplicates: Uint8Array, about: StoredImport): Uint8Array =>
  createHash('sha256').update(citations).update(rejections).update(duplicates).update(canonicalJson(about)).digest();

/** The digest of an import as the file holds it now; undefined where the import is not there. */
export function* digestNow(connection: Connection, id: number): Work<Uint8Array | undefined> {
  const about = connection.get<StoredImport>(IMPORT, [id]);
  if (about === undefined) return undefined;
  const citations = createHash('sha256');
  let done = 0;
  for (let after = 0; ;) {
    const rows = connection.all<StoredCitation & { id: number }>(CITATIONS, [id, after]);
    for (const row of rows) hashCitation(citations, row.id, row);
    after = rows.at(-1)?.id ?? after;
    done += rows.length;
    yield { done };
    if (rows.length === 0) break;
  }
  const rejections = createHash('sha256');
  for (let after = 0; ;) {
    const rows = connection.all<StoredRejection & { id: number }>(REJECTIONS, [id, after]);
    for (const row of rows) hashRejection(rejections, row);
    after = rows.at(-1)?.id ?? after;
    if (rows.length === 0) break;
  }
  return importHash(citations.digest(), rejections.digest(), duplicatesHash(connection, id), about);
}
