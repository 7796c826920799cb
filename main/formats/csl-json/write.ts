// How is a record written as CSL-JSON? What CSL has no place for stands under `custom.winnow`, which CSL leaves to programs.
import { protect } from '../../citations/index.ts';
import type { Outgoing, Writer } from '../format.ts';
import { listWord } from '../lists.ts';
import { marksOut } from '../marks.ts';
import { kindOf } from './fields.ts';

const typeOf = new Map<string, string>();
for (const [type, kind] of kindOf) if (!typeOf.has(kind)) typeOf.set(kind, type);

const name = (author: string): Record<string, string> => {
  const comma = author.indexOf(',');
  return comma < 0
    ? { literal: protect(author) }
    : { family: protect(author.slice(0, comma).trim()), given: protect(author.slice(comma + 1).trim()) };
};

/** Keys with something to say, in order. */
const present = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));

const item = (out: Outgoing): Record<string, unknown> => {
  const { citation: c } = out;
  const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : protect(value));
  const types = c.type ?? [];
  const known = types.find((type) => typeOf.has(type));
  const whole = c.date ?? (c.year === undefined ? '' : String(c.year));
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(whole) ?? [];
  const parts = [year, month, day].flatMap((part) => (part === undefined ? [] : [Number(part)]));
  const issued = parts.length > 0 ? { 'date-parts': [parts] } : c.date === undefined ? undefined : { literal: c.date };
  const notes = marksOut(out);
  const ours = present([
    ['year', parts[0] === c.year ? undefined : c.year],
    ['accession', text(c.accession)],
    ['mesh', c.mesh?.map(protect)],
    ['type', types.length === 1 && known === types[0] ? undefined : types.map(protect)],
    ['notes', notes.map(protect)],
  ]);
  return present([
    ['id', c.id],
    ['type', (known === undefined ? undefined : typeOf.get(known)) ?? 'document'],
    ['genre', known === 'Preprint' ? 'preprint' : undefined],
    ['title', text(c.title)],
    ['author', c.authors?.map(name)],
    ['issued', issued],
    ['container-title', text(c.journal)],
    ['volume', text(c.volume)],
    ['issue', text(c.issue)],
    ['page', text(c.pages)],
    ['ISSN', text(c.issn)],
    ['DOI', c.doi],
    ['PMID', c.pmid],
    ['PMCID', c.pmcid],
    ['URL', c.url],
    ['abstract', text(c.abstract)],
    ['keyword', c.keywords?.map((word, _at, all) => listWord(protect(word), all.length === 1)).join('; ')],
    ['language', text(c.language)],
    ['note', notes.length === 0 ? undefined : notes.join('\n')],
    ['custom', Object.keys(ours).length === 0 ? undefined : { winnow: ours }],
  ]);
};

export const cslJsonWriter = (): Writer => {
  let rows = 0;
  return {
    head: () => '[',
    row: (out) => `${rows++ === 0 ? '\n' : ',\n'}${JSON.stringify(item(out))}`,
    tail: () => '\n]\n',
  };
};
