// How is a citation written in PubMed's tagged format? Verdicts travel in general notes (GN).
import { protect, year } from '../../citations/index.ts';
import type { Outgoing, Writer } from '../format.ts';
import { notesFor } from '../outgoing.ts';
import { noticeTags } from './record.ts';

const tagOfNotice = new Map([...noticeTags].map(([tag, kind]) => [kind, tag]));
const width = 90;

/** Broken at single blanks, each further line behind six blanks: reading joins them with one. */
const wrapped = (text: string): string => {
  if (text.length <= width) return text;
  let out = '';
  let from = 0;
  while (text.length - from > width) {
    // The last blank that still fits; a word longer than a line stands alone on one.
    let at = text.lastIndexOf(' ', from + width);
    if (at <= from) at = text.indexOf(' ', from + width);
    if (at < 0) break;
    out += `${text.slice(from, at)}\r\n      `;
    from = at + 1;
  }
  return out + text.slice(from);
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `2019-03-14` as PubMed writes it: `2019 Mar 14`; other dates as they are. */
const pubmedDate = (date: string): string => {
  const parts = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(date);
  if (parts === null) return date;
  return [parts[1], months[Number(parts[2]) - 1], parts[3] === undefined ? undefined : String(Number(parts[3]))]
    .filter((part) => part !== undefined)
    .join(' ');
};

const oneLine = (text: string): string => (/[\r\n]/.test(text) ? text.replace(/\s*[\r\n]+\s*/g, ' ') : text);

export const nbibWriter = (): Writer => ({ head: () => '', row: record, tail: () => '' });

const record = (out: Outgoing): string => {
  const c = out.citation;
  const lines: string[] = [];
  const add = (tag: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') lines.push(`${tag.padEnd(4)}- ${wrapped(oneLine(protect(String(value))))}`);
  };
  // A record without PubMed number begins with its owner instead, as those of ERIC do.
  if (c.pmid !== undefined) add('PMID', c.pmid);
  else add('OWN', 'Winnow');
  for (const number of c.issn?.split('; ') ?? []) add('IS', number);
  add('VI', c.volume);
  add('IP', c.issue);
  add('DP', c.date === undefined || (year(c.date) === undefined && c.year !== undefined) ? c.year : pubmedDate(c.date));
  add('TI', c.title);
  add('PG', c.pages);
  if (c.doi !== undefined) add('LID', `${c.doi} [doi]`);
  add('AB', c.abstract);
  for (const name of c.authors ?? []) add('FAU', name);
  for (const language of c.language?.split('; ') ?? []) add('LA', language);
  for (const kind of c.type ?? []) add('PT', kind);
  add('JT', c.journal);
  for (const said of c.notices ?? []) {
    const cut = said.indexOf(': ');
    const tag = cut < 0 ? undefined : tagOfNotice.get(said.slice(0, cut));
    if (tag !== undefined) add(tag, said.slice(cut + 2));
    else if (!(c.type ?? []).includes(said) && !said.startsWith('Title says: ')) add('GN', `winnow_notice: ${said}`);
  }
  for (const term of c.mesh ?? []) add('MH', term);
  for (const word of c.keywords ?? []) add('OT', word);
  add('PMC', c.pmcid);
  add('OID', c.accession);
  if (c.url !== undefined) add('AID', c.url);
  if (c.id !== (c.pmid ?? c.accession)) add('GN', `winnow_id: ${c.id}`);
  for (const note of notesFor(out, 'winnow')) if (!note.startsWith('ASReview_')) add('GN', note);
  return `${lines.join('\r\n')}\r\n\r\n`;
};
