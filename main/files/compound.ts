// What is in an old Office file (.xls)? Finds the workbook stream of a compound file and reads its cells (BIFF8).
// Layout: [MS-CFB] and [MS-XLS], Microsoft Open Specifications.
import { readFile, stat } from 'node:fs/promises';
import { Failure } from '../../shared/failures.ts';
import { readBiff } from './biff.ts';
import type { Sheet } from './sheets.ts';

/** Bytes: larger workbooks that cannot be streamed are not taken into memory. */
export const largestInMemory = 128 * 1024 * 1024;
const endOfChain = 0xfffffffe;

/** Sheets of an .xls; Failure `file.binary` for Word and other files of that container. */
export const openCompound = async (path: string, file: string): Promise<Sheet[]> => {
  if ((await stat(path)).size > largestInMemory) throw new Failure('file.binary', { file, kind: 'an old Office file of more than 128 MB' });
  return compoundSheets(await readFile(path), file);
};

/** As `openCompound`, of bytes that are no file of their own. */
export const compoundSheets = (bytes: Buffer, file: string): Sheet[] => {
  try {
    const streams = directory(bytes);
    const book = streams.get('Workbook') ?? streams.get('Book');
    if (book === undefined)
      throw new Failure('file.binary', {
        file,
        kind: streams.has('WordDocument')
          ? 'a Word document'
          : streams.has('EncryptedPackage')
            ? 'an Office file protected by a password'
            : 'an old Office file without a workbook',
      });
    return readBiff(book(), file);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure('archive.damaged', { file, what: 'its parts are not where it says' });
    throw error;
  }
};

/** Names of the container's streams, each with its content. RangeError where the file is damaged. */
const directory = (bytes: Buffer): Map<string, () => Buffer> => {
  const size = 1 << bytes.readUInt16LE(30);
  const miniSize = 1 << bytes.readUInt16LE(32);
  if (size < 128 || size > 65_536 || miniSize > size) throw new RangeError('sector size');
  const sector = (n: number): Buffer => {
    const at = (n + 1) * size;
    if (n < 0 || at + size > bytes.length + size) throw new RangeError('sector');
    return bytes.subarray(at, at + size);
  };
  const fatSectors: number[] = [];
  for (let k = 0; k < 109; k += 1) fatSectors.push(bytes.readUInt32LE(76 + 4 * k));
  let next = bytes.readUInt32LE(68);
  for (let turn = 0; next < 0xfffffffa && turn < 1000; turn += 1) {
    const more = sector(next);
    for (let k = 0; k < size / 4 - 1; k += 1) fatSectors.push(more.readUInt32LE(4 * k));
    next = more.readUInt32LE(size - 4);
  }
  const fat: number[] = [];
  for (const n of fatSectors) {
    if (n >= 0xfffffffa) continue;
    const part = sector(n);
    for (let k = 0; k + 4 <= part.length; k += 4) fat.push(part.readUInt32LE(k));
  }
  const chain = (first: number, table: readonly number[]): number[] => {
    const out: number[] = [];
    for (let n = first; n < endOfChain; n = table[n] ?? endOfChain) {
      if (out.length > table.length) throw new RangeError('chain');
      out.push(n);
    }
    return out;
  };
  const stream = (first: number): Buffer => Buffer.concat(chain(first, fat).map(sector));
  const entries = stream(bytes.readUInt32LE(48));
  const miniFat: number[] = [];
  const miniFirst = bytes.readUInt32LE(60);
  if (miniFirst < endOfChain) {
    const table = stream(miniFirst);
    for (let k = 0; k + 4 <= table.length; k += 4) miniFat.push(table.readUInt32LE(k));
  }
  const cutoff = bytes.readUInt32LE(56);
  const out = new Map<string, () => Buffer>();
  let mini: Buffer | undefined;
  for (let at = 0; at + 128 <= entries.length; at += 128) {
    const nameLength = entries.readUInt16LE(at + 64);
    const kind = entries[at + 66];
    const first = entries.readUInt32LE(at + 116);
    const length = entries.readUInt32LE(at + 120);
    if (kind === 5) mini = first < endOfChain ? stream(first) : Buffer.alloc(0);
    if (kind !== 2 || nameLength < 2 || nameLength > 64) continue;
    const name = entries.toString('utf16le', at, at + nameLength - 2);
    out.set(name, () => {
      if (length >= cutoff || mini === undefined) return stream(first).subarray(0, length);
      const from = mini;
      return Buffer.concat(chain(first, miniFat).map((n) => from.subarray(n * miniSize, (n + 1) * miniSize))).subarray(0, length);
    });
  }
  return out;
};
