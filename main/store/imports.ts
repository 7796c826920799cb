// How do the records of a file get in? In many short transactions, unseen until the receipt stands on the ledger.
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { isRejection } from '../../shared/citation.ts';
import type { Citation, CitationId, Receipt, Rejection } from '../../shared/citation.ts';
import type { Seq } from '../../shared/decision.ts';
import type { Work } from '../../shared/work.ts';
import { canonicalJson } from './chain.ts';
import type { Writer } from './connection.ts';
import { duplicatesHash, hashCitation, hashRejection, importHash } from './imported.ts';
import { append, wellFormed } from './ledger.ts';
import type { Signed } from './ledger.ts';
import { identifiers, storedCitation, storedRejection, tooLong } from './records.ts';

/** What is known of the file before its records are read. */
export interface ImportSource {
  readonly file: string;
  readonly format: string;
  readonly encoding: string;
  readonly dialect?: string;
}

/** A citation of this import that stands for one that is there (or comes with it). Nothing is deleted: both are kept. */
export interface Duplicate {
  readonly citation: CitationId;
  readonly sameAs: CitationId;
  readonly reason: string;
  /** 0…1 */
  readonly confidence: number;
}

/** What is known only after the last record. */
export interface Finding {
  readonly warnings: readonly string[];
  /** Instead of what the source said, where only the reading told (the parts of an archive). */
  readonly format?: string;
  readonly encoding?: string;
  readonly dialect?: string;
  readonly opinions?: Receipt['opinions'];
}

/** After a Failure (disk full, say) only `abandon` makes sense. */
export interface Importing {
  readonly id: number;
  /** One number a record, in the order given; undefined for what was rejected, by the reader or here. Steps count records. */
  add(found: readonly (Citation | Rejection)[]): Work<(CitationId | undefined)[]>;
  duplicates(pairs: readonly Duplicate[]): Work<void>;
  /** Makes all of it visible at once: read = kept + duplicates + rejected, counted in the file. */
  finish(finding: Finding, signed: Signed): Seq;
  /** Takes everything back; the numbers are not used again. */
  abandon(): Work<void>;
}

/** The inserting part of one transaction; with the commit it stays within 10 ms. */
const SLICE_MS = 4;
const NEW = `INSERT INTO import (file, format, dialect, encoding, warnings, opinions, indexed) VALUES (@file, @format, @dialect, @encoding, '[]', NULL, 0)`;
const CITATION = 'INSERT INTO citation (import, line, title, abstract, rest, raw) VALUES (?, ?, ?, ?, ?, ?)';
const REJECTION = 'INSERT INTO rejection (import, line, code, slots, raw) VALUES (?, ?, ?, ?, ?)';
const IDENTIFIER = 'INSERT OR IGNORE INTO identifier (kind, value, citation) VALUES (?, ?, ?)';
const DUPLICATE = 'INSERT INTO duplicate (citation, same_as, reason, confidence) VALUES (?, ?, ?, ?)';
const CLOSE =
  'UPDATE import SET warnings = @warnings, opinions = @opinions, dialect = @dialect, format = @format, encoding = @encoding WHERE id = @id';
const COUNTS = `SELECT (SELECT count(*) FROM citation WHERE import = @id) AS citations,
  (SELECT count(*) FROM duplicate d JOIN citation c ON c.id = d.citation WHERE c.import = @id) AS duplicates,
  (SELECT count(*) FROM rejection WHERE import = @id) AS rejected`;

/** What is not in the file yet when a transaction ends badly, must not be in the digest either: hashed after the commit. */
interface Added {
  readonly key: CitationId | undefined;
  hash(): void;
}

export const startImport = (writer: Writer, source: ImportSource): Importing => {
  const { file, format, encoding, dialect = null } = source;
  const id = writer.transaction(() => writer.run(NEW, { file: wellFormed(file), format, encoding, dialect }));
  const hashes = { citations: createHash('sha256'), rejections: createHash('sha256') };
  return {
    id,
    *add(found) {
      const keys: (CitationId | undefined)[] = [];
      for (const slice of slices(writer, found, (one) => addOne(writer, id, one, { file, ...hashes }))) {
        for (const added of slice) {
          added.hash();
          keys.push(added.key);
        }
        yield { done: keys.length, total: found.length };
      }
      return keys;
    },
    *duplicates(pairs) {
      let done = 0;
      const insert = (pair: Duplicate) => writer.run(DUPLICATE, [pair.citation, pair.sameAs, wellFormed(pair.reason), pair.confidence]);
      for (const slice of slices(writer, pairs, insert)) yield { done: (done += slice.length), total: pairs.length };
    },
    finish: (finding, signed) => finish(writer, id, { source, finding, ...hashes }, signed),
    abandon: () => sweepImport(writer, id),
  };
};

