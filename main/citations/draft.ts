// How does what a file says become a citation? Readers fill a draft with the file's own text; everything is put in form here, once.
import type { Citation, Opinion } from '../../shared/citation.ts';
import { isoDate, year } from './dates.ts';
import { doi, issn, pmcid, pmcidInAddress, pmid, pmidInAddress, webAddress } from './identifiers.ts';
import { authors } from './names.ts';
import { agreed } from './opinions/opinion.ts';
import { hasText, isNothing, lines, oneLine, plain } from './plain.ts';
import { language, noticesIn, pages } from './words.ts';

/** What a reader found, as written. Anything may be left out, empty or `NA`. */
export interface Draft {
  id?: string | undefined;
  title?: string | undefined;
  abstract?: string | undefined;
  authors?: string[] | undefined;
  year?: string | number | undefined;
  date?: string | undefined;
  journal?: string | undefined;
  issn?: string | undefined;
  volume?: string | undefined;
  issue?: string | undefined;
  pages?: string | undefined;
  doi?: string | undefined;
  pmid?: string | number | undefined;
  pmcid?: string | undefined;
  accession?: string | undefined;
  url?: string | undefined;
  keywords?: string[] | undefined;
  mesh?: string[] | undefined;
  language?: string | undefined;
  type?: string[] | undefined;
  notices?: string[] | undefined;
  opinions?: Opinion[] | undefined;
  notes?: string[] | undefined;
  tags?: string[] | undefined;
}

type Building = { -readonly [K in keyof Citation]?: Citation[K] | undefined };

const text = (value: string | undefined): string | undefined => {
  if (value === undefined) return undefined;
  const out = oneLine(plain(value));
  return isNothing(out) ? undefined : out;
};
const block = (value: string | undefined): string | undefined => {
  if (value === undefined) return undefined;
  const out = lines(plain(value));
  return isNothing(out) ? undefined : out;
};
const list = (values: readonly string[] | undefined, form: (value: string) => string | undefined): string[] | undefined => {
  if (values === undefined || values.length === 0) return undefined;
  if (values.length > few) return setOf(values, form);
  const out: string[] = [];
  for (const value of values) {
    const formed = form(value);
    if (formed !== undefined && !out.includes(formed)) out.push(formed);
  }
  return out.length === 0 ? undefined : out;
};
/** Up to here looking through a list is quicker than a set. */
const few = 12;
const setOf = (values: readonly string[], form: (value: string) => string | undefined): string[] | undefined => {
  const out = new Set<string>();
  for (const value of values) {
    const formed = form(value);
    if (formed !== undefined) out.add(formed);
  }
  return out.size === 0 ? undefined : [...out];
};

/**
 * The citation of a draft: every field in form, what says nothing left out.
 * @param file name of the source, as shown to people
 * @param line where the record begins, from 1
 * @param raw the record's text, verbatim
 */
export const citationOf = (draft: Draft, file: string, line: number, raw?: string): Citation => {
  const c: Building = { id: '' };
  const title = text(draft.title);
  if (title !== undefined) c.title = title;
  const abstract = block(draft.abstract);
  if (abstract !== undefined) c.abstract = abstract;
  if (draft.authors !== undefined) {
    const names = authors(draft.authors);
    if (names.length > 0) c.authors = names;
  }
  const said = text(draft.date);
  const y = year(draft.year) ?? year(said);
  // `MAY` and `FEB 12` beside a year are a date together.
  const date =
    said === undefined
      ? undefined
      : isoDate(y !== undefined && year(said) === undefined && /^[A-Za-z]{3}/.test(said) ? `${String(y)} ${said}` : said);
  if (y !== undefined) c.year = y;
  // A date that only repeats the year says nothing more.
  if (date !== undefined && date !== String(y)) c.date = date;
  set(c, 'journal', text(draft.journal));
  set(c, 'issn', issn(text(draft.issn)));
  set(c, 'volume', text(draft.volume));
  set(c, 'issue', text(draft.issue));
  set(c, 'pages', draft.pages === undefined ? undefined : pages(text(draft.pages)));
  set(c, 'doi', doi(draft.doi));
  const url = webAddress(draft.url);
  set(c, 'pmid', pmid(draft.pmid) ?? (url === undefined ? undefined : pmidInAddress(url)));
  set(c, 'pmcid', pmcid(draft.pmcid) ?? (url === undefined ? undefined : pmcidInAddress(url)));
  const accession = text(draft.accession);
  if (accession !== c.pmid) set(c, 'accession', accession);
  set(c, 'url', url);
  set(c, 'keywords', list(draft.keywords, text));
  set(c, 'mesh', list(draft.mesh, text));
  set(c, 'language', draft.language === undefined ? undefined : language(text(draft.language)));
  set(c, 'type', list(draft.type, text));
  const told = noticesIn(c.title, c.type);
  set(c, 'notices', list(draft.notices === undefined ? told : told.length === 0 ? draft.notices : [...draft.notices, ...told], text));
  const decision = agreed(draft.opinions ?? []);
  set(c, 'decision', decision);
  if (draft.opinions !== undefined && draft.opinions.length > 0) c.opinions = draft.opinions;
  set(c, 'notes', list(draft.notes, block));
  set(c, 'tags', list(draft.tags, text));
  c.id = text(draft.id) ?? c.pmid ?? c.accession ?? `${file}:${String(line)}`;
  c.source = { file, line };
  if (raw !== undefined) c.raw = raw;
  return c as Citation;
};

const set = <K extends keyof Citation>(c: Building, key: K, value: Citation[K] | undefined): void => {
  if (value !== undefined) c[key] = value;
};

/** Does the draft say anything by which a record could be known: a title, an abstract, a name, a source or an identifier? */
export const saysSomething = (draft: Draft): boolean =>
  [draft.title, draft.abstract, draft.doi, draft.accession, draft.pmcid, draft.journal, draft.url].some(
    (value) => value !== undefined && hasText(value) && !isNothing(value.trim()),
  ) ||
  pmid(draft.pmid) !== undefined ||
  (draft.authors ?? []).some((name) => !isNothing(name.trim()));

/** The canonical record of PRODUCT: keys in their order, absent ones left out, without the raw text. */
export const toRecord = (c: Citation): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const key of recordKeys) if (c[key] !== undefined) out[key] = c[key];
  return out;
};

export const recordKeys = [
  'id',
  'title',
  'abstract',
  'authors',
  'year',
  'date',
  'journal',
  'issn',
  'volume',
  'issue',
  'pages',
  'doi',
  'pmid',
  'pmcid',
  'accession',
  'url',
  'keywords',
  'mesh',
  'language',
  'type',
  'notices',
  'decision',
  'opinions',
  'notes',
  'tags',
  'source',
] as const;
