// XLSX: a table in a workbook. The rows come and go as text: `mark`, then `number ␟ cell ␟ cell … ␞` a row (see `main/files/cells.ts`).
import type { Format } from '../format.ts';
import { headerOf } from './delimiter.ts';
import { tableDialects, tableOut } from './outgoing.ts';
import { tableReader } from './reader.ts';

const mark = '\u001dsheet\u001e';
const rowEnd = '\u001e';
const cellEnd = '\u001f';

/** The number of the row in its sheet, and its cells. */
const rowOf = (text: string): { number: number; cells: string[] } => {
  const [number = '0', ...cells] = text.split(cellEnd);
  return { number: Number(number), cells };
};

export const xlsx: Format = {
  name: 'xlsx',
  aliases: ['excel', 'xls'],
  extensions: ['xlsx', 'xls'],
  sniff(head) {
    if (!head.startsWith(mark)) return 0;
    const rows = head.slice(mark.length).split(rowEnd);
    if (rows.length > 1) rows.pop();
    return headerOf(rows.slice(0, 40).map((row) => rowOf(row).cells))?.belief ?? 0;
  },
  reader({ file }) {
    const table = tableReader(file);
    let rest = '';
    return {
      push(chunk) {
        const rows = (rest + chunk).split(rowEnd);
        rest = rows.pop() ?? '';
        for (const text of rows) {
          if (text === '\u001dsheet') continue;
          const { number, cells } = rowOf(text);
          table.row(cells, number, cells.join('\t'));
        }
        return table.take();
      },
      end() {
        table.end();
        return table.take();
      },
      get noticed() {
        return table.notices;
      },
      get dialect() {
        return table.dialect;
      },
    };
  },
  writes: tableDialects,
  writer(dialect) {
    const table = tableOut(dialect);
    const row = (cells: readonly string[]): string => `${cells.join(cellEnd)}${rowEnd}`;
    return { head: () => row(table.header), row: (out) => row(table.cells(out)), tail: () => '' };
  },
};