/** The items in short transactions, each given out after its commit. */
function* slices<Item, Result>(writer: Writer, items: readonly Item[], add: (item: Item) => Result): Generator<Result[], void, void> {
  for (let at = 0; at < items.length;) {
    const until = performance.now() + SLICE_MS;
    const results = writer.unsynced(() => {
      const done: Result[] = [];
      for (; at < items.length; at += 1) {
        done.push(add(items[at] as Item));
        if (performance.now() > until) break;
      }
      return done;
    });
    at += at < items.length ? 1 : 0;
    yield results;
  }
}

const addOne = (
  writer: Writer,
  importId: number,
  found: Citation | Rejection,
  open: { readonly file: string; readonly citations: Hash; readonly rejections: Hash },
): Added => {
  const row = isRejection(found) ? undefined : storedCitation(found, open.file);
  const rejection = isRejection(found) ? found : row && tooLong(found, row);
  if (rejection !== undefined || row === undefined) {
    const refused = storedRejection(rejection as Rejection);
    writer.run(REJECTION, [importId, refused.line, refused.code, refused.slots, refused.raw]);
    return { key: undefined, hash: () => hashRejection(open.rejections, refused) };
  }
  const key = writer.run(CITATION, [importId, row.line, row.title, row.abstract, row.rest, row.raw]);
  for (const [kind, value] of identifiers(found as Citation)) writer.run(IDENTIFIER, [kind, value, key]);
  return { key, hash: () => hashCitation(open.citations, key, row) };
};

const finish = (
  writer: Writer,
  id: number,
  all: { readonly source: ImportSource; readonly finding: Finding; readonly citations: Hash; readonly rejections: Hash },
  signed: Signed,
): Seq => {
  const counts = writer.get<{ citations: number; duplicates: number; rejected: number }>(COUNTS, { id });
  if (counts === undefined) throw new Error('an aggregate without a row');
  const { source, finding } = all;
  const about = {
    file: wellFormed(source.file),
    format: finding.format ?? source.format,
    encoding: finding.encoding ?? source.encoding,
    dialect: finding.dialect ?? source.dialect ?? null,
    warnings: canonicalJson(finding.warnings),
    opinions: finding.opinions === undefined ? null : canonicalJson(finding.opinions),
  };
  const digest = importHash(all.citations.copy().digest(), all.rejections.copy().digest(), duplicatesHash(writer, id), about);
  const { citations, duplicates, rejected } = counts;
  const receipt = { import: id, read: citations + rejected, kept: citations - duplicates, duplicates, rejected, digest };
  return writer.transaction(() => {
    writer.run(CLOSE, {
      id,
      warnings: about.warnings,
      opinions: about.opinions,
      dialect: about.dialect,
      format: about.format,
      encoding: about.encoding,
    });
    return append(writer, 'receipt', receipt, signed).seq;
  });
};

/** Takes back the imports that never got their receipt: an earlier run ended in the middle of them. Returns how many. */
export function* sweep(writer: Writer): Work<number> {
  const left = writer.all<{ id: number }>('SELECT id FROM import WHERE id NOT IN (SELECT import FROM receipt) ORDER BY id');
  for (const { id } of left) yield* sweepImport(writer, id);
  return left.length;
}

const OF_IMPORT = {
  duplicate: 'SELECT d.citation AS id FROM duplicate d JOIN citation c ON c.id = d.citation WHERE c.import = ? LIMIT 200',
  citation: 'SELECT id, rest FROM citation WHERE import = ? LIMIT 200',
  rejection: 'SELECT id FROM rejection WHERE import = ? LIMIT 200',
} as const;

function* sweepImport(writer: Writer, importId: number): Work<void> {
  const remove = {
    duplicate: (row: { id: number }) => writer.run('DELETE FROM duplicate WHERE citation = ?', [row.id]),
    citation: (row: { id: number; rest?: string }) => {
      for (const [kind, value] of identifiers(JSON.parse(row.rest ?? '{}') as Citation)) {
        writer.run('DELETE FROM identifier WHERE kind = ? AND value = ? AND citation = ?', [kind, value, row.id]);
      }
      return writer.run('DELETE FROM citation WHERE id = ?', [row.id]);
    },
    rejection: (row: { id: number }) => writer.run('DELETE FROM rejection WHERE id = ?', [row.id]),
  };
  let done = 0;
  for (const table of ['duplicate', 'citation', 'rejection'] as const) {
    for (;;) {
      const rows = writer.all<{ id: number; rest?: string }>(OF_IMPORT[table], [importId]);
      if (rows.length === 0) break;
      writer.unsynced(() => {
        rows.forEach(remove[table]);
      });
      yield { done: (done += rows.length) };
    }
  }
  writer.transaction(() => writer.run('DELETE FROM import WHERE id = ?', [importId]));
}
