// What is in this file, as streams of text? Opens a path, says what is inside, refuses what is no text.
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import { beginning, bytesOfFile, bytesOfGzip, fileTrouble, firstBytes, type Bytes } from './bytes.ts';
import { compoundSheets, largestInMemory, openCompound } from './compound.ts';
import { decoded, decoderLabel, judgeEncoding, linesOf } from './encodings.ts';
import { kindOf, looksBinary, webPage } from './kinds.ts';
import type { Part, PartNotice } from './part.ts';
import { headLength, sheetParts } from './sheet-parts.ts';
import { openSheets } from './sheets.ts';
import { openZip, zipInside, type Zip } from './zip.ts';

export interface Source {
  readonly kind: 'text' | 'archive' | 'workbook' | 'project';
  /** In the order of the archive. Empty for a `project` (`.asreview`), which others read by its path. */
  readonly parts: readonly Part[];
  /** Entries that are no text and were passed over, with why. */
  readonly passedOver: readonly { readonly name: string; readonly why: string }[];
  close(): Promise<void>;
}

export interface OpenOptions {
  /** The name shown; the path's last part without it. */
  readonly name?: string | undefined;
  /** Overrides what the bytes say. */
  readonly encoding?: string | undefined;
}

const extensionOf = (name: string): string => {
  const bare = name.toLowerCase().replace(/\.gz$/, '');
  return /\.([a-z0-9]{1,10})$/.exec(bare)?.[1] ?? '';
};

/** Opens a path. Failures: `file.…` and `archive.…`. Nothing is written anywhere. */
export const openSource = async (path: string, options: OpenOptions = {}): Promise<Source> => {
  const name = options.name ?? basename(path);
  const { head } = await beginning(path, name);
  const kind = kindOf(head);
  try {
    if (kind.is === 'zip') return await zipSource(path, name, options);
    if (kind.is === 'compound') {
      const sheets = await openCompound(path, name);
      return { kind: 'workbook', parts: await sheetParts(sheets, name, 'xls'), passedOver: [], close: async () => {} };
    }
    if (kind.is === 'gzip') {
      const bytes = await bytesOfGzip(path, name);
      const inside = kindOf(await firstBytes(bytes, 4096));
      if (inside.is === 'zip' || inside.is === 'compound') {
        const parts = await workbookInside(bytes, inside.is, name, (await stat(path)).size);
        if (parts !== undefined) return { kind: 'workbook', parts, passedOver: [], close: async () => {} };
      }
      if (inside.is !== 'text')
        throw new Failure('file.binary', { file: name, kind: inside.is === 'binary' ? `${inside.kind}, packed` : 'an archive packed once more' });
      return single(await textPart(bytes, name, options.encoding));
    }
    refuseKind(kind, name);
    return single(await textPart(bytesOfFile(path), name, options.encoding));
  } catch (error) {
    throw fileTrouble(error, name);
  }
};

const single = (part: Part): Source => ({ kind: 'text', parts: [part], passedOver: [], close: async () => {} });

const refuseKind = (kind: ReturnType<typeof kindOf>, file: string): void => {
  if (kind.is === 'pointer') throw new Failure('file.pointer', { file });
  if (kind.is === 'sqlite') throw new Failure('file.binary', { file, kind: 'a database' });
  if (kind.is === 'binary') throw new Failure('file.binary', { file, kind: kind.kind });
};

/** A text that is no file of its own, as a part; Failures as `openSource`. */
export const partOf = async (bytes: Bytes, name: string): Promise<Part> => {
  refuseKind(kindOf(await wholeHead(bytes)), name);
  return textPart(bytes, name, undefined);
};

const textPart = async (bytes: Bytes, name: string, wanted: string | undefined): Promise<Part> => {
  const judged = wanted === undefined ? await judgeEncoding(bytes, name) : undefined;
  const encoding = judged?.encoding ?? decoderLabel(wanted ?? 'utf-8', name);
  let head = '';
  for await (const chunk of decoded(bytes, encoding)) {
    head += chunk;
    if (head.length >= headLength) break;
  }
  head = head.slice(0, headLength);
  if (head.trim() === '') throw new Failure('file.empty', { file: name });
  if (looksBinary(head)) throw new Failure('file.binary', { file: name, kind: 'no text' });
  const page = webPage(head);
  if (page !== undefined) throw new Failure('file.webpage', { file: name, seen: page });
  const notices: PartNotice[] = [];
  if (judged !== undefined && judged.badCount > 0 && judged.told !== true) {
    const found = [...new Set(await linesOf(bytes, judged.bad))];
    const slots = {
      encoding: judged.shown,
      lines: found.join(', ') + (judged.badCount > judged.bad.length ? ' …' : ''),
      count: String(judged.badCount),
    };
    notices.push({ code: judged.encoding === 'utf-8' ? 'file.bytes' : 'file.guessed', slots });
  }
  if (judged?.declared !== undefined) notices.push({ code: 'file.declared', slots: { declared: judged.declared, encoding: judged.shown } });
  return {
    name,
    extension: extensionOf(name),
    encoding: judged?.shown ?? encoding,
    head,
    text: () => decoded(bytes, encoding),
    notices: () => notices,
  };
};

