// Where does a command read and write? `-` is standard input or output; nothing that is read, no review and no device is written over.
import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  type Stats,
} from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../../shared/failures.ts';
import { WrongUse, type World } from './world.ts';

/** Undefined where there is nothing, or where a folder of the path is a file. */
const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
};

/** A folder of this command's own, gone when the work or the process ends. */
export const withFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-'));
  const forget = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', forget);
  try {
    return await work(folder);
  } finally {
    process.off('exit', forget);
    forget();
  }
};

/** Pipes and standard input can be read once and have no size: they are read into a file first. */
const isStream = (path: string): boolean => path === '-' || (statOf(path)?.isFIFO() ?? false);

/**
 * Files to be read, as paths of real files; all of them are there before the first is read.
 * @throws Failure 'file.missing', WrongUse where standard input is to be read twice
 */
export const withInputs = async <T>(given: readonly string[], work: (paths: readonly string[]) => Promise<T>): Promise<T> => {
  if (given.filter((path) => path === '-').length > 1) throw new WrongUse('Standard input (-) can be read once only.');
  for (const path of given) {
    if (path === '') throw new WrongUse('The name of a file is empty.');
    if (path !== '-' && !existsSync(path)) throw new Failure('file.missing', { file: path });
  }
  if (!given.some(isStream)) return work(given);
  return withFolder(async (folder) => {
    const paths: string[] = [];
    for (const [at, path] of given.entries()) {
      if (!isStream(path)) {
        paths.push(path);
        continue;
      }
      // Its own name is what receipts and ids have.
      const file = join(folder, String(at), path === '-' ? 'stdin' : basename(path));
      mkdirSync(dirname(file));
      await pipeline(path === '-' ? process.stdin : createReadStream(path), createWriteStream(file));
      paths.push(file);
    }
    return work(paths);
  });
};

const sqlite = 'SQLite format 3\0';

/** By its first bytes: a review keeps its name or not. */
export const isDatabase = (path: string): boolean => {
  if (!(statOf(path)?.isFile() ?? false)) return false;
  const head = Buffer.alloc(sqlite.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString('latin1') === sqlite;
};

export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((path) => statOf(path));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev && realpathSync(one) === realpathSync(other);
};

/** Nothing can be renamed onto these without taking their place. */
const isDevice = (path: string): boolean => /^\/(?:dev|proc)\//.test(resolve(path)) || !(statOf(path)?.isFile() ?? true);

const checked = (option: string, path: string, read: readonly string[]): void => {
  if (path === '') throw new WrongUse(`${option}: the name is empty.`);
  const found = statOf(path);
  if (found?.isDirectory() === true) throw new Failure('file.write', { file: path, why: 'it is a folder' });
  if (found?.isFile() === true && read.some((one) => isSame(one, path)))
    throw new WrongUse(`${option} ${path} is a file that is read here: give the result another name.`);
  if (isDatabase(path)) throw new Failure('review.exists', { file: path });
  const folder = dirname(path);
  const around = statOf(folder);
  if (around?.isDirectory() !== true)
    throw new Failure('file.write', { file: path, why: around === undefined ? `there is no folder ${folder}` : 'its folder is a file' });
  try {
    accessSync(folder, constants.W_OK);
    if (found?.isFile() === true) accessSync(path, constants.W_OK);
  } catch {
    throw new Failure('file.write', { file: path, why: 'permission denied' });
  }
};

export interface Place {
  /** Where the work writes. */
  readonly path: string;
  readonly isStdout: boolean;
  /** Brings it where it was asked for; says so where something was replaced. */
  readonly deliver: () => Promise<void>;
}

/**
 * Looked at before any work, so that hours of it are not lost to a wrong name; links are followed.
 * @param read files that this command reads: none of them is written over
 * @throws WrongUse, Failure 'file.write', 'review.exists'
 */
export const withPlace = async <T>(
  { out, say }: Pick<World, 'out' | 'say'>,
  { option = '-o', path, read }: { readonly option?: string; readonly path: string; readonly read: readonly string[] },
  work: (place: Place) => Promise<T>,
): Promise<T> => {
  if (path === '-')
    return withFolder((folder) => {
      const file = join(folder, 'out');
      return work({ path: file, isStdout: true, deliver: () => out(readFileSync(file)) });
    });
  if (isDevice(path) && !(statOf(path)?.isDirectory() ?? false))
    return withFolder((folder) => {
      const file = join(folder, 'out');
      return work({ path: file, isStdout: false, deliver: () => writeDevice(file, path) });
    });
  checked(option, path, read);
  const there = existsSync(path);
  const deliver = () => {
    if (there) say(`${path} was there before and was replaced.`);
    return Promise.resolve();
  };
  return work({ path: there ? realpathSync(path) : path, isStdout: false, deliver });
};

/** The same for an output that need not be asked for. */
export const withPlaceIfAny = <T>(
  here: Pick<World, 'out' | 'say'>,
  { path, ...asked }: { readonly option: string; readonly path: string | undefined; readonly read: readonly string[] },
  work: (place: Place | undefined) => Promise<T>,
): Promise<T> => (path === undefined ? work(undefined) : withPlace(here, { ...asked, path }, work));

/** @throws Failure 'file.write' */
const writeDevice = async (from: string, to: string): Promise<void> => {
  try {
    await writeFile(to, await readFile(from));
  } catch (error) {
    throw new Failure('file.write', { file: to, why: error instanceof Error ? error.message : String(error) });
  }
};
