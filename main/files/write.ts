// How does a file get onto the disk whole or not at all? Beside its place, flushed, then renamed.
import { createWriteStream } from 'node:fs';
import { open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, basename, join } from 'node:path';
import { once } from 'node:events';
import { Failure } from '../../shared/failures.ts';

let serial = 0;
const beside = (path: string): string => join(dirname(path), `.${basename(path)}.${String(process.pid)}-${String((serial += 1))}.part`);

const trouble = (error: unknown, path: string): unknown => {
  if (error instanceof Failure || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const why = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota is used up',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOENT: 'there is no such folder',
    EISDIR: 'it is a folder',
    ENOTDIR: 'its folder is a file',
  }[code];
  return why === undefined ? error : new Failure('file.write', { file: basename(path), why });
};

/** Makes the name last too, where the system can. */
const syncFolder = async (folder: string): Promise<void> => {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Folders cannot be flushed everywhere (Windows); the file itself was.
  } finally {
    await handle?.close();
  }
};

const finish = async (part: string, path: string): Promise<void> => {
  const handle = await open(part, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, path);
  await syncFolder(dirname(path));
};

/** Writes all chunks or leaves what was there. Failure `file.write`. */
export const writeAtomically = async (path: string, chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void> => {
  const part = beside(path);
  try {
    const handle = await open(part, 'wx');
    try {
      let waiting: string[] = [];
      let size = 0;
      for await (const chunk of chunks) {
        if (typeof chunk !== 'string') {
          if (size > 0) await handle.appendFile(waiting.join(''));
          await handle.appendFile(chunk);
          waiting = [];
          size = 0;
          continue;
        }
        waiting.push(chunk);
        size += chunk.length;
        if (size > 262_144) {
          await handle.appendFile(waiting.join(''));
          waiting = [];
          size = 0;
        }
      }
      if (size > 0) await handle.appendFile(waiting.join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await unlink(part).catch(() => undefined);
    throw trouble(error, path);
  }
};

/** Excel's limit for the text of one cell. */
const longest = 32_767;

/**
 * Writes rows as a workbook with one sheet, the first row being the header.
 * @returns number of cells cut to what a cell can hold
 */
export const writeWorkbook = async (path: string, rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>): Promise<number> => {
  const part = beside(path);
  let cut = 0;
  // The library is large: only who writes a workbook waits for it.
  const { default: ExcelJS } = await import('exceljs');
  const stream = createWriteStream(part, { flags: 'wx' });
  try {
    const failed = new Promise<never>((_resolve, reject) => stream.on('error', reject));
    failed.catch(() => undefined);
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: false });
    const sheet = book.addWorksheet('Citations', { views: [{ state: 'frozen', ySplit: 1 }] });
    let written = 0;
    for await (const cells of rows) {
      sheet
        .addRow(
          cells.map((cell) => {
            if (cell.length <= longest) return cell;
            cut += 1;
            return cell.slice(0, longest);
          }),
        )
        .commit();
      written += 1;
      // Lets the stream drain: the library itself never waits.
      if (written % 256 === 0)
        await Promise.race([failed, stream.writableNeedDrain ? once(stream, 'drain') : new Promise((resolve) => setImmediate(resolve))]);
    }
    await Promise.race([failed, book.commit()]);
    await finish(part, path);
    return cut;
  } catch (error) {
    // The stream may still be opening its file: it must be gone before the file can be taken away.
    if (!stream.closed) {
      stream.destroy();
      await once(stream, 'close').catch(() => undefined);
    }
    await unlink(part).catch(() => undefined);
    throw trouble(error, path);
  }
};
