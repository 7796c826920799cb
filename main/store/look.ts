// Is this a review of ours at all? Asked of the file's first bytes, before SQLite may touch it.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { Failure } from '../../shared/failures.ts';
import { guard } from './failures.ts';

/** `Winw`, at offset 68 of every review. */
export const APPLICATION = 0x57696e77;
const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/**
 * Refuses what is no review, without changing one byte or leaving a file beside it (SQLite alone would make a database of an empty file and logs
 * beside a foreign one). Offsets as in the SQLite file format, §1.3. Never call it on a file that this process has open: closing the handle
 * would drop SQLite's own POSIX locks.
 * Failures: `file.missing`, `file.empty`, `review.foreign`, `review.newer`, `review.damaged`.
 */
export const look = (path: string, known: number): void => {
  const seen = guard(path, () => statSync(path));
  if (!seen.isFile()) throw new Failure('review.foreign', { file: path, seen: 'not a file' });
  if (seen.size === 0) throw new Failure('file.empty', { file: path });
  const head = firstBytes(path);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.byteLength < HEADER_BYTES || head.toString('latin1', 0, 16) !== MAGIC)
    throw new Failure('review.foreign', { file: path, seen: 'no SQLite database' });
  if (view.getUint32(68) !== APPLICATION) throw new Failure('review.foreign', { file: path, seen: 'the database of another program' });
  const version = view.getInt32(60);
  if (version > known) throw new Failure('review.newer', { file: path, found: String(version), known: String(known) });
  if (version < 1) throw new Failure('review.foreign', { file: path, seen: `version ${String(version)}, which no Winnow has written` });
  const pageSize = view.getUint16(16) === 1 ? 65_536 : view.getUint16(16);
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) throw new Failure('review.damaged', { file: path, what: `page size ${String(pageSize)}` });
  const sizeIsKept = view.getUint32(24) === view.getUint32(92);
  const promised = view.getUint32(28) * pageSize;
  // With a log beside it, a file may rightly be behind its header: a full disk stopped the folding in of the log.
  if (sizeIsKept && promised > seen.size && !existsSync(`${path}-wal`)) {
    throw new Failure('review.damaged', { file: path, what: `${String(promised)} bytes were written, ${String(seen.size)} are left` });
  }
};

const firstBytes = (path: string): Buffer =>
  guard(path, () => {
    const handle = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEADER_BYTES);
      return head.subarray(0, readSync(handle, head, 0, HEADER_BYTES, 0));
    } finally {
      closeSync(handle);
    }
  });
