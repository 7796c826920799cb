// Which record is in a row? Cells by their roles, and the verdicts that screening tools wrote beside them.
import {
  dateOf,
  doi,
  isNothing,
  pages,
  pmcidInNote,
  pmid,
  pmidInAddress,
  pmidInNote,
  splitList,
  splitNames,
  splitSemicolons,
  takeNotes,
  year,
  type Draft,
} from '../../citations/index.ts';
import type { Columns, Role } from './columns.ts';
import type { Dialect, Row } from './dialect.ts';

/** `="19326203"`: how some programs keep Excel from touching a number. */
const guarded = /^="([^"]*)"$/;

export const cellReader =
  (cells: readonly string[]): Row =>
  (place) => {
    const cell = cells[place];
    if (cell === undefined || cell === '') return '';
    if (cell.charCodeAt(0) === 61 && guarded.test(cell)) return cell.replace(guarded, '$1');
    return cell;
  };

/** Splits a cell that lists: Python and JSON lists, `;`, `|`, lines; commas where the dialect says so. */
const listOf = (cell: string, commas: boolean): string[] => {
  const text = cell.trim();
  const listed = splitList(text);
  // A list of one that lists again: `{"a; b; c"}`.
  if (listed !== undefined) return listed.length === 1 && text.startsWith('{') ? listed.flatMap(splitSemicolons) : listed;
  if (text.includes(';')) return splitSemicolons(text);
  if (text.includes('|')) return text.split('|');
  if (text.includes('\n')) return text.split('\n');
  return commas ? text.split(',') : [text];
};

/** The draft of a row; what verdicts mean is the dialect's matter. `odd` collects label values that nobody knows. */
export const rowDraft = (columns: Columns, dialect: Dialect, row: Row, odd: Set<string>, commas: boolean): Draft => {
  const draft: Draft = {};
  const first = (role: Role): string | undefined => {
    for (const place of columns.of.get(role) ?? []) {
      const cell = row(place).trim();
      if (cell !== '' && !isNothing(cell)) return cell;
    }
    return undefined;
  };
  const all = (role: Role): string[] =>
    (columns.of.get(role) ?? []).map((place) => row(place).trim()).filter((cell) => cell !== '' && !isNothing(cell));
  draft.title = first('title');
  draft.abstract = first('abstract');
  const full = first('fullAuthors');
  const named = full ?? first('authors');
  if (named !== undefined) draft.authors = splitNames(named.replace(/\s*\(\d{6,}\)/g, '').replace(/,\s*null(?=;|$)/g, ''), commas);
  const citation = first('citation');
  draft.year = first('year');
  draft.date = first('date') ?? (first('month') === undefined ? undefined : dateOf(first('year'), first('month'), first('day')));
  if (year(draft.year) === undefined && draft.date === undefined && citation !== undefined) draft.year = citedYear(citation);
  draft.journal = first('journal');
  // `Source` and `SO` may hold the whole citation: `J. Clin. Med. (2020) 9:1`, `medRxiv. (no pagination), 2023.`
  if (draft.journal !== undefined && draft.journal === citation && year(draft.journal) !== undefined)
    draft.journal = draft.journal.split(/\.? \(|\. /)[0];
  draft.issn = all('issn').join('; ').replace(/\|/g, '; ');
  draft.volume = first('volume');
  draft.issue = first('issue');
  draft.pages = first('pages') ?? pages(first('firstPage'), first('lastPage')) ?? first('articleNumber');
  // Zotero keeps numbers without a column of their own here.
  const extra = first('extra') ?? '';
  draft.doi =
    all('doi').find((cell) => doi(cell) !== undefined) ??
    all('url').find((cell) => cell.includes('doi.org/')) ??
    /\bDOI:\s*(10\.\S+)/i.exec(extra)?.[1];
  draft.pmid =
    all('pmid')
      .map((cell) => pmid(cell) ?? pmidInAddress(cell))
      .find((found) => found !== undefined) ??
    dialect.pmid?.(first) ??
    pmidInNote(extra);
  draft.pmcid = first('pmcid') ?? pmcidInNote(extra);
  draft.accession = all('accession').find((cell) => pmid(cell) === undefined || pmid(cell) !== draft.pmid);
  draft.id = first('id');
  draft.url = all('url').find((cell) => /https?:\/\//i.test(cell));
  draft.keywords = all('keywords').flatMap((cell) => listOf(cell, dialect.commas === true || !cell.includes(' ') || cell.split(',').length > 3));
  draft.mesh = all('mesh').flatMap((cell) => listOf(cell, false));
  draft.language = first('language');
  const types = all('type')
    .slice(0, 2)
    .flatMap((cell) => listOf(cell, false));
  draft.type = dialect.name === 'winnow' ? types : [...new Set(types.map(typeName))];
  draft.notices = all('notices').flatMap((cell) => listOf(cell, false));
  draft.tags = all('tags').flatMap((cell) => listOf(cell, dialect.commas === true));
  draft.opinions = [];
  const notes = all('notes').flatMap((cell) => splitList(cell) ?? [cell]);
  if (notes.length > 0) takeNotes(draft, notes);
  dialect.verdicts(draft, row, first, odd);
  return draft;
};

const citedYear = (citation: string): number | undefined =>
  year(/\((\d{4})\)/.exec(citation)?.[1] ?? /(?:Date of Publication:|\. )(?:[^.]*?)((?:19|20)\d\d)/.exec(citation)?.[1] ?? citation);

const words = new Map([
  ['jour', 'Journal Article'],
  ['article', 'Journal Article'],
  ['journalarticle', 'Journal Article'],
  ['journal article', 'Journal Article'],
  ['book', 'Book'],
  ['booksection', 'Book Chapter'],
  ['chapter', 'Book Chapter'],
  ['conferencepaper', 'Conference Paper'],
  ['inproceedings', 'Conference Paper'],
  ['conf', 'Conference Paper'],
  ['thesis', 'Thesis'],
  ['thes', 'Thesis'],
  ['report', 'Report'],
  ['rprt', 'Report'],
  ['preprint', 'Preprint'],
  ['webpage', 'Web Page'],
  ['j', 'Journal Article'],
]);
const typeName = (text: string): string => words.get(text.trim().toLowerCase()) ?? text;
