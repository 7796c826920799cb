// How is a small file replaced so that a crash leaves the old or the new one, never half?
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { guard, parsed, trial } from './failures.ts';
import { Failure } from '../../shared/failures.ts';

/** Writes beside, syncs, renames. Failures: `disk.full`, `review.folder`. */
export const writeWhole = (path: string, text: string): void => {
  guard(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const beside = `${path}.${String(process.pid)}.new`;
    let done = false;
    try {
      const handle = openSync(beside, 'w');
      try {
        writeSync(handle, text);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(beside, path);
      done = true;
    } finally {
      if (!done) rmSync(beside, { force: true });
    }
    syncFolder(dirname(path));
  });
};

/** Makes a rename outlast a power cut; where folders cannot be opened (Windows) the system does it by itself. */
export const syncFolder = (folder: string): void => {
  trial(folder, () => {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
};

/** Makes what was written to a file outlast a power cut. */
export const syncFile = (path: string): void => {
  guard(path, () => {
    const handle = openSync(path, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
};

/** What the JSON file holds: undefined where there is none, 'damaged' where it is no JSON. */
export const readWhole = (path: string): { readonly value?: unknown; readonly damaged?: true } => {
  const text = trial(path, () => readFileSync(path, 'utf8'));
  if (text instanceof Failure) {
    if (text.code === 'file.missing') return {};
    throw text;
  }
  const value = parsed(text);
  return value === undefined ? { damaged: true } : { value };
};