const zipSource = async (path: string, name: string, options: OpenOptions): Promise<Source> => {
  const zip = await openZip(path, name);
  try {
    const names = new Set(zip.entries.map((entry) => entry.name.toLowerCase()));
    if (names.has('xl/workbook.xml') || names.has('[content_types].xml')) {
      const word = [...names].find((entry) => /^(?:word|ppt)\//.test(entry));
      if (word !== undefined) throw new Failure('file.binary', { file: name, kind: word.startsWith('word') ? 'a Word document' : 'a presentation' });
      return { kind: 'workbook', parts: await sheetParts(await openSheets(zip, name), name, 'xlsx'), passedOver: [], close: () => zip.close() };
    }
    if ([...names].some((entry) => entry === 'content.xml') && names.has('mimetype'))
      throw new Failure('file.binary', { file: name, kind: 'an OpenDocument file' });
    if (names.has('project.json') || [...names].some((entry) => /^[^/]+\/project\.json$/.test(entry))) {
      await zip.close();
      return { kind: 'project', parts: [], passedOver: [], close: async () => {} };
    }
    return await archiveSource(zip, name, options);
  } catch (error) {
    await zip.close();
    throw error;
  }
};

const archiveSource = async (zip: Zip, name: string, options: OpenOptions): Promise<Source> => {
  const parts: Part[] = [];
  const passedOver: { name: string; why: string }[] = [];
  let workbooks = 0;
  let texts = 0;
  for (const entry of zip.entries) {
    const own = entry.name.split('/').pop() ?? entry.name;
    if (entry.name.startsWith('__MACOSX/') || own.startsWith('._') || own === '.DS_Store' || own === 'Thumbs.db') continue;
    const shown = `${name}/${entry.name.slice(0, 200)}`;
    // The whole entry is read before anything is taken from it: its size and checksum are checked then.
    const inside = kindOf(await wholeHead(entry.bytes));
    if (inside.is === 'zip' || inside.is === 'compound') {
      const sheets = await workbookInside(entry.bytes, inside.is, shown, entry.packed);
      if (sheets !== undefined) {
        parts.push(...sheets);
        workbooks += 1;
        continue;
      }
    }
    if (inside.is !== 'text') {
      passedOver.push({
        name: shown,
        why: inside.is === 'binary' ? inside.kind : inside.is === 'zip' || inside.is === 'gzip' ? 'an archive in the archive' : 'no text',
      });
      continue;
    }
    try {
      parts.push(await textPart(entry.bytes, shown, options.encoding));
      texts += 1;
    } catch (error) {
      if (!(error instanceof Failure) || error.code.startsWith('archive.')) throw error;
      passedOver.push({ name: shown, why: error.code === 'file.empty' ? 'it is empty' : error.code === 'file.webpage' ? 'a web page' : 'no text' });
    }
  }
  if (parts.length === 0)
    throw new Failure('archive.empty', {
      file: name,
      seen:
        passedOver.length === 0
          ? 'no entries'
          : passedOver
              .slice(0, 3)
              .map((one) => `${one.name.slice(name.length + 1)}: ${one.why}`)
              .join('; '),
    });
  // Of a workbook alone in its wrapping one sheet counts, as of one that lies bare.
  return { kind: workbooks === 1 && texts === 0 ? 'workbook' : 'archive', parts, passedOver, close: () => zip.close() };
};

/** The sheets of a workbook that lies packed in another file; undefined where it is no workbook, damaged, or too large. */
const workbookInside = async (bytes: Bytes, kind: 'zip' | 'compound', name: string, packed: number): Promise<Part[] | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes()) {
    size += chunk.length;
    if (size > largestInMemory) return undefined;
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  try {
    if (kind === 'compound') return await sheetParts(compoundSheets(whole, name), name, 'xls');
    const zip = await zipInside(whole, name, packed);
    if (!zip.entries.some((entry) => entry.name.toLowerCase() === 'xl/workbook.xml')) return undefined;
    return await sheetParts(await openSheets(zip, name), name, 'xlsx');
  } catch (error) {
    // What attacks its reader is refused with the file around it; what is only damaged is passed over like other entries.
    if (!(error instanceof Failure) || error.code === 'archive.swollen' || error.code === 'archive.many') throw error;
    return undefined;
  }
};

const wholeHead = async (bytes: Bytes): Promise<Uint8Array> => {
  let head: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes()) if (head.length < 4096) head = Buffer.concat([head, chunk.subarray(0, 4096)]);
  return head;
};
