// How is a record written so that BibTeX, JabRef, Zotero, Rayyan and we read it back?
import type { Citation } from '../../../shared/citation.ts';
import { protect } from '../../citations/index.ts';
import type { Writer } from '../format.ts';
import { rayyanMarks } from '../marks.ts';
import { kindOf } from './fields.ts';

const special = /[\\{}$&%#_~^]|--+|``|''/g;
const written: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
]);

/** Text as LaTeX: only what LaTeX would take for a command is escaped, letters stay as they are (UTF-8). */
export const toLatex = (text: string): string => {
  const escaped = protect(text).replace(special, (found) => {
    const first = found.charAt(0);
    if (found.length > 1) return found.split('').join('{}');
    return written.get(first) ?? `\\${first}`;
  });
  // A line that begins like an entry would end this one.
  return escaped.replace(/(^|\n)([ \t]*)@/g, '$1$2{}@');
};

/** Addresses and identifiers are taken verbatim by BibTeX styles; only braces and backslashes must not stand bare. */
const verbatim = (text: string): string => text.replace(/[\\{}]/g, (sign) => (sign === '\\' ? '\\textbackslash{}' : `\\${sign}`));

const entryType = new Map<string, string>();
for (const [type, kind] of kindOf) if (!entryType.has(kind)) entryType.set(kind, type);

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const name = (author: string): string => {
  const text = toLatex(author);
  const commas = author.split(',').length - 1;
  const literal = commas === 0 ? author.includes(' ') : commas > 1;
  return literal || /(?:^|\s)(?:and|others)(?:\s|$)/i.test(author) || author.includes(';') ? `{${text}}` : text;
};

const list = (values: readonly string[] | undefined): string | undefined => {
  if (values === undefined || values.length === 0) return undefined;
  const parts = values.map(toLatex).map((text) => (text.includes(';') || (values.length === 1 && /[,\n]/.test(text)) ? `{${text}}` : text));
  return parts.join('; ');
};

/** The record's fields in their order; undefined ones are left out. */
const fieldsOf = (c: Citation): [field: string, value: string | undefined][] => {
  const type = typeOf(c);
  const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : toLatex(value));
  const raw = (value: string | undefined): string | undefined => (value === undefined ? undefined : verbatim(value));
  const parts = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(c.date ?? '');
  const whole = parts !== null && Number(parts[1]) === c.year;
  const container = type === 'inproceedings' || type === 'incollection' || type === 'inbook' ? 'booktitle' : 'journal';
  return [
    ['title', c.title === undefined ? undefined : `{${toLatex(c.title)}}`],
    ['author', c.authors?.map(name).join(' and ')],
    [container, text(c.journal)],
    ['year', c.year === undefined ? undefined : String(c.year)],
    ['month', whole ? months[Number(parts[2]) - 1] : undefined],
    ['day', whole ? parts[3] : undefined],
    ['date', whole ? undefined : text(c.date)],
    ['volume', text(c.volume)],
    ['number', text(c.issue)],
    ['pages', text(c.pages)],
    ['issn', text(c.issn)],
    ['doi', raw(c.doi)],
    ['pmid', raw(c.pmid)],
    ['pmcid', raw(c.pmcid)],
    ['accession', raw(c.accession)],
    ['url', raw(c.url)],
    ['abstract', text(c.abstract)],
    ['keywords', list(c.keywords)],
    ['mesh', list(c.mesh)],
    ['language', text(c.language)],
    ['publication_type', c.type === undefined || (c.type.length === 1 && kindOf.get(type) === c.type[0]) ? undefined : list(c.type)],
    ['notices', list(c.notices)],
  ];
};

const typeOf = (c: Citation): string => {
  for (const type of c.type ?? []) {
    const found = entryType.get(type);
    if (found !== undefined) return found;
  }
  return 'misc';
};

export const bibtexWriter = (): Writer => {
  const keys = new Set<string>();
  const keyOf = (id: string): string => {
    const wanted = id.replace(/[\s,{}()="#%\\~']+/g, '-') || 'record';
    let key = wanted;
    for (let n = 2; keys.has(key); n += 1) key = `${wanted}-${String(n)}`;
    keys.add(key);
    return key;
  };
  return {
    head: () => '',
    row(out) {
      const lines = [`@${typeOf(out.citation)}{${keyOf(out.citation.id)},`];
      const put = (field: string, value: string): void => void lines.push(`  ${field} = ${field === 'month' ? value : `{${value}}`},`);
      for (const [field, value] of fieldsOf(out.citation)) if (value !== undefined) put(field, value);
      rayyanMarks(out).forEach((note, at) => put(at === 0 ? 'note' : at === 1 ? 'annote' : `annote${String(at)}`, toLatex(note)));
      return `${lines.join('\n')}\n}\n\n`;
    },
    tail: () => '',
  };
};
