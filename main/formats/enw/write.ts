// How is a record written in Refer tags so that EndNote, Zotero and we read it back?
import { protect } from '../../citations/index.ts';
import { endnoteType } from '../endnote-kinds.ts';
import type { Outgoing, Writer } from '../format.ts';
import { listWord } from '../lists.ts';
import { marksOut } from '../marks.ts';

const oneLine = (text: string): string => protect(text).replace(/\s*[\r\n]+\s*/g, ' ');
/** No line of a value may look like a tag: a blank in front would do for EndNote, but not for us. */
const block = (text: string): string =>
  protect(text)
    .replace(/\r\n?/g, '\n')
    .replace(/\n(\s*)%/g, '\n$1&#37;');

const record = (out: Outgoing): string => {
  const { citation: c } = out;
  const [first, ...others] = c.type ?? [];
  const type = endnoteType(first);
  const workTypes = type.name === 'Generic' ? (c.type ?? []) : others;
  const lines = [`%0 ${type.name}`];
  const put = (tag: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') lines.push(`%${tag} ${value}`);
  };
  const line = (tag: string, value: string | undefined): void => put(tag, value === undefined ? undefined : oneLine(value));
  const fromPubmed = c.pmid !== undefined && c.accession === undefined;
  for (const author of c.authors ?? []) line('A', author);
  line('T', c.title);
  line(first === 'Book Chapter' || first === 'Conference Paper' || first === 'Conference Proceedings' ? 'B' : 'J', c.journal);
  line('V', c.volume);
  line('N', c.issue);
  line('P', c.pages);
  line('D', c.year === undefined ? undefined : String(c.year));
  line('8', c.date);
  line('@', c.issn);
  line('R', c.doi);
  line('M', c.accession ?? c.pmid);
  if (fromPubmed) line('~', 'PubMed');
  else if (c.pmid !== undefined) line('5', `PMID: ${c.pmid}`);
  line('2', c.pmcid);
  line('U', c.url);
  const words = [...new Set([...(c.keywords ?? []), ...(c.mesh ?? [])])];
  for (const word of words) put('K', listWord(oneLine(word), words.length === 1));
  line('G', c.language);
  line('9', workTypes.length === 0 ? undefined : workTypes.join('; '));
  line('F', c.id);
  put('X', c.abstract === undefined ? undefined : block(c.abstract));
  for (const note of marksOut(out)) put('Z', block(note));
  return `${lines.join('\n')}\n\n`;
};

export const enwWriter = (): Writer => ({ head: () => '', row: record, tail: () => '' });
