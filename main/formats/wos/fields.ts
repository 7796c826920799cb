// What does a Web of Science record say?
import { dateOf, monthNumber, pages, year as yearOf, type Draft } from '../../citations/index.ts';
import { atSemicolons } from '../lists.ts';
import { takeMarks } from '../marks.ts';
import { firstOf, valuesOf, type TaggedRecord } from '../tagged.ts';

/** What the collections call a document, in our words where we have one. */
export const documentTypes: ReadonlyMap<string, string> = new Map([
  ['article', 'Journal Article'],
  ['journal paper', 'Journal Article'],
  ['journal article', 'Journal Article'],
  ['proceedings paper', 'Conference Paper'],
  ['conference paper', 'Conference Paper'],
  ['book chapter', 'Book Chapter'],
  ['book', 'Book'],
  ['dissertation/thesis', 'Thesis'],
  ['dissertation', 'Thesis'],
  ['thesis', 'Thesis'],
  ['data set', 'Dataset'],
  ['data study', 'Dataset'],
  ['patent', 'Patent'],
  ['preprint', 'Preprint'],
  ['report', 'Report'],
]);
const publicationTypes: ReadonlyMap<string, string> = new Map([
  ['B', 'Book'],
  ['P', 'Patent'],
]);

/** Names stand on a line each or are parted by `;`; addresses in brackets behind them are left out. */
const names = (value: string | undefined): string[] =>
  (value ?? '').split(/\s*[;\n]\s*/).map((name) => name.replace(/\s*[([][^()[\]]*@[^()[\]]*[)\]]\s*$|^\[Anonymous\]$/, ''));

const joined = (value: string | undefined): string | undefined => value?.replace(/\n/g, ' ');
const list = (value: string | undefined): string[] => atSemicolons(joined(value) ?? '');

export const draftOf = (record: TaggedRecord): Draft => {
  const one = (...tags: readonly string[]): string | undefined => joined(firstOf(record, ...tags));
  const inspec = /^INSPEC:/.test(one('UT') ?? '') || /\/su[bp]\s/.test(one('TI') ?? '');
  const text = (value: string | undefined): string | undefined => (inspec ? value?.replace(/\/su[bp] ?\s*([^/\s][^/]{0,20}?) ?\//g, '$1') : value);
  const ut = one('UT');
  const draft: Draft = { id: ut ?? one('AN') };
  draft.title = text(one('TI', 'FT'));
  // Breaks and empty first lines of Derwent's sections are kept as lines, the wrapping of others is not.
  const abstract = firstOf(record, 'AB');
  draft.abstract = text(abstract?.replace(/\n(?![A-Z][A-Z &/-]{2,40} - )/g, ' '));
  const full = names(firstOf(record, 'AF', 'BF'));
  const short = names(firstOf(record, 'AU', 'BA'));
  const people = full.length >= short.length && full.some((name) => name !== '') ? full : short;
  draft.authors = people.some((name) => name.trim() !== '') ? people : names(firstOf(record, 'CA', 'GP', 'AE'));
  const pd = one('PD', 'DG');
  draft.year = one('PY') ?? one('EY') ?? one('EA') ?? pd;
  draft.date = dateIn(draft.year, pd ?? (one('PY') === undefined ? one('EA') : undefined));
  draft.journal = one('SO', 'JI', 'J9');
  draft.issn = [one('SN'), one('EI')].filter((value) => value !== undefined).join('; ') || one('BN');
  draft.volume = one('VL');
  draft.issue = one('IS') ?? one('SI');
  draft.pages = pages(one('BP'), one('EP')) ?? one('PS') ?? one('AR');
  draft.doi = one('DI', 'D2', 'DL');
  draft.pmid = one('PM') ?? (ut !== undefined && /^MEDLINE:\d+$/.test(ut) ? ut : undefined);
  draft.accession = ut ?? one('AN');
  draft.url = one('DL', 'UR');
  draft.keywords = [...list(firstOf(record, 'DE')), ...list(firstOf(record, 'ID'))];
  draft.mesh = list(firstOf(record, 'MH'));
  draft.language = one('LA');
  const types = list(firstOf(record, 'DT')).filter((type) => type !== '' && type !== '-');
  const fallback = publicationTypes.get(one('PT') ?? '');
  draft.type = types.length > 0 ? types.map((type) => documentTypes.get(type.toLowerCase()) ?? type) : fallback === undefined ? [] : [fallback];
  takeMarks(
    draft,
    valuesOf(record, 'N1', 'NT').flatMap((value) => value.split('\n')),
  );
  return draft;
};

/** `MAR 15`, `FEB 2011`, `Aug 1 2019`, `04 2006`; two months or a season stay as written, the year beside them. */
const dateIn = (year: string | number | undefined, text: string | undefined): string | undefined => {
  if (text === undefined || year === undefined || /^\s*\d{4}\s*$/.test(text)) return undefined;
  const rest = text.replace(/\b(?:1[5-9]|20)\d\d\b/g, ' ').trim();
  const m = /^([A-Za-z]{3,9})\.?(?:[ ,-]+(\d{1,2})(?:-\d{1,2})?)?,?$/.exec(rest) ?? /^(\d{1,2})$/.exec(rest);
  if (m !== null && monthNumber(m[1]) !== undefined) return dateOf(year, m[1], m[2]);
  return /\d{4}/.test(text) ? text : `${text} ${String(yearOf(year) ?? '')}`.trim();
};
