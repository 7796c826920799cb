// How does a record look in its row, and back?
import { Failure } from '../../shared/failures.ts';
import type { Citation, Kept, Rejection } from '../../shared/citation.ts';
import { canonicalJson } from './chain.ts';
import { parsed } from './failures.ts';
import type { StoredCitation, StoredRejection } from './imported.ts';
import { wellFormed } from './ledger.ts';

/** Bytes of UTF-8, as the schema's checks have them. */
const LIMITS = { title: 1_000_000, abstract: 4_000_000, rest: 16_000_000, raw: 16_000_000 } as const;
/** Of a rejected record so much is kept to be looked at. */
const REJECTED_CHARACTERS = 1_000_000;

/** Everything that has no column of its own is JSON; the file's name only where it is not that of the import (a zip's entry). */
export const storedCitation = (citation: Citation, file: string): StoredCitation => {
  const { title, abstract, raw, source, ...others } = citation;
  return {
    line: source.line,
    title: title === undefined ? null : wellFormed(title),
    abstract: abstract === undefined ? null : wellFormed(abstract),
    rest: JSON.stringify({ ...others, ...(source.file !== file && { file: source.file }) }),
    raw: raw === undefined ? null : Buffer.from(raw, 'utf8'),
  };
};

/** A record over the limits is a rejection, with its field named. */
export const tooLong = (citation: Citation, row: StoredCitation): Rejection | undefined => {
  const sizes = { title: bytes(row.title), abstract: bytes(row.abstract), rest: bytes(row.rest), raw: row.raw?.length ?? 0 };
  const field = (['title', 'abstract', 'rest', 'raw'] as const).find((name) => sizes[name] > LIMITS[name]);
  if (field === undefined) return undefined;
  return {
    line: row.line,
    code: 'record.long',
    slots: { field: field === 'rest' || field === 'raw' ? 'record' : field, bytes: String(sizes[field]), limit: String(LIMITS[field]) },
    raw: citation.raw ?? citation.title ?? citation.id,
  };
};

export const storedRejection = (rejection: Rejection): StoredRejection => ({
  line: rejection.line,
  code: rejection.code,
  slots: rejection.slots === undefined ? null : canonicalJson(rejection.slots),
  raw: wellFormed(rejection.raw.slice(0, REJECTED_CHARACTERS)),
});

/** What a citation can be found by, as its record says it. */
export const identifiers = (citation: Pick<Citation, 'doi' | 'pmid' | 'pmcid' | 'accession'>): (readonly [kind: string, value: string])[] =>
  (['doi', 'pmid', 'pmcid', 'accession'] as const).flatMap((kind) => {
    const value = citation[kind];
    return value === undefined ? [] : [[kind, wellFormed(value)] as const];
  });

export interface CitationRow {
  readonly id: number;
  readonly line: number;
  readonly title: string | null;
  readonly abstract: string | null;
  readonly rest: string;
  readonly file: string;
}

/** Without its verbatim text. Failure `review.damaged` where the row is no record. */
export const kept = (row: CitationRow, path: string): Kept => {
  const rest = parsed(row.rest);
  if (typeof rest !== 'object' || rest === null)
    throw new Failure('review.damaged', { file: path, what: `citation ${String(row.id)} cannot be read` });
  const { file = row.file, ...others } = rest as Omit<Citation, 'source'> & { readonly file?: string };
  const { title, abstract } = row;
  const whole: Kept = { ...others, key: row.id, source: { file, line: row.line } };
  if (title !== null && abstract !== null) return { ...whole, title, abstract };
  if (title !== null) return { ...whole, title };
  return abstract === null ? whole : { ...whole, abstract };
};

const bytes = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text));
