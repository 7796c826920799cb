// How is a citation written as RIS so that Winnow and the others read it back?
import { protect } from '../../citations/index.ts';
import type { Citation } from '../../../shared/citation.ts';
import type { Outgoing, Writer } from '../format.ts';
import { notesFor } from '../outgoing.ts';
import { codeOf } from './tags.ts';

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');
/** Lines after the first are indented: so none can be taken for a tag. */
const block = (text: string): string => text.replace(/\r\n?|\n/g, '\n      ');

const span = (pages: string | undefined): [string?, string?] => {
  if (pages === undefined) return [];
  const parts = /^([A-Za-z]*\d+[A-Za-z]*)-([A-Za-z]*\d+[A-Za-z]*)$/.exec(pages);
  return parts === null ? [pages] : [parts[1], parts[2]];
};

/** `covidence`: without notes of other tools; `asreview`: only what ASReview reads. */
export const risWriter = (dialect = 'winnow'): Writer => ({
  head: () => '',
  row: (out) => record(out, dialect),
  tail: () => '',
});

const record = (out: Outgoing, dialect: string): string => {
  const c: Citation = out.citation;
  const lines: string[] = [`TY  - ${codeOf(c.type, c.journal !== undefined)}`];
  const add = (tag: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') lines.push(`${tag}  - ${String(value)}`);
  };
  const text = (tag: string, value: string | undefined): void => add(tag, value === undefined ? undefined : oneLine(protect(value)));
  if (dialect === 'asreview' || dialect === 'winnow') for (const note of notesFor(out, dialect)) add('N1', block(protect(note)));
  text('TI', c.title);
  for (const name of c.authors ?? []) text('AU', name);
  add('PY', c.year);
  text('DA', c.date);
  text('T2', c.journal);
  text('VL', c.volume);
  text('IS', c.issue);
  const [from, to] = span(c.pages);
  text('SP', from);
  text('EP', to);
  for (const number of c.issn?.split('; ') ?? []) text('SN', number);
  add('DO', c.doi);
  if (c.abstract !== undefined) add('AB', block(protect(c.abstract)));
  for (const word of [...(c.mesh ?? []), ...(c.keywords ?? [])]) text('KW', word);
  for (const term of c.mesh ?? []) text('U4', `winnow_mesh: ${term}`);
  text('LA', c.language);
  for (const kind of c.type ?? []) text('M3', kind);
  if (c.pmid !== undefined) add('U1', `${c.pmid} [PMID]`);
  if (c.pmcid !== undefined) add('U1', `${c.pmcid} [PMCID]`);
  text('AN', c.accession);
  text('UR', c.url);
  for (const notice of c.notices ?? []) text('N1', `winnow_notice: ${notice}`);
  text('ID', c.id);
  add('DP', 'Winnow');
  lines.push('ER  - ', '', '');
  return lines.join('\r\n').replace(/(?<!\r)\n/g, '\r\n');
};
