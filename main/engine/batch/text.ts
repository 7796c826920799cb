// Small files of a command: texts read whole, written whole, moved.
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Citation, Rejection } from '../../../shared/citation.ts';
import { Failure, failures, sentence, type Code } from '../../../shared/failures.ts';
import { toRecord } from '../../citations/index.ts';
import { writeAtomically } from '../../files/index.ts';

const mostBytes = 500_000_000;

/** UTF-8, `.gz` unpacked. @throws Failure file.missing, file.unreadable */
export const readText = (path: string): string => {
  if (!existsSync(path)) throw new Failure('file.missing', { file: path });
  if (!statSync(path).isFile() || statSync(path).size > mostBytes)
    throw new Failure('file.unreadable', { file: basename(path), why: 'it is no file of a size that can be read whole' });
  const bytes = readFileSync(path);
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (zipped ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes).toString('utf8').replace(/^\uFEFF/, '');
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
