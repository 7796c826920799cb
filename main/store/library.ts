// Which reviews are known on this machine?
import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readWhole, writeWhole } from './atomic.ts';
import { guard } from './failures.ts';

/** What the Library screen shows without opening the file. */
export interface Shelved {
  readonly path: string;
  /** The review's own id: a moved file that is opened again keeps its place. */
  readonly id: string;
  readonly title: string;
  /** ISO UTC. */
  readonly opened: string;
  readonly progress?: { readonly citations: number; readonly screened: number; readonly included: number };
}

export interface Seen extends Shelved {
  /** No file stands under this path just now (moved, deleted, a drive not there). */
  readonly missing: boolean;
}

export interface Library {
  /** Last opened first. */
  list(): Seen[];
  /** Adds the review or replaces what is known of it, found by its id, else by its path. */
  put(review: Shelved): void;
  /** Forgets the review; its file stays. */
  remove(path: string): void;
  /** The unreadable index that was put aside, if that happened when this library was opened. */
  readonly setAside?: string;
}

/** `library.json` in the app's data folder, read anew at each call: two windows do not undo each other's entries. */
export const openLibrary = (folder: string): Library => {
  const path = join(folder, 'library.json');
  const setAside = readWhole(path).damaged === true ? putAside(path) : undefined;
  const read = () => entries(readWhole(path).value);
  const write = (reviews: readonly Shelved[]) => {
    writeWhole(path, JSON.stringify({ version: 1, reviews }, undefined, 2));
  };
  return {
    list: () =>
      read()
        .map((entry) => ({ ...entry, missing: statSync(entry.path, { throwIfNoEntry: false }) === undefined }))
        .sort((a, b) => (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : a.path < b.path ? -1 : 1)),
    put: (review) => {
      write([...read().filter((entry) => entry.path !== review.path && entry.id !== review.id), review]);
    },
    remove: (gone) => {
      write(read().filter((entry) => entry.path !== gone));
    },
    ...(setAside !== undefined && { setAside }),
  };
};

/** Damaged JSON is kept for whoever wants to look, and no longer in the way. */
export const putAside = (path: string): string => {
  const aside = `${path}.damaged`;
  guard(path, () => {
    renameSync(path, aside);
  });
  return aside;
};

const entries = (value: unknown): Shelved[] => {
  if (typeof value !== 'object' || value === null || !('reviews' in value) || !Array.isArray(value.reviews)) return [];
  return value.reviews.filter(isShelved);
};

const isShelved = (entry: unknown): entry is Shelved =>
  typeof entry === 'object' &&
  entry !== null &&
  ['path', 'id', 'title', 'opened'].every((name) => typeof (entry as Record<string, unknown>)[name] === 'string');
