// How do files pass between page and engine? By a folder each: `in/<ref>` uploaded, `out/<token>` to fetch; names are data, never paths.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const form = /^[\w-]{1,64}$/;

export interface HandedFile {
  readonly path: string;
  readonly name: string;
  /** Made for us: ours to move. */
  readonly copy: true;
}

/** A fresh reference; 128 bits, so that it cannot be guessed. */
export const newRef = (): string => randomBytes(16).toString('base64url');

const folder = (temp: string, kind: 'in' | 'out', ref: string) => join(temp, kind, ref);

/** Where an upload is written; `take` names it once it is complete. */
export const place = (temp: string, kind: 'in' | 'out', ref: string, name: string): string => {
  const at = folder(temp, kind, ref);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'name'), name);
  return join(at, 'data');
};

/** The file under this reference, if it is there; a reference of another form is none. */
export const handed = (temp: string, kind: 'in' | 'out', ref: string): HandedFile | undefined => {
  if (!form.test(ref)) return undefined;
  const at = folder(temp, kind, ref);
  const path = join(at, 'data');
  return existsSync(path) ? { path, name: readFileSync(join(at, 'name'), 'utf8'), copy: true } : undefined;
};

export const drop = (temp: string, kind: 'in' | 'out', ref: string): void => {
  if (form.test(ref)) rmSync(folder(temp, kind, ref), { recursive: true, force: true });
};

/** Moves a finished file to where the browser may fetch it once. */
export const offer = (temp: string, path: string, name: string): string => {
  const ref = newRef();
  renameSync(path, place(temp, 'out', ref, name));
  return `/exports/${ref}`;
};

/** Bytes of all uploads that are kept at present. */
export const uploadedBytes = (temp: string): number => {
  const root = join(temp, 'in');
  if (!existsSync(root)) return 0;
  return readdirSync(root).reduce((sum, ref) => sum + (statSync(join(root, ref, 'data'), { throwIfNoEntry: false })?.size ?? 0), 0);
};

/** A file name as a user may have typed it: no folder, no control characters, at most 200 characters. */
export const plainName = (sent: string): string => {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/\p{C}/gu, '').trim().slice(0, 200);
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
};
