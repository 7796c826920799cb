// Small files of a command: texts read whole, written whole, moved.
import { isUtf8 } from 'node:buffer';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Citation, Rejection } from '../../../shared/citation.ts';
import { Failure, failures, sentence, type Code } from '../../../shared/failures.ts';
import { toRecord } from '../../citations/index.ts';
import { writeAtomically } from '../../files/index.ts';

const mostBytes = 500_000_000;

/** UTF-8, or UTF-16 where its mark says so; what is neither is taken as Western (windows-1252). `.gz` unpacked. @throws Failure file.…, archive.damaged */
export const readText = (path: string): string => {
  if (!existsSync(path)) throw new Failure('file.missing', { file: path });
  const found = statSync(path);
  if (found.isDirectory()) throw new Failure('file.unreadable', { file: path, why: 'it is a folder' });
  if (found.size > mostBytes) throw new Failure('file.unreadable', { file: path, why: 'it is larger than any such file' });
  return textOf(unpacked(bytesAt(path), path));
};

const bytesAt = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Failure('file.unreadable', { file: path, why: error instanceof Error ? error.message : String(error) });
  }
};

const unpacked = (bytes: Buffer, path: string): Buffer => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    throw new Failure('archive.damaged', { file: basename(path), what: error instanceof Error ? error.message : String(error) });
  }
};

const textOf = (bytes: Buffer): string => {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  return new TextDecoder(wide ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')).decode(bytes); // a byte order mark is left out
};

/** Whole or not at all. */
export const writeText = (path: string, text: string): Promise<void> => writeAtomically(path, [text]);

/** Across file systems too; what is at the target is replaced. */
export const moveFile = (from: string, to: string): void => {
  const half = `${to}.${String(process.pid)}.part`;
  copyFileSync(from, half);
  renameSync(half, to);
  rmSync(from, { force: true });
};

/** One line of `winnow read`: the canonical record. */
export const recordLine = (citation: Citation): string => `${JSON.stringify(toRecord(citation))}\n`;

/** A rejection in words. */
export const rejectionSays = ({ code, slots }: Rejection): string => (code in failures ? sentence(code as Code, slots ?? {}) : code);
