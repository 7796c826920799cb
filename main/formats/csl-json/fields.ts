// What does an item of CSL-JSON (or Crossref's JSON, or a plain list of records) say?
import { dateOf, type Draft, type Kind } from '../../citations/index.ts';
import { atSemicolons, hasSemicolon } from '../lists.ts';
import { takeMarks } from '../marks.ts';
import { squeeze } from '../squeeze.ts';

type Json = Readonly<Record<string, unknown>>;

/** Types of CSL 1.0.2 and of Crossref. The first with one word is the one written. */
export const kindOf: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['article-journal', 'Journal Article'],
  ['journal-article', 'Journal Article'],
  ['review', 'Journal Article'],
  ['article-magazine', 'Magazine Article'],
  ['article-newspaper', 'Newspaper Article'],
  ['article', 'Preprint'],
  ['posted-content', 'Preprint'],
  ['book', 'Book'],
  ['monograph', 'Book'],
  ['edited-book', 'Book'],
  ['chapter', 'Book Chapter'],
  ['book-chapter', 'Book Chapter'],
  ['paper-conference', 'Conference Paper'],
  ['proceedings-article', 'Conference Paper'],
  ['proceedings', 'Conference Proceedings'],
  ['thesis', 'Thesis'],
  ['dissertation', 'Thesis'],
  ['report', 'Report'],
  ['dataset', 'Dataset'],
  ['patent', 'Patent'],
  ['webpage', 'Web Page'],
  ['post', 'Web Page'],
  ['post-weblog', 'Blog Post'],
  ['motion_picture', 'Video'],
  ['broadcast', 'Video'],
  ['song', 'Audio'],
  ['manuscript', 'Unpublished Work'],
  ['software', 'Computer Program'],
  ['legislation', 'Statute'],
  ['legal_case', 'Case'],
  ['bill', 'Bill'],
  ['hearing', 'Hearing'],
  ['standard', 'Standard'],
  ['entry-encyclopedia', 'Encyclopedia Article'],
  ['entry-dictionary', 'Dictionary Entry'],
  ['map', 'Map'],
  ['graphic', 'Artwork'],
  ['personal_communication', 'Personal Communication'],
]);

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => {
  if (typeof value === 'string') return squeeze(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return Array.isArray(value) ? text(value.find((one) => text(one) !== undefined)) : undefined;
};
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one: unknown) => text(one) ?? []) : text(value) === undefined ? [] : [text(value) ?? ''];

const name = (value: unknown): string | undefined => {
  if (!isObject(value)) return text(value);
  const part = (key: string): string => text(value[key])?.trim() ?? '';
  const family = [part('non-dropping-particle'), part('family') || part('lastName') || part('last')].filter((one) => one !== '').join(' ');
  const given = [part('given') || part('firstName') || part('first'), part('dropping-particle'), part('suffix')]
    .filter((one) => one !== '')
    .join(' ');
  if (family === '') return part('literal') || part('name') || given || undefined;
  return given === '' ? family : `${family}, ${given}`;
};

/** Year and date of `{"date-parts": [[2019, 3, 14]]}`, `{"raw": …}`, `{"literal": …}` or a text. */
const dates = (value: unknown): { year?: string | undefined; date?: string | undefined } => {
  if (!isObject(value)) {
    const said = text(value);
    return { year: said, date: said };
  }
  const parts: unknown = value['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  if (Array.isArray(first)) {
    const [year, month, day] = first.map(text);
    if (year !== undefined) return { year, date: dateOf(year, month, day) };
  }
  const said = text(value['raw']) ?? text(value['literal']) ?? text(value['date-time']);
  return { year: said, date: said };
};

const inNote = (note: string, pattern: RegExp): string | undefined => pattern.exec(note)?.[1];

export const draftOf = (item: Json): Draft => {
  const first = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const said = text(item[key]);
      if (said !== undefined && said.trim() !== '') return said;
    }
    return undefined;
  };
  const custom = item['custom'];
  const ours: Json = isObject(custom) && isObject(custom['winnow']) ? custom['winnow'] : {};
  const draft: Draft = { id: first('id', 'citation-key', 'citationKey', 'DOI') };
  const title = first('title', 'primary_title');
  const subtitle = first('subtitle');
  draft.title = title === undefined || subtitle === undefined || title.includes(subtitle) ? title : `${title}: ${subtitle}`;
  draft.abstract = first('abstract', 'abstractNote');
  const people = item['author'] ?? item['authors'] ?? item['creators'];
  draft.authors = (Array.isArray(people) ? people : (text(people)?.split(/\s*;\s*/) ?? [])).flatMap((one: unknown) =>
    isObject(one) && one['creatorType'] !== undefined && one['creatorType'] !== 'author' ? [] : (name(one) ?? []),
  );
  const issued = dates(item['issued'] ?? item['published-print'] ?? item['published'] ?? item['published-online'] ?? item['date']);
  draft.year = text(ours['year']) ?? first('year') ?? issued.year;
  draft.date = issued.date;
  draft.journal = first(
    'container-title',
    'journal',
    'publicationTitle',
    'bookTitle',
    'container-title-short',
    'short-container-title',
    'event-title',
    'journalAbbreviation',
  );
  draft.issn = texts(item['ISSN'] ?? item['issn']).join('; ') || first('ISBN', 'isbn');
  draft.volume = first('volume');
  draft.issue = first('issue', 'number');
  draft.pages = first('page', 'pages', 'number-of-pages', 'article-number');
  const note = first('note', 'extra') ?? '';
  draft.doi = first('DOI', 'doi') ?? inNote(note, /\bDOI:\s*(10\.\S+)/i);
  draft.pmid = first('PMID', 'pmid') ?? inNote(note, /\bPMID:\s*(\d{1,9})/);
  draft.pmcid = first('PMCID', 'pmcid') ?? inNote(note, /\bPMCID:\s*(PMC\d{1,9})/);
  draft.accession = text(ours['accession']) ?? first('accession', 'accession-number');
  draft.url = first('URL', 'url', 'link');
  const keywords = item['keyword'] ?? item['keywords'] ?? item['tags'] ?? item['subject'];
  draft.keywords = Array.isArray(keywords)
    ? keywords.flatMap((one: unknown) => text(isObject(one) ? (one['tag'] ?? one['name']) : one) ?? [])
    : hasSemicolon(text(keywords) ?? '')
      ? atSemicolons(text(keywords) ?? '')
      : (text(keywords) ?? '').split(/\s*,\s*/);
  draft.mesh = texts(ours['mesh'] ?? item['mesh']);
  draft.language = first('language');
  const type = first('type', 'itemType');
  const kind =
    type === undefined
      ? undefined
      : type === 'article' && draft.journal !== undefined && !/preprint/i.test(first('genre') ?? '')
        ? 'Journal Article'
        : kindOf.get(type.replace(/(?<=[a-z])[A-Z]/g, (sign) => `-${sign.toLowerCase()}`));
  draft.type = Array.isArray(ours['type']) ? texts(ours['type']) : kind === undefined ? [] : [kind];
  const marks = texts(ours['notes']);
  // Zotero puts numbers without a field of their own into lines of the note.
  const own = note.replace(/^(?:DOI|PMID|PMCID): ?\S+[ \t]*$/gim, '').trim();
  takeMarks(draft, marks.length > 0 ? marks : own === '' ? [] : [own]);
  return draft;
};
