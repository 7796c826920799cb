// Which records stand in the tab-delimited export of Web of Science, a column a tag?
import { lineSplitter } from '../lines.ts';
import type { Read, Reader } from '../format.ts';
import type { Noticing } from '../notices.ts';
import { recordRead } from '../records.ts';
import { squeeze } from '../squeeze.ts';
import type { Field } from '../tagged.ts';
import { draftOf } from './fields.ts';

/** Is the first line one of tags parted by tabs? */
export const tabHeader = (head: string): boolean => {
  const first =
    head
      .slice(0, 8000)
      .replace(/^[\ufeff\s]*/, '')
      .split(/[\r\n]/, 1)[0] ?? '';
  const cells = first.split('\t').map((cell) => cell.replace(/^"|"$/g, '').trim());
  return cells.length >= 5 && cells.filter((cell) => /^[A-Z][A-Z0-9]$/.test(cell)).length >= cells.length - 2 && cells.includes('TI');
};

/** Quotes stand around a whole cell or mean nothing. */
const unquote = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell;

export const tabReader = (file: string, noticing: Noticing): Reader => {
  let header: string[] | undefined;
  let out: Read[] = [];
  const splitter = lineSplitter((text, line, end) => {
    const whole = text + end;
    if (text.trim() === '') return;
    const cells = text.split('\t').map(unquote);
    if (header === undefined) {
      header = cells.map((cell) => cell.trim());
      return;
    }
    if (cells.length === header.length && cells.every((cell, at) => cell.trim() === header?.[at])) {
      noticing.note('table.again', line);
      return;
    }
    if (cells.length < header.length - 2 || cells.slice(header.length).some((cell) => cell.trim() !== '')) noticing.note('record.ragged', line);
    const fields: Field[] = [];
    header.forEach((tag, at) => {
      const value = squeeze(cells[at] ?? '');
      if (value.trim() !== '') fields.push({ tag, value, line });
    });
    out.push(recordRead(draftOf({ line, fields, raw: whole }), file, line, whole, noticing));
  });
  return {
    push(chunk) {
      out = [];
      splitter.push(chunk);
      return out;
    },
    end() {
      out = [];
      splitter.end();
      return out;
    },
    get noticed() {
      return noticing.all;
    },
    dialect: 'tab',
  };
};
