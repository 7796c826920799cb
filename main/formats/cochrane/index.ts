// What does a plain-text export of the Cochrane Library say? `Record #1 of 12`, then a tag of two or three letters, a colon and a value a line.
import type { Draft } from '../../citations/index.ts';
import type { Format, Reader, ReadOptions } from '../format.ts';
import { Noticing } from '../notices.ts';
import { firstOf, taggedReader, valuesOf, type Frame, type Meaning, type TaggedRecord } from '../tagged.ts';

const tags = new Set('ID AU AD TI SO YR DP VL NO PG SN ISSN PM XR PT PB PU DOI US UR AB KY CC LA ED CY CM'.split(' '));
const start = /^Record #\d{1,7} of \d{1,7}\s*$/;
/** What the EndNote form of the same site puts behind that line. */
const header = /^(?:Provider|Content|Database):/;
const tagLine = /^([A-Z]{2,4}):(?: (.*)|\s*)$/;

const frame: Frame = {
  meaning(text, record): Meaning {
    if (text.trim() === '' || (header.test(text) && (record?.fields.length ?? 0) === 0)) return { is: 'skip' };
    if (start.test(text)) return { is: 'start' };
    const [, tag = '', value = ''] = tagLine.exec(text) ?? [];
    if (tags.has(tag)) {
      const again = tag === 'ID' && record?.fields.some((field) => field.tag === 'ID') === true;
      return { is: 'field', tag, value: value.trim(), fresh: record === undefined || again };
    }
    return (record?.fields.length ?? 0) === 0 ? { is: 'outside' } : { is: 'more', value: text.trim() };
  },
  draft: (record) => draftOf(record),
};

const listed = (values: readonly string[]): string[] => values.flatMap((value) => value.split(/\s*[;\n]\s*/)).filter((value) => value !== '');

const draftOf = (record: TaggedRecord): Draft => {
  const one = (...names: readonly string[]): string | undefined => firstOf(record, ...names)?.replace(/\n/g, ' ');
  const id = one('ID');
  const draft: Draft = { id, accession: id };
  draft.title = one('TI');
  draft.authors = listed(valuesOf(record, 'AU'));
  draft.year = one('YR', 'DP');
  const source = one('SO');
  draft.journal = /^https?:/.test(source ?? '') ? undefined : source; // a registry's page
  draft.volume = one('VL');
  draft.issue = one('NO');
  draft.pages = one('PG');
  draft.issn = one('SN', 'ISSN');
  draft.doi = one('DOI');
  draft.url = one('US', 'UR');
  // `PM: PUBMED 99000001`; XR names the same record in Embase or CT.gov.
  draft.pmid = [...valuesOf(record, 'PM'), ...valuesOf(record, 'XR')]
    .map((value) => /^(?:PUBMED|MEDLINE|PMID:?)?\s*(\d{1,9})$/i.exec(value.trim())?.[1])
    .find((value) => value !== undefined);
  draft.abstract = firstOf(record, 'AB');
  draft.keywords = listed(valuesOf(record, 'KY')).map((term) => term.replace(/^\*/, ''));
  draft.language = one('LA');
  draft.type = listed(valuesOf(record, 'PT'));
  return draft;
};

const reader = ({ file }: ReadOptions): Reader => taggedReader(frame, file, new Noticing());

const sniff = (head: string): number => {
  const text = `\n${head.slice(0, 20_000).replace(/\r\n?/g, '\n')}`;
  if (/\nRecord #\d{1,7} of \d{1,7}\s*\n+(?:ID|AU|TI): /.test(text)) return 0.98;
  return /\nID: C[ND]-?\d{5,9}\n(?:.*\n)*?TI: /.test(text) ? 0.9 : 0;
};

export const cochrane: Format = { name: 'cochrane', aliases: ['cochrane-text', 'central'], extensions: ['txt'], sniff, reader };
