// What stands in the sheets of an XLSX workbook? Rows as they come, without holding a sheet in memory.
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Failure } from '../../shared/failures.ts';
import type { Bytes } from './bytes.ts';
import { cellEnd, rowEnd, sheetMark } from './cells.ts';
import { decoded } from './encodings.ts';
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

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
const attribute = (tag: SaxesTagPlain, name: string): string | undefined => {
  for (const [key, value] of Object.entries(tag.attributes)) if (key === name || bare(key) === name) return value;
  return undefined;
};

/** Feeds a part of the package through a parser; refuses entities and what is not well-formed. */
async function* parse<T>(
  bytes: Bytes,
  file: string,
  part: string,
  on: { open?(tag: SaxesTagPlain, name: string): void; text?(text: string): void; close?(name: string): void },
  take: () => T[],
): AsyncGenerator<T[]> {
  const parser = new SaxesParser();
  let trouble: Failure | undefined;
  parser.on('doctype', () => (trouble ??= new Failure('file.entities', { file: `${file}/${part}`, line: String(parser.line) })));
  parser.on(
    'error',
    (error) => (trouble ??= new Failure('archive.damaged', { file, what: `${part} is no well-formed XML (${error.message.slice(0, 80)})` })),
  );
  let depth = 0;
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > 256) trouble ??= new Failure('file.nested', { file, line: String(parser.line) });
    on.open?.(tag, bare(tag.name));
  });
  parser.on('text', (text) => on.text?.(text));
  parser.on('cdata', (text) => on.text?.(text));
  parser.on('closetag', (tag) => {
    depth -= 1;
    on.close?.(bare(tag.name));
  });
  const check = (): void => {
    if (trouble !== undefined) throw trouble;
  };
  for await (const chunk of decoded(bytes, 'utf-8')) {
    parser.write(chunk);
    check();
    const got = take();
    if (got.length > 0) yield got;
  }
  parser.close();
  check();
  const got = take();
  if (got.length > 0) yield got;
}

const drain = async (steps: AsyncIterable<unknown>): Promise<void> => {
  const from = steps[Symbol.asyncIterator]();
  while ((await from.next()).done !== true);
};

const nothing = (): never[] => [];

/** The path of a relationship's target inside the package. */
const target = (folder: string, to: string, file: string): string => {
  const parts = to.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of to.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) throw new Failure('archive.entry', { file, entry: to.slice(0, 120), what: 'it would leave the workbook' });
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

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

const sharedStrings = async (bytes: Bytes | undefined, file: string): Promise<string[]> => {
  const strings: string[] = [];
  if (bytes === undefined) return strings;
  let text = '';
  let inText = false;
  let phonetic = 0;
  await drain(
    parse(
      bytes,
      file,
      'xl/sharedStrings.xml',
      {
        open: (_tag, name) => {
          if (name === 'rPh') phonetic += 1;
          else if (name === 't') inText = phonetic === 0;
        },
        text: (more) => {
          if (inText) text += more;
        },
        close: (name) => {
          if (name === 'rPh') phonetic -= 1;
          else if (name === 't') inText = false;
          else if (name === 'si') {
            strings.push(text);
            text = '';
          }
        },
      },
      nothing,
    ),
  );
  return strings;
};

/** For each cell style: is its number a date? */
const dateStyles = async (bytes: Bytes | undefined, file: string): Promise<boolean[]> => {
  const out: boolean[] = [];
  if (bytes === undefined) return out;
  const custom = new Map<number, boolean>();
  let inside = false;
  await drain(
    parse(
      bytes,
      file,
      'xl/styles.xml',
      {
        open: (tag, name) => {
          if (name === 'numFmt')
            custom.set(Number(attribute(tag, 'numFmtId')), /[dy]/i.test((attribute(tag, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')));
          else if (name === 'cellXfs') inside = true;
          else if (name === 'xf' && inside) {
            const id = Number(attribute(tag, 'numFmtId') ?? 0);
            out.push(custom.get(id) ?? ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36)));
          }
        },
        close: (name) => {
          if (name === 'cellXfs') inside = false;
        },
      },
      nothing,
    ),
  );
  return out;
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

/** A day number of the sheet as an ISO date. */
export const sheetDate = (value: number, epoch1904: boolean): string => {
  const days = Math.floor(value) + (epoch1904 ? 1462 : 0);
  // 25569: 1970-01-01 in days of the sheet.
  return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
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

const tidy = (text: string): string =>
  /[\u001c-\u001f]|_x[0-9A-Fa-f]{4}_/.test(text)
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16))).replace(/[\u001c-\u001f]/g, ' ')
    : text;
