// Which cells does the record stream of an .xls hold? BIFF8 only, what every program since Excel 97 writes.
import { Failure } from '../../shared/failures.ts';
import { cellEnd, cellSafe, rowEnd, sheetDate, sheetMark } from './cells.ts';
import type { Sheet } from './sheets.ts';

interface Rec {
  readonly type: number;
  readonly data: Buffer;
  readonly at: number;
}

function* records(book: Buffer, from: number): Generator<Rec> {
  for (let at = from; at + 4 <= book.length;) {
    const type = book.readUInt16LE(at);
    const length = book.readUInt16LE(at + 2);
    if (at + 4 + length > book.length) return;
    yield { type, data: book.subarray(at + 4, at + 4 + length), at };
    at += 4 + length;
  }
}

/** A string: count of signs (1 or 2 bytes), flags, then Latin-1 or UTF-16. */
const shortString = (data: Buffer, at: number, wide: boolean): string => {
  const n = wide ? data.readUInt16LE(at) : data.readUInt8(at);
  const flags = data.readUInt8(at + (wide ? 2 : 1));
  const from = at + (wide ? 3 : 2);
  return (flags & 1) === 1 ? data.toString('utf16le', from, from + 2 * n) : data.toString('latin1', from, from + n);
};

/** The table of shared strings runs over several records; a string cut by one goes on behind a new flag byte. */
const sharedStrings = (parts: readonly Buffer[]): string[] => {
  const out: string[] = [];
  let part = 0;
  let at = 8;
  const here = (): Buffer => parts[part] ?? Buffer.alloc(0);
  const skip = (n: number): void => {
    let left = n;
    while (left > here().length - at && part < parts.length) {
      left -= here().length - at;
      part += 1;
      at = 0;
    }
    at += left;
  };
  const count = here().readUInt32LE(4);
  for (let k = 0; k < count && part < parts.length; k += 1) {
    if (at >= here().length) {
      part += 1;
      at = 0;
      if (part >= parts.length) break;
    }
    let left = here().readUInt16LE(at);
    let flags = here().readUInt8(at + 2);
    at += 3;
    const runs = flags & 8 ? here().readUInt16LE(at) : 0;
    if (flags & 8) at += 2;
    const extra = flags & 4 ? here().readUInt32LE(at) : 0;
    if (flags & 4) at += 4;
    let text = '';
    while (left > 0) {
      const width = flags & 1 ? 2 : 1;
      const take = Math.min(left, Math.floor((here().length - at) / width));
      text += flags & 1 ? here().toString('utf16le', at, at + 2 * take) : here().toString('latin1', at, at + take);
      at += take * width;
      left -= take;
      if (left > 0) {
        part += 1;
        if (part >= parts.length) break;
        flags = (flags & ~1) | (here().readUInt8(0) & 1);
        at = 1;
      }
    }
    out.push(text);
    skip(4 * runs + extra);
  }
  return out;
};

const rk = (data: Buffer, at: number): number => {
  const raw = data.readInt32LE(at);
  let value: number;
  if (raw & 2) value = raw >> 2;
  else {
    const bits = Buffer.alloc(8);
    bits.writeInt32LE(raw & ~3, 4);
    value = bits.readDoubleLE(0);
  }
  return raw & 1 ? value / 100 : value;
};

interface Styles {
  readonly formats: Map<number, string>;
  readonly ofCell: number[];
  epoch1904: boolean;
}

const numberText = (value: number, xf: number, styles: Styles): string => {
  const id = styles.ofCell[xf] ?? 0;
  const format = styles.formats.get(id);
  const date = format === undefined ? (id >= 14 && id <= 17) || id === 22 : /[dy]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  return date && value >= 1 && value < 2_958_466 ? sheetDate(value, styles.epoch1904) : String(value);
};

