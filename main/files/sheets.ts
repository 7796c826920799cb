// What stands in the sheets of an XLSX workbook? Rows as they come, without holding a sheet in memory.
import { Failure } from '../../shared/failures.ts';
import type { Bytes } from './bytes.ts';
import { cellEnd, cellSafe, rowEnd, sheetDate, sheetMark } from './cells.ts';
import { attribute, drain, nothing, parse, target } from './package.ts';
import { dateStyles, sharedStrings } from './tables.ts';
import type { Zip } from './zip.ts';

export interface Sheet {
  readonly name: string;
  /** Rows as cell text (see `cells.ts`). */
  text(): AsyncIterable<string> | Iterable<string>;
  /** What was odd, known once the text was read: codes of the catalogue. */
  readonly noticed: Set<string>;
}

/** Cells beyond this column are left out: no export is so wide, and a cell may claim any place. */
const widest = 2_000;

/** All sheets in their order; Failure where the archive is no workbook. */
export const openSheets = async (zip: Zip, file: string): Promise<Sheet[]> => {
  const part = (name: string): Bytes | undefined => zip.entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase())?.bytes;
  const main = part('xl/workbook.xml');
  if (main === undefined) throw new Failure('archive.damaged', { file, what: 'it holds no workbook' });
  const named: { name: string; id: string }[] = [];
  let epoch1904 = false;
  await drain(
    parse(
      main,
      file,
      'xl/workbook.xml',
      {
        open: (tag, name) => {
          if (name === 'sheet') named.push({ name: attribute(tag, 'name') ?? '', id: attribute(tag, 'id') ?? '' });
          if (name === 'workbookPr') epoch1904 = /^(?:1|true)$/.test(attribute(tag, 'date1904') ?? '');
        },
      },
      nothing,
    ),
  );
  const targets = new Map<string, string>();
  const rels = part('xl/_rels/workbook.xml.rels');
  if (rels !== undefined)
    await drain(
      parse(
        rels,
        file,
        'xl/_rels/workbook.xml.rels',
        {
          open: (tag, name) => {
            if (name === 'Relationship' && attribute(tag, 'TargetMode') !== 'External')
              targets.set(attribute(tag, 'Id') ?? '', target('xl', attribute(tag, 'Target') ?? '', file));
          },
        },
        nothing,
      ),
    );
  const strings = await sharedStrings(part('xl/sharedStrings.xml'), file);
  const dates = await dateStyles(part('xl/styles.xml'), file);
  const sheets: Sheet[] = [];
  const unread: Bytes[] = [];
  named.forEach(({ name, id }, at) => {
    const path = targets.get(id) ?? `xl/worksheets/sheet${String(at + 1)}.xml`;
    const bytes = part(path);
    if (bytes === undefined) return;
    const noticed = new Set<string>();
    unread.push(bytes);
    sheets.push({ name, noticed, text: () => rows(bytes, file, path, { strings, dates, epoch1904, noticed }) });
  });
  if (sheets.length === 0) throw new Failure('archive.damaged', { file, what: 'it holds no sheet' });
  // Sizes and checksums are checked before a row is taken.
  for (const bytes of unread) await drain(bytes());
  return sheets;
};

interface Book {
  readonly strings: readonly string[];
  readonly dates: readonly boolean[];
  readonly epoch1904: boolean;
  readonly noticed: Set<string>;
}

const columnOf = (ref: string): number => {
  let n = 0;
  for (let at = 0; at < ref.length && at < 4; at += 1) {
    const code = ref.charCodeAt(at);
    if (code < 65 || code > 90) break;
    n = n * 26 + code - 64;
  }
  return n - 1;
};

async function* rows(bytes: Bytes, file: string, part: string, book: Book): AsyncGenerator<string> {
  let out: string[] = [];
  let cells: string[] = [];
  let rowNumber = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let wanted = false;
  let phonetic = 0;
  yield sheetMark;
  const steps = parse(
    bytes,
    file,
    part,
    {
      open: (tag, name) => {
        if (name === 'c') {
          const ref = tag.attributes['r'];
          column = ref === undefined ? column + 1 : columnOf(ref);
          type = tag.attributes['t'] ?? 'n';
          style = Number(tag.attributes['s'] ?? 0);
          value = '';
        } else if (name === 'v' || name === 't') wanted = phonetic === 0;
        else if (name === 'rPh') phonetic += 1;
        else if (name === 'row') {
          const said = Number(tag.attributes['r'] ?? rowNumber + 1);
          if (said <= rowNumber) book.noticed.add('sheet.order');
          rowNumber = Number.isSafeInteger(said) ? said : rowNumber + 1;
          column = -1;
          cells = [];
        }
      },
      text: (text) => {
        if (wanted) value += text;
      },
      close: (name) => {
        if (name === 'v' || name === 't') wanted = false;
        else if (name === 'rPh') phonetic -= 1;
        else if (name === 'c') {
          if (column < 0 || column >= widest) {
            book.noticed.add('sheet.wide');
            return;
          }
          while (cells.length < column) cells.push('');
          cells[column] = cellText(value, type, style, book);
        } else if (name === 'row') out.push(`${String(rowNumber)}${cellEnd}${cells.join(cellEnd)}${rowEnd}`);
      },
    },
    () => {
      const got = out;
      out = [];
      return got;
    },
  );
  for await (const got of steps) yield got.join('');
}

const cellText = (value: string, type: string, style: number, book: Book): string => {
  if (type === 's') {
    const text = book.strings[Number(value)];
    if (text === undefined) book.noticed.add('sheet.string');
    return tidy(text ?? '');
  }
  if (type === 'e') return '';
  if (type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value;
  if (type === 'n' && value !== '') {
    const number = Number(value);
    if (!Number.isFinite(number)) return tidy(value);
    return book.dates[style] === true && number >= 1 && number < 2_958_466 ? sheetDate(number, book.epoch1904) : String(number);
  }
  return tidy(value);
};

/** `_x000D_` stands for a sign that XML cannot hold. */
const tidy = (text: string): string =>
  cellSafe(text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text);
