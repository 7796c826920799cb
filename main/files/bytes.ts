// Where do bytes come from, again and again, and how are limits kept on what unpacks?
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Failure } from '../../shared/failures.ts';

/** Bytes that can be read from the start any number of times. */
export type Bytes = () => AsyncIterable<Uint8Array>;

/** What unpacking may make of a file: at most 200 times its size once that is more than a megabyte, and 4 GB. */
export const limits = { ratio: 200, free: 1 << 20, total: 4 * 1024 ** 3, entries: 10_000 } as const;

const chunkSize = 256 * 1024;

/** What the system says of trouble with a file, as a Failure; anything else comes back as it is. */
export const fileTrouble = (error: unknown, file: string): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new Failure('file.missing', { file });
  if (code === 'EISDIR') return new Failure('file.unreadable', { file, why: 'it is a folder' });
  if (code === 'EACCES' || code === 'EPERM') return new Failure('file.unreadable', { file, why: 'permission denied' });
  if (code === 'EBUSY') return new Failure('file.unreadable', { file, why: 'another program holds it' });
  return error;
};

export const bytesOfFile =
  (path: string): Bytes =>
  () =>
    createReadStream(path, { highWaterMark: chunkSize });

/** The first bytes and the size; Failure where it is missing, a folder or empty. */
export const beginning = async (path: string, file: string, length = 4096): Promise<{ head: Uint8Array; size: number }> => {
  try {
    const handle = await open(path, 'r');
    try {
      const info = await handle.stat();
      if (info.isDirectory()) throw new Failure('file.unreadable', { file, why: 'it is a folder' });
      const buffer = Buffer.alloc(Math.min(length, Math.max(info.size, 0)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      if (bytesRead === 0) throw new Failure('file.empty', { file });
      return { head: buffer.subarray(0, bytesRead), size: info.size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileTrouble(error, file);
  }
};

/** The first bytes of a stream that is no file of its own. */
export const firstBytes = async (bytes: Bytes, length: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let got = 0;
  for await (const chunk of bytes()) {
    parts.push(chunk);
    got += chunk.length;
    if (got >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
};

/** Counts what comes out against what went in; Failure `archive.swollen` beyond the limits. */
export const guarded = async function* (from: AsyncIterable<Uint8Array>, packed: number, file: string): AsyncGenerator<Uint8Array> {
  let out = 0;
  for await (const chunk of from) {
    out += chunk.length;
    if (out > limits.total) throw new Failure('archive.swollen', { file, what: 'over 4 GB' });
    if (out > limits.free && out > packed * limits.ratio)
      throw new Failure('archive.swollen', { file, what: `over ${String(limits.ratio)} times its ${String(packed)} bytes` });
    yield chunk;
  }
};

/** The content of a gzip file; Failure `archive.damaged` where it is cut or its checksum is wrong. */
export const bytesOfGzip = async (path: string, file: string): Promise<Bytes> => {
  const packed = (await stat(path)).size;
  return async function* () {
    const source = createReadStream(path, { highWaterMark: chunkSize });
    const gunzip = createGunzip();
    // Without this an error of the source would leave the reader waiting.
    source.on('error', (error) => gunzip.destroy(error));
    source.pipe(gunzip);
    try {
      yield* guarded(gunzip, packed, file);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code.startsWith('Z_'))
        throw new Failure('archive.damaged', { file, what: code === 'Z_BUF_ERROR' ? 'it ends too early' : 'its packed data are wrong' });
      throw error;
    } finally {
      source.destroy();
      gunzip.destroy();
    }
  };
};