/** All sheets of the stream. Failure `archive.encrypted` where a password protects it, `archive.damaged` where it is older than Excel 97. */
export const readBiff = (book: Buffer, file: string): Sheet[] => {
  const found: { name: string; at: number }[] = [];
  const table: Buffer[] = [];
  const styles: Styles = { formats: new Map(), ofCell: [], epoch1904: false };
  let inTable = false;
  for (const { type, data } of records(book, 0)) {
    if (type === 0x809 && data.length >= 2 && data.readUInt16LE(0) !== 0x600)
      throw new Failure('file.binary', { file, kind: 'a workbook from before Excel 97' });
    if (type === 0x2f) throw new Failure('archive.encrypted', { file, entry: 'the workbook' });
    if (type === 0x85 && data.readUInt8(5) === 0) found.push({ name: shortString(data, 6, false), at: data.readUInt32LE(0) });
    else if (type === 0xfc) table.push(data);
    else if (type === 0x3c && inTable) table.push(data);
    else if (type === 0x22) styles.epoch1904 = data.readUInt16LE(0) === 1;
    else if (type === 0x41e) styles.formats.set(data.readUInt16LE(0), shortString(data, 2, true));
    else if (type === 0xe0) styles.ofCell.push(data.readUInt16LE(2));
    if (type !== 0x3c) inTable = type === 0xfc;
    if (type === 0x0a) break;
  }
  const strings = table.length === 0 ? [] : sharedStrings(table);
  return found.map(({ name, at }) => ({ name, noticed: new Set<string>(), text: () => whole(sheetText(book, at, strings, styles), file) }));
};

/** A record shorter than its kind must be: the file is damaged. */
function* whole(text: Generator<string>, file: string): Generator<string> {
  try {
    yield* text;
  } catch (error) {
    throw error instanceof RangeError ? new Failure('archive.damaged', { file, what: 'a cell of its sheet is cut short' }) : error;
  }
}

function* sheetText(book: Buffer, from: number, strings: readonly string[], styles: Styles): Generator<string> {
  yield sheetMark;
  let row = -1;
  let cells: string[] = [];
  let out = '';
  let formula: { row: number; column: number } | undefined;
  const put = (r: number, column: number, text: string): void => {
    if (r !== row) {
      if (row >= 0) out += `${String(row + 1)}${cellEnd}${cells.join(cellEnd)}${rowEnd}`;
      row = r;
      cells = [];
    }
    while (cells.length < column) cells.push('');
    cells[column] = cellSafe(text);
  };
  let depth = 0;
  for (const { type, data } of records(book, from)) {
    if (type === 0x809) depth += 1;
    else if (type === 0x0a) {
      depth -= 1;
      if (depth <= 0) break;
    } else if (depth === 1 && data.length >= 6) {
      const r = data.readUInt16LE(0);
      const c = data.readUInt16LE(2);
      const xf = data.readUInt16LE(4);
      if (type === 0xfd) put(r, c, strings[data.readUInt32LE(6)] ?? '');
      else if (type === 0x204) put(r, c, shortString(data, 6, true));
      else if (type === 0x203) put(r, c, numberText(data.readDoubleLE(6), xf, styles));
      else if (type === 0x27e) put(r, c, numberText(rk(data, 6), xf, styles));
      else if (type === 0xbd)
        for (let k = 4, column = c; k + 6 <= data.length - 2; k += 6, column += 1)
          put(r, column, numberText(rk(data, k + 2), data.readUInt16LE(k), styles));
      else if (type === 0x205) put(r, c, data.readUInt8(7) === 1 ? '' : data.readUInt8(6) === 1 ? 'TRUE' : 'FALSE');
      else if (type === 0x06) {
        if (data.readUInt16LE(12) !== 0xffff) put(r, c, numberText(data.readDoubleLE(6), xf, styles));
        else if (data.readUInt8(6) === 0) formula = { row: r, column: c };
      } else if (type === 0x207 && formula !== undefined) {
        put(formula.row, formula.column, shortString(data, 0, true));
        formula = undefined;
      }
    }
    if (out.length > 65_536) {
      yield out;
      out = '';
    }
  }
  if (row >= 0) out += `${String(row + 1)}${cellEnd}${cells.join(cellEnd)}${rowEnd}`;
  if (out !== '') yield out;
}
