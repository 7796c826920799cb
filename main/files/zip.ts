// What is in a zip, and is it safe to look? RELIABILITY S2: entries, sizes, paths, links, checksums.
import { fromBufferPromise, fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { Failure } from '../../shared/failures.ts';
import { fileTrouble, guarded, limits, type Bytes } from './bytes.ts';
import { crc32 } from './crc.ts';

export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  /** Bytes it takes in the archive. */
  readonly packed: number;
  /** Content, checked against size and checksum while it is read. */
  readonly bytes: Bytes;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  close(): Promise<void>;
}

const unixKinds = new Map([
  [0o120000, 'a link'],
  [0o010000, 'a pipe'],
  [0o020000, 'a device'],
  [0o060000, 'a device'],
  [0o140000, 'a socket'],
]);

/** Opens an archive after looking at its whole directory; nothing is ever written to the disk. */
export const openZip = async (path: string, file: string): Promise<Zip> => {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw fileTrouble(error, file);
  }
  try {
    const size = (await handle.stat()).size;
    // The descriptor stays ours: yauzl closes it by itself in the other ways of opening, even while parts are read.
    const zip = await fromFdPromise(handle.fd, { autoClose: false, validateEntrySizes: true, strictFileNames: false });
    return { entries: await entriesOf(zip, file, size), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw damage(error, file);
  }
};

/**
 * An archive that lies inside another file. Limits as `openZip`.
 * @param packed bytes it took there: what unpacks is measured against them too, so that packing twice gains nothing
 */
export const zipInside = async (bytes: Buffer, file: string, packed: number): Promise<Zip> => {
  try {
    const zip = await fromBufferPromise(bytes, { validateEntrySizes: true, strictFileNames: false });
    return { entries: await entriesOf(zip, file, bytes.length, packed), close: async () => {} };
  } catch (error) {
    throw damage(error, file);
  }
};

const entriesOf = async (zip: ZipFile, file: string, size: number, outer = Number.POSITIVE_INFINITY): Promise<ZipEntry[]> => {
  if (zip.entryCount > limits.entries) throw new Failure('archive.many', { file, limit: String(limits.entries) });
  const entries: ZipEntry[] = [];
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    packed += entry.compressedSize;
    if (entries.length >= limits.entries) throw new Failure('archive.many', { file, limit: String(limits.entries) });
    refuse(entry, file);
    // Entries that lie over each other add up to more than the file.
    if (packed > size) throw new Failure('archive.swollen', { file, what: 'its entries share their data' });
    entries.push({
      name: entry.fileName,
      size: entry.uncompressedSize,
      packed: entry.compressedSize,
      bytes: () => content(zip, entry, file, Math.min(entry.compressedSize, outer)),
    });
  }
  return entries;
};

const refuse = (entry: Entry, file: string): void => {
  const name = entry.fileName.slice(0, 120);
  const kind = unixKinds.get((entry.externalFileAttributes >>> 16) & 0o170000);
  if (kind !== undefined) throw new Failure('archive.entry', { file, entry: name, what: kind });
  if ((entry.generalPurposeBitFlag & 1) === 1) throw new Failure('archive.encrypted', { file, entry: name });
};

/** Unpacked in larger pieces than yauzl asks for, each of which is a way through a thread and back: a workbook is read in .9 of the time. */
const pieceSize = 128 * 1024;
const deflated = 8;

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.compressionMethod !== deflated) {
    yield* await zip.openReadStreamPromise(entry);
    return;
  }
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const inflate = createInflateRaw({ chunkSize: pieceSize });
  // Without this an error of the source would leave the reader waiting.
  packed.on('error', (error) => inflate.destroy(error));
  packed.pipe(inflate);
  let size = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > entry.uncompressedSize) break;
      yield chunk;
    }
  } finally {
    packed.destroy();
    inflate.destroy();
  }
  if (size !== entry.uncompressedSize) throw new Error(`it unpacks to another size than the ${String(entry.uncompressedSize)} bytes it claims`);
}

const content = async function* (zip: ZipFile, entry: Entry, file: string, packed: number): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    for await (const chunk of guarded(unpacked(zip, entry), Math.max(packed, 1), `${file}/${entry.fileName.slice(0, 120)}`)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw damage(error, file);
  }
  if (sum !== entry.crc32) throw new Failure('archive.damaged', { file, what: `the checksum of ${entry.fileName.slice(0, 120)} does not fit` });
};

/** yauzl's and zlib's words become a sentence of ours; trouble of another kind stays. */
const damage = (error: unknown, file: string): unknown => {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  const said = error.message;
  if (/relative path|absolute path|invalid characters in fileName/i.test(said))
    return new Failure('archive.entry', { file, entry: said.replace(/^[^:]*: /, '').slice(0, 120), what: 'it would leave the folder' });
  if (/end of central directory|truncated/i.test(said)) return new Failure('archive.damaged', { file, what: 'its end is missing' });
  const code = 'code' in error ? String(error.code) : '';
  if (code === '' || code.startsWith('Z_') || code.startsWith('ERR_')) return new Failure('archive.damaged', { file, what: said.slice(0, 160) });
  return fileTrouble(error, file);
};
