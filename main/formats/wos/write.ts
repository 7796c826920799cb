// How is a record written in the tags of Web of Science?
import { protect } from '../../citations/index.ts';
import type { Outgoing, Writer } from '../format.ts';
import { listWord } from '../lists.ts';
import { marksOut } from '../marks.ts';
import { documentTypes } from './fields.ts';

const oneLine = (text: string): string => protect(text).replace(/\s*[\r\n]+\s*/g, ' ');

const toDocument = new Map<string, string>();
for (const [word, kind] of documentTypes) if (!toDocument.has(kind)) toDocument.set(kind, word.charAt(0).toUpperCase() + word.slice(1));

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const day = (date: string | undefined): string | undefined => {
  const m = /^\d{4}-(\d\d)(?:-(\d\d))?$/.exec(date ?? '');
  if (m === null) return date;
  return [months[Number(m[1]) - 1], m[2] === undefined ? undefined : String(Number(m[2]))].filter((part) => part !== undefined).join(' ');
};

const words = (list: readonly string[] | undefined): string | undefined => list?.map((word) => listWord(oneLine(word))).join('; ');

const record = (out: Outgoing): string => {
  const { citation: c } = out;
  const lines = [`PT ${c.type?.includes('Book') === true ? 'B' : c.type?.includes('Patent') === true ? 'P' : 'J'}`];
  const put = (tag: string, values: readonly (string | undefined)[]): void => {
    values
      .filter((value) => value !== undefined && value !== '')
      .forEach((value, at) => lines.push(`${at === 0 ? tag : '  '} ${oneLine(value ?? '')}`));
  };
  const [first, last] = /^(\w+)-(\w+)$/.exec(c.pages ?? '')?.slice(1) ?? [];
  put('AU', c.authors ?? []);
  put('AF', c.authors ?? []);
  put('TI', [c.title]);
  put('SO', [c.journal]);
  put('LA', [c.language]);
  put('DT', [c.type?.map((type) => toDocument.get(type) ?? type).join('; ')]);
  for (const [tag, list] of [
    ['DE', words(c.keywords)],
    ['MH', words(c.mesh)],
  ] as const)
    if (list !== undefined) lines.push(`${tag} ${list}`);
  put('AB', [c.abstract]);
  const [sn, ei] = c.issn?.split('; ') ?? [];
  put('SN', [sn]);
  put('EI', [ei]);
  put('PD', [day(c.date)]);
  put('PY', [c.year === undefined ? undefined : String(c.year)]);
  put('VL', [c.volume]);
  put('IS', [c.issue]);
  put('BP', [first]);
  put('EP', [last]);
  if (first === undefined) put('PS', [c.pages]);
  put('DI', [c.doi]);
  put('UR', [c.url]);
  put('N1', marksOut(out));
  put('PM', [c.pmid]);
  put('UT', [c.accession]);
  return [...lines, 'ER', '', ''].join('\n');
};

export const wosWriter = (): Writer => ({
  head: () => 'FN Clarivate Analytics Web of Science\nVR 1.0\n',
  row: record,
  tail: () => 'EF\n',
});
