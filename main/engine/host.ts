// What does a shell lend the engine? Clock, seed, folders, log, and the way from a reference to a file.
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { logInto } from './log.ts';

export interface Log {
  info(facts: Readonly<Record<string, unknown>>, event: string): void;
  warn(facts: Readonly<Record<string, unknown>>, event: string): void;
  error(facts: Readonly<Record<string, unknown>>, event: string): void;
}

export interface Folders {
  /** Reviews, settings, backups, log: kept. */
  readonly data: string;
  /** Uploads and exports under way: may be emptied at any start. */
  readonly temp: string;
  /** What Winnow brings along: sample, models. */
  readonly resources: string;
  /** Where this person's signing key is, if not with the data. */
  readonly keys?: string;
}

export interface Handed {
  readonly path: string;
  /** As its owner calls it. */
  readonly name: string;
  /** A copy made for us (an upload): ours to move. */
  readonly copy?: boolean;
}

export interface Host {
  /** For people only; order is never taken from it. */
  readonly now: () => Date;
  /** A fresh 32-bit seed, recorded wherever it is used. */
  readonly seed: () => number;
  readonly folders: Folders;
  readonly log: Log;
  /** What the user handed over under this reference, if it is there. */
  readonly file: (ref: string) => Handed | undefined;
  /** Makes a finished file fetchable once; the file moves away from `path`. */
  readonly offer: (path: string, name: string) => string;
  readonly shell: 'electron' | 'serve' | 'cli';
  readonly version: string;
  /** Where the bundled threads lie, if not beside the engine. */
  readonly threads?: string;
}

export interface HostOptions {
  readonly folders: Folders;
  readonly shell: Host['shell'];
  readonly version: string;
  readonly file: Host['file'];
  readonly offer: Host['offer'];
  /** Sentences instead of the log file (a command without a data folder). */
  readonly log?: Log;
}

/** The real world; makes the folders. */
export const makeHost = (options: HostOptions): Host => {
  mkdirSync(options.folders.data, { recursive: true });
  mkdirSync(options.folders.temp, { recursive: true });
  return {
    now: () => new Date(),
    seed: () => randomInt(2 ** 32),
    log: options.log ?? logInto(join(options.folders.data, 'log', 'winnow.log')),
    folders: options.folders,
    shell: options.shell,
    version: options.version,
    file: options.file,
    offer: options.offer,
  };
};

/** 8 hex digits: short enough to be read out on the telephone. */
export const incident = (): string => randomBytes(4).toString('hex');

/** Where the data are kept unless told otherwise, by the custom of each system. */
export const dataFolder = (env: Readonly<Record<string, string | undefined>>, platform: string, home: string): string => {
  if (env.WINNOW_DATA !== undefined && env.WINNOW_DATA !== '') return env.WINNOW_DATA;
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Winnow');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Winnow');
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'winnow');
};
