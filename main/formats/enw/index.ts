// What does a Refer/EndNote tagged file say? `%0`, `%A`, `%T` …: EndNote, Zotero, Google Scholar, library catalogues, Wanfang, CNKI, AIS, Springer.
import { dateOf, isoDate, monthNumber, type Draft } from '../../citations/index.ts';
import { endnoteKind } from '../endnote-kinds.ts';
import type { Format, Reader, ReadOptions } from '../format.ts';
import { atSemicolons, hasSemicolon } from '../lists.ts';
import { takeMarks } from '../marks.ts';
import { Noticing } from '../notices.ts';
import { firstOf, taggedReader, valuesOf, type Field, type Frame, type Meaning, type TaggedRecord } from '../tagged.ts';
import { enwWriter } from './write.ts';

const tagLine = /^\s{0,3}%([0-9A-Za-z?@!#$&*()+=~<>[\]^|{}:;,./\\-])(?:[ \t]+(.*)|\s*)$/;
/** After a blank line these go on with the record; everything else may begin one. */
const late = new Set('X U K Z W R M L F + < ! * ^ > ~ [ = ( & O Q 1 2 3 4 5 6 7 8 9 @ I C P N V G H Y ? E S'.split(' '));
/** Text under these may have empty lines. */
const texts = new Set(['X', 'Z', 'O', '<', '1', '2', '3', '4', '5', '6']);

const frame = (): Frame => {
  let blank = false;
  return {
    meaning(text, record): Meaning {
      if (text.trim() === '') {
        blank = true;
        const tag = record?.fields.at(-1)?.tag;
        return record !== undefined && tag !== undefined && texts.has(tag) ? { is: 'more', value: '' } : { is: 'skip' };
      }
      const afterBlank = blank;
      blank = false;
      const m = tagLine.exec(text);
      if (m === null) {
        if (record === undefined) return { is: 'outside' };
        const tag = record.fields.at(-1)?.tag ?? '';
        return afterBlank && !texts.has(tag) ? { is: 'outside' } : { is: 'more', value: text.trim() };
      }
      const [, tag = '', value = ''] = m;
      return { is: 'field', tag, value: value.trim(), fresh: record === undefined || begins(tag, record.fields, afterBlank) };
    },
    draft: draftOf,
  };
};

/** A second `%0` or `%T` begins a record, and after a blank line any tag that does not usually come late. */
const begins = (tag: string, fields: readonly Field[], afterBlank: boolean): boolean => {
  const has = (name: string): boolean => fields.some((field) => field.tag === name);
  // Some catalogues name two types for one record, one line after the other.
  if (tag === '0') return has('0') && fields.at(-1)?.tag !== '0' ? true : afterBlank && has('0');
  if (tag === 'T') return has('T') && (afterBlank || has('0'));
  return afterBlank && has('T') && !late.has(tag);
};

const draftOf = (record: TaggedRecord): Draft => {
  const one = (...tags: readonly string[]): string | undefined => firstOf(record, ...tags)?.replace(/\n/g, ' ');
  const draft: Draft = { id: one('F') };
  draft.title = one('T', '!');
  draft.authors = valuesOf(record, 'A').flatMap((value) => value.split(/\s*[;\n]\s*/));
  draft.journal = one('J', 'B');
  draft.year = one('D');
  draft.date = dateIn(draft.year, one('8')) ?? isoDate(one('D'));
  if (draft.year === undefined) draft.year = one('8');
  draft.volume = one('V');
  draft.issue = one('N');
  draft.pages = one('P', '&')?.replace(/\s*p\.?\s*$/, '');
  draft.issn = one('@');
  const numbers = valuesOf(record, 'R', 'U', 'M', '3', '1');
  draft.doi = numbers.find((value) => /(?:^|doi[:.\s/]|doi\.org\/)\s*10\.\d{4,9}\//i.test(value));
  draft.url = one('U');
  const database = valuesOf(record, 'W', '~').join(' ');
  const accession = one('M');
  if (/\b(?:NLM|PubMed|MEDLINE)\b/i.test(database) && /^\d{1,8}$/.test(accession ?? '')) draft.pmid = accession;
  else {
    draft.accession = accession;
    draft.pmid = valuesOf(record, 'U', '2', '3', '5')
      .find((value) => /\bPMID\b|ncbi\.nlm\.nih\.gov\/pubmed\/\d|pubmed\.ncbi\.nlm\.nih\.gov\/\d/i.test(value))
      ?.replace(/pubmed\.ncbi\.nlm\.nih\.gov\//, 'ncbi.nlm.nih.gov/pubmed/');
  }
  draft.pmcid = valuesOf(record, '2').find((value) => /^PMC\d/i.test(value));
  const words = valuesOf(record, 'K');
  draft.keywords = words.flatMap((value) => keywords(value, words.length === 1));
  draft.abstract = firstOf(record, 'X');
  draft.language = one('G');
  const kinds = valuesOf(record, '0').flatMap((type) => endnoteKind(type) ?? []);
  draft.type = [...kinds.slice(0, 1), ...valuesOf(record, '9').flatMap((value) => value.split(/\s*;\s*/))];
  takeMarks(draft, valuesOf(record, 'Z', 'O', '<'));
  return draft;
};

/** One a line (EndNote) or a tag, else parted by `;`, in a lone tag by `,`; blanks alone part nothing. */
const keywords = (value: string, alone: boolean): string[] => {
  const lines = value.split('\n');
  if (lines.length > 1) return lines;
  if (hasSemicolon(value)) return atSemicolons(value);
  return alone ? value.split(/\s*,\s+|，/) : [value];
};

const dateIn = (year: string | number | undefined, text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const tidy = text.replace(/\s+/g, ' ').trim();
  if (/\d{4}/.test(tidy)) return isoDate(tidy);
  const m = /^(?:(\d{1,2}) )?([A-Za-z]{3,9})\.?(?: (\d{1,2}))?$/.exec(tidy);
  if (m !== null && monthNumber(m[2]) !== undefined) return dateOf(year, m[2], m[1] ?? m[3]);
  return year === undefined ? tidy : `${tidy} ${String(year)}`;
};

const reader = ({ file }: ReadOptions): Reader => taggedReader(frame(), file, new Noticing());

const sniff = (head: string): number => {
  const tags = new Set<string>();
  let others = 0;
  for (const text of head.split(/\r\n|\n|\r/).slice(0, 200)) {
    const m = tagLine.exec(text);
    if (m?.[1] !== undefined && (m[2] ?? '') !== '') tags.add(m[1]);
    else if (text.trim() !== '' && tags.size === 0) others += 1;
  }
  if (others > 5) return 0;
  if (tags.has('0') && (tags.has('T') || tags.has('A') || tags.size > 2)) return 0.95;
  return tags.has('T') && tags.size >= 3 ? 0.85 : tags.has('0') ? 0.6 : tags.size >= 4 ? 0.5 : 0;
};

export const enw: Format = {
  name: 'enw',
  aliases: ['refer', 'endnote', 'bibix'],
  extensions: ['enw', 'ref', 'refer', 'enl'],
  sniff,
  reader,
  writer: () => enwWriter(),
};
