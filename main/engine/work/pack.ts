// How do several files go out as one? In a zip beside them; the files themselves go.
import { createWriteStream, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** @returns the zip's path */
export const packed = async (files: readonly string[], beside: string): Promise<string> => {
  const path = `${beside}.zip`;
  const zip = new ZipFile();
  for (const file of files) zip.addFile(file, basename(file).replace(/^export-[0-9a-f]+-/, ''));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  for (const file of files) rmSync(file, { force: true });
  return path;
};
