// Which sign parts the cells, and on which row does the header stand?
import { columnsOf, headerBelief } from './columns.ts';
import { guessColumns } from './headless.ts';
import { rowCutter } from './rows.ts';

export interface Layout {
  readonly delimiter: string;
  readonly belief: number;
}

const rowsOf = (head: string, delimiter: string, most: number): string[][] => {
  const rows: string[][] = [];
  const cutter = rowCutter(delimiter, (cells) => {
    if (rows.length < most) rows.push(cells);
  });
  // The head may end inside a row: the last one is left out unless it is all there is.
  cutter.push(head);
  if (rows.length < 2) cutter.end();
  return rows;
};

export const deepest = 40;

/** `sep=;` on the first line, as Excel takes it. */
export const saidSeparator = (head: string): string | undefined => {
  const sign = /^"?sep=(.)"?[ \t;,]*[\r\n]/i.exec(head)?.[1];
  return sign !== undefined && '\t,;|'.includes(sign) ? sign : undefined;
};

/** The row that is the header, if one is: the one whose cells name most. Databases put the query and empty lines before it. */
export const headerOf = (rows: readonly (readonly string[])[]): { at: number; known: number; belief: number } | undefined => {
  let best: { at: number; known: number; belief: number } | undefined;
  const start = rows.findIndex((row) => row.some((cell) => cell.trim() !== '' && !saidSeparator(`${cell}\n`)));
  rows.forEach((row, at) => {
    // One name alone is a header only where nothing stands before it: "Abstract" is a line of many texts.
    if (at !== start && row.filter((cell) => cell.trim() !== '').length === 1) return;
    const belief = headerBelief(row) * (at === 0 ? 1 : 0.98);
    if (belief === 0) return;
    const known = columnsOf(row.slice(0, 2000)).known;
    if (best === undefined || known > best.known) best = { at, known, belief };
  });
  return best;
};

/** XML, HTML and JSON have names on lines of their own, and are no tables. */
const noTable = /^\s*(?:<[?!a-z]|[{[]\s*(?:["{[\r\n]|$))/i;

/** The layout that makes most sense of the head, of those that use one of `delimiters`. */
const layoutOf = (head: string, delimiters: readonly string[]): Layout | undefined => {
  let best: Layout | undefined;
  const sample = head.length > 65_536 ? head.slice(0, 65_536) : head;
  const said = saidSeparator(sample);
  let most = 0;
  for (const delimiter of delimiters) {
    if (said !== undefined && said !== delimiter) continue;
    const rows = rowsOf(sample, delimiter, deepest);
    const header = headerOf(rows);
    if (header === undefined) continue;
    if (best === undefined || header.known > most || (header.known === most && header.belief > best.belief)) {
      best = { delimiter, belief: header.belief };
      most = header.known;
    }
  }
  return best;
};

/** As `layoutOf`, and for tables without a header, whose rows must all look alike. */
export const layoutOrGuess = (head: string, delimiters: readonly string[]): Layout | undefined => {
  if (noTable.test(head)) return undefined;
  const named = layoutOf(head, delimiters);
  if (named !== undefined) return named;
  for (const delimiter of delimiters) {
    const rows = rowsOf(head, delimiter, deepest).filter((row) => row.some((cell) => cell.trim() !== ''));
    if (guessColumns(rows) !== undefined) return { delimiter, belief: 0.55 };
  }
  return undefined;
};
