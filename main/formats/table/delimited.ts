// How is a table read from and written to text with delimiters? What CSV and TSV share.
import type { Reader, ReadOptions, Writer } from '../format.ts';
import { layoutOrGuess, saidSeparator } from './delimiter.ts';
import { tableOut } from './outgoing.ts';
import { tableReader } from './reader.ts';
import { rowCutter, type RowCutter } from './rows.ts';

/** Text kept back until the delimiter is known. */
const headLength = 65_536;

/** @param delimiters those of this format, the usual one first */
export const delimitedReader = ({ file }: ReadOptions, delimiters: readonly string[]): Reader => {
  const table = tableReader(file);
  let head = '';
  let cutter: RowCutter | undefined;
  const begin = (): RowCutter => {
    const delimiter = layoutOrGuess(head, delimiters)?.delimiter ?? saidSeparator(head) ?? delimiters[0] ?? ',';
    const made = rowCutter(delimiter, (cells, line, raw) => table.row(cells, line, raw));
    made.push(head);
    head = '';
    return made;
  };
  return {
    push(chunk) {
      if (cutter === undefined) {
        head += chunk;
        if (head.length < headLength) return [];
        cutter = begin();
      } else cutter.push(chunk);
      return table.take();
    },
    end() {
      cutter ??= begin();
      cutter.end();
      table.end();
      for (const line of cutter.unclosed) table.noticing.note('table.quote', line);
      return table.take();
    },
    get noticed() {
      return table.notices;
    },
    get dialect() {
      return table.dialect;
    },
  };
};

const quoted = (cell: string, delimiter: string): string =>
  cell.includes('"') || cell.includes(delimiter) || /[\r\n]|^[\s\ufeff]|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;

export const delimitedWriter = (delimiter: string, dialect = 'winnow'): Writer => {
  const table = tableOut(dialect);
  const line = (cells: readonly string[]): string => `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
  return {
    // Excel takes a file for UTF-8 only by this mark; the other tools would take it for part of the first name.
    head: () => (dialect === 'winnow' ? '\ufeff' : '') + line(table.header),
    row: (out) => line(table.cells(out)),
    tail: () => '',
  };
};
