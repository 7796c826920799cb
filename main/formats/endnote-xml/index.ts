// What does an EndNote XML file say? EndNote 7 to 21, Zotero, Mendeley, Covidence, Bookends write it.
import { dateOf, isoDate, pages, type Draft } from '../../citations/index.ts';
import { endnoteKind } from '../endnote-kinds.ts';
import type { Format, Read, Reader, ReadOptions } from '../format.ts';
import { takeMarks } from '../marks.ts';
import { recordRead } from '../records.ts';
import { squeeze } from '../squeeze.ts';
import { xmlRecords, type Element, type XmlRecord } from '../xml.ts';
import { endnoteXmlWriter } from './write.ts';

/** Texts of a record by path (`titles/title`), in order; attributes as `pages@start`. */
type Said = ReadonlyMap<string, readonly string[]>;

/** Walks once. The names of EndNote 7 (`SECONDARY_TITLE`) become the later ones (`secondary-title`). */
const flatten = (record: Element): Said => {
  const said = new Map<string, string[]>();
  const old = record.name === 'RECORD';
  const put = (path: string, text: string): void => {
    const there = said.get(path);
    if (there === undefined) said.set(path, [text]);
    else there.push(text);
  };
  const walk = (element: Element, path: string): void => {
    let text = '';
    for (const part of element.children) {
      if (typeof part === 'string') text += part;
      else {
        const name = old ? part.name.toLowerCase().replace(/_/g, '-') : part.name;
        walk(part, path === '' ? name : `${path}/${name}`);
      }
    }
    if (path === '') return;
    if (text.trim() !== '') put(path, squeeze(text));
    for (const name in element.attributes) put(`${path}@${name}`, element.attributes[name] ?? '');
  };
  walk(record, '');
  return said;
};

const draftOf = (record: Element): Draft => {
  const said = flatten(record);
  /** The first of these paths that says something. */
  const first = (...paths: readonly string[]): string | undefined => {
    for (const path of paths) {
      const text = said.get(path)?.[0];
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const all = (...paths: readonly string[]): string[] => paths.flatMap((path) => said.get(path) ?? []);

  const draft: Draft = { id: first('rec-number', 'refnum') };
  draft.title = first('titles/title', 'title', 'titles/translated-title', 'titles/short-title');
  draft.journal = first(
    'titles/secondary-title',
    'secondary-title',
    'periodical/full-title',
    'periodical/abbr-1',
    'alt-periodical/full-title',
    'titles/alt-title',
  );
  draft.authors = all('contributors/authors/author', 'authors/author');
  draft.year = first('dates/year', 'year', 'dates/year@year');
  draft.date = dateIn(draft.year, first('dates/pub-dates/date', 'date'));
  if (draft.year === undefined) draft.year = first('dates/pub-dates/date', 'date', 'edition');
  draft.volume = first('volume');
  draft.issue = first('number', 'issue');
  draft.pages = first('pages') ?? (pages(first('pages@start'), first('pages@end')) || first('electronic-pages', 'eid'));
  draft.issn = first('isbn', 'issn', 'orig-pub');
  draft.doi = first('electronic-resource-num', 'doi');
  const accession = first('accession-num', 'accession-number');
  draft.accession = accession;
  const urls = all('urls/related-urls/url', 'urls-x/related-urls/url', 'urls/web-urls/url', 'url');
  draft.url = urls.find((url) => /^\s*(?:https?|ftp):/i.test(url));
  const custom = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => first(`custom${String(n)}`) ?? []);
  const database = `${first('remote-database-name') ?? ''} ${first('remote-database-provider') ?? ''}`;
  if (/\b(?:NLM|PubMed|MEDLINE)\b/i.test(database) && /^\s*\d{1,8}\s*$/.test(accession ?? '')) {
    draft.pmid = accession;
    draft.accession = undefined;
  } else
    draft.pmid =
      custom.find((text) => /^\s*(?:pmid|pubmed)\b/i.test(text)) ??
      urls.find((url) => /ncbi\.nlm\.nih\.gov\/(?:pubmed\/|entrez\/\S{0,200}uids=)\d/i.test(url));
  draft.pmcid = custom.find((text) => /^\s*PMC\d/i.test(text));
  const keywords = all('keywords/keyword');
  draft.keywords = keywords.flatMap((text) => text.split(keywords.length === 1 && text.includes(';') ? /[\r\n;]+/ : /[\r\n]+\s*/));
  draft.abstract = first('abstract');
  draft.language = first('language');
  const old = record.name === 'RECORD';
  const kind = endnoteKind(first('ref-type@name')) ?? (old ? undefined : endnoteKind(first('ref-type')));
  draft.type = [...(kind === undefined ? [] : [kind]), ...(first('work-type')?.split(/\s*[;\r\n]\s*/) ?? [])];
  takeMarks(draft, [...all('notes'), ...all('research-notes')]);
  return draft;
};

/** `Sep 18`, `2022 May`, `18 Sep`, with the year beside it where it has none. */
const dateIn = (year: string | number | undefined, text: string | undefined): string | undefined => {
  const date = text?.trim();
  if (date === undefined || date === '') return undefined;
  if (/\d{4}/.test(date)) return isoDate(date);
  const month = /^(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?(?:[\s,]+(\d{1,2}))?$/.exec(date);
  return month === null ? (year === undefined ? date : `${date} ${String(year).trim()}`) : dateOf(year, month[2], month[1] ?? month[3]);
};

const reader = ({ file }: ReadOptions): Reader => {
  const records = xmlRecords(new Set(['record', 'RECORD']), new Set(['style']));
  const read = ({ element, line, raw }: XmlRecord): Read => recordRead(draftOf(element), file, line, raw, records.noticing);
  function* each(found: Iterable<XmlRecord | Read>): Generator<Read> {
    for (const one of found) yield 'element' in one ? read(one) : one;
  }
  return {
    push: (chunk) => each(records.push(chunk)),
    end: () => each(records.end()),
    get noticed() {
      return records.noticing.all;
    },
  };
};

const sniff = (head: string): number => {
  if (!/^\s*<(?:\?xml|xml|records|!DOCTYPE|!--)/i.test(head)) return 0;
  if (/<records>\s*<record>/i.test(head) && /<(?:ref-type|reference_type|source-app|rec-number|contributors|titles|foreign-keys)\b/i.test(head))
    return 0.98;
  return /<records\s*\/?>/i.test(head) && /<xml\b/i.test(head) ? 0.8 : 0;
};

export const endnoteXml: Format = { name: 'endnote-xml', extensions: ['xml'], sniff, reader, writer: () => endnoteXmlWriter() };
