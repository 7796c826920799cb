// How is a record written so that EndNote, Covidence, Zotero and we read it back?
import { protect } from '../../citations/index.ts';
import { endnoteType } from '../endnote-kinds.ts';
import type { Outgoing, Writer } from '../format.ts';
import { marksOut } from '../marks.ts';

/** Everything that XML 1.0 cannot hold, halves of pairs too. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const marks: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['\n', '&#xD;'],
  ['\r', '&#xD;'],
  ['\t', '&#x9;'],
]);
const escape = (text: string): string =>
  protect(text)
    .replace(forbidden, '\ufffd')
    .replace(/[&<>\n\r\t]/g, (sign) => marks.get(sign) ?? sign);

const element = (name: string, text: string | undefined): string => (text === undefined ? '' : `<${name}>${escape(text)}</${name}>`);
const wrap = (name: string, inside: string): string => (inside === '' ? '' : `<${name}>${inside}</${name}>`);
const many = (name: string, texts: readonly string[]): string => texts.map((text) => element(name, text)).join('');

/** EndNote takes the last word of a name without a comma for the family name; a comma behind keeps an organisation whole. */
const author = (name: string): string => (!name.includes(',') && name.split(' ').length > 2 ? `${name},` : name);

const record = (out: Outgoing, number: number): string => {
  const { citation: c } = out;
  const [first, ...others] = c.type ?? [];
  const type = endnoteType(first);
  const workTypes = type.name === 'Generic' ? (c.type ?? []) : others;
  const notes = marksOut(out);
  const fromPubmed = c.pmid !== undefined && c.accession === undefined;
  return [
    '<record>',
    '<database name="Winnow">Winnow</database><source-app name="Winnow">Winnow</source-app>',
    element('rec-number', /^\d{1,9}$/.test(c.id) ? c.id : String(number)),
    `<ref-type name="${type.name}">${String(type.number)}</ref-type>`,
    wrap('contributors', wrap('authors', many('author', (c.authors ?? []).map(author)))),
    wrap('titles', element('title', c.title) + element('secondary-title', c.journal)),
    wrap('periodical', element('full-title', type.name === 'Journal Article' ? c.journal : undefined)),
    element('pages', c.pages),
    element('volume', c.volume),
    element('number', c.issue),
    wrap('keywords', many('keyword', [...new Set([...(c.keywords ?? []), ...(c.mesh ?? [])])])),
    wrap('dates', element('year', c.year === undefined ? undefined : String(c.year)) + wrap('pub-dates', element('date', c.date))),
    element('isbn', c.issn),
    element('accession-num', c.accession ?? c.pmid),
    element('electronic-resource-num', c.doi),
    element('abstract', c.abstract),
    wrap('urls', wrap('related-urls', element('url', c.url))),
    element('custom2', c.pmcid),
    element('custom5', fromPubmed || c.pmid === undefined ? undefined : `PMID: ${c.pmid}`),
    element('language', c.language),
    element('work-type', workTypes.length === 0 ? undefined : workTypes.join('; ')),
    many('notes', notes.slice(0, 1)),
    many('research-notes', notes.slice(1)),
    fromPubmed ? '<remote-database-name>PubMed</remote-database-name><remote-database-provider>NLM</remote-database-provider>' : '',
    '</record>\n',
  ].join('');
};

export const endnoteXmlWriter = (): Writer => {
  let number = 0;
  return {
    head: () => '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n',
    row: (out) => record(out, (number += 1)),
    tail: () => '</records></xml>\n',
  };
};
