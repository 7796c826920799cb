// What does a RefWorks tagged file say? Two letters and one blank; `RT` begins a record.
import { dateOf, isoDate, pages, type Draft, type Kind } from '../../citations/index.ts';
import type { Format, Reader, ReadOptions } from '../format.ts';
import { takeMarks } from '../marks.ts';
import { Noticing } from '../notices.ts';
import { firstOf, taggedReader, valuesOf, type Frame, type Meaning, type TaggedRecord } from '../tagged.ts';

const tags = new Set(
  'RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO ED PB PP SN AV AD AN LA CL SF OT LK DO CN DB DS IP RD ST U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL SL LL CR WT WV WP OL PMID PMCID PN'.split(
    ' ',
  ),
);
const tagLine = /^([A-Z][A-Z0-9]{1,4}|U1[0-5])(?: (.*)|\s*)$/;
/** What stands before the first record of a whole export: legends of tags and fonts. */
const legend =
  /^(?:Refworks Export Tagged Format|Character Set=|Tag legend|\*{3,}|[A-Z][A-Z0-9]{1,4}=|Font Attribute Legend|(?:Start|End) \w+ =|BEGIN EXPORTED REFERENCES|END EXPORTED REFERENCES)/i;

const kindOf: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['journal article', 'Journal Article'],
  ['journal', 'Journal Article'],
  ['journal, electronic', 'Journal Article'],
  ['magazine article', 'Magazine Article'],
  ['newspaper article', 'Newspaper Article'],
  ['book, whole', 'Book'],
  ['book, edited', 'Book'],
  ['book', 'Book'],
  ['monograph', 'Book'],
  ['book, section', 'Book Chapter'],
  ['book, chapter', 'Book Chapter'],
  ['conference proceeding', 'Conference Paper'],
  ['conference proceedings', 'Conference Paper'],
  ['dissertation', 'Thesis'],
  ['dissertation/thesis', 'Thesis'],
  ['thesis', 'Thesis'],
  ['dissertation, unpublished', 'Thesis'],
  ['thesis, unpublished', 'Thesis'],
  ['report', 'Report'],
  ['web page', 'Web Page'],
  ['patent', 'Patent'],
  ['video', 'Video'],
  ['video/ dvd', 'Video'],
  ['unpublished material', 'Unpublished Work'],
  ['computer program', 'Computer Program'],
  ['laws/statutes', 'Statute'],
  ['court case/decision', 'Case'],
  ['bills/resolutions', 'Bill'],
  ['hearing', 'Hearing'],
  ['map', 'Map'],
  ['artwork', 'Artwork'],
  ['personal communication', 'Personal Communication'],
]);

const frame: Frame = {
  meaning(text, record): Meaning {
    if (text.trim() === '') return { is: 'skip' };
    const m = tagLine.exec(text);
    const tag = m?.[1] ?? '';
    if (m === null || !tags.has(tag)) {
      if (legend.test(text.trim())) return { is: record === undefined ? 'skip' : 'end' };
      return record === undefined ? { is: 'outside' } : { is: 'more', value: text.trim() };
    }
    if (record === undefined && tag !== 'RT' && tag !== 'SR' && tag !== 'ID') return { is: 'field', tag, value: (m[2] ?? '').trim(), fresh: true };
    return { is: 'field', tag, value: (m[2] ?? '').trim(), fresh: tag === 'RT' };
  },
  draft: (record) => draftOf(record),
};

const draftOf = (record: TaggedRecord): Draft => {
  const one = (...names: readonly string[]): string | undefined => firstOf(record, ...names)?.replace(/\n/g, ' ');
  const draft: Draft = { id: one('ID') };
  draft.title = one('T1');
  draft.authors = valuesOf(record, 'A1').flatMap((value) => value.split(/\s*[;\n]\s*/));
  draft.journal = one('JF', 'JO', 'T2');
  draft.year = one('YR') ?? one('FD');
  const fd = one('FD');
  draft.date = dateIn(draft.year, fd);
  draft.volume = one('VO');
  draft.issue = one('IS');
  draft.pages = pages(one('SP'), one('OP'));
  draft.issn = one('SN')?.replace(/\s*\((?:paperback|hardcover|pbk|hbk|electronic|print)[^()]{0,60}\)/gi, '');
  const notes = valuesOf(record, 'NO');
  const links = valuesOf(record, 'UL', 'LK');
  draft.doi = one('DO') ?? notes.find((note) => /\bdoi[:\s]+10\./i.test(note)) ?? links.find((link) => /doi\.org\/10\./.test(link));
  draft.pmid = one('PMID') ?? notes.map((note) => /\bPMID:\s*\d{1,9}/.exec(note)?.[0]).find((id) => id !== undefined);
  draft.pmcid = one('PMCID');
  draft.accession = one('AN');
  draft.url = one('UL', 'LK');
  draft.keywords = valuesOf(record, 'K1').flatMap((value) => value.split(/\s*[;\n]\s*/));
  draft.abstract = firstOf(record, 'AB')?.replace(/\n/g, ' ');
  draft.language = one('LA');
  const type = one('RT');
  const kind = type === undefined ? undefined : (kindOf.get(type.toLowerCase()) ?? (/^generic$/i.test(type) ? undefined : type));
  draft.type = kind === undefined ? [] : [kind];
  takeMarks(draft, notes);
  return draft;
};

/** `Feb`, `01/01` (month and day), `Feb 12`, `2002 Feb`; ranges and seasons stay as written, the year beside them. */
const dateIn = (year: string | number | undefined, text: string | undefined): string | undefined => {
  if (text === undefined || year === undefined) return undefined;
  if (/\d{4}/.test(text)) return isoDate(text);
  const m = /^([A-Za-z]{3,9})\.?(?: (\d{1,2}))?$/.exec(text) ?? /^(\d{2})\/(\d{2})$/.exec(text);
  return m === null ? `${text} ${String(year)}` : dateOf(year, m[1], m[2]);
};

const reader = ({ file }: ReadOptions): Reader => taggedReader(frame, file, new Noticing());

const sniff = (head: string): number => {
  if (/^\s*Refworks Export Tagged Format/i.test(head)) return 0.98;
  if (/(?:^|[\r\n])RT [A-Z][^\r\n]*[\r\n]+SR /.test(head)) return 0.97;
  return /(?:^|[\r\n])RT [A-Z]/.test(head) && /[\r\n](?:T1|A1) \S/.test(head) && /[\r\n](?:YR|JF|VO|SP|K1|ID) \S/.test(head) ? 0.9 : 0;
};

export const refworks: Format = { name: 'refworks', extensions: ['txt', 'rwf'], sniff, reader };
