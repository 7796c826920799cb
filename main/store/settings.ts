// How does this person want Winnow? One JSON object in the app's data folder.
import { join } from 'node:path';
import { readWhole, writeWhole } from './atomic.ts';
import { putAside } from './library.ts';

export interface Settings {
  /** As stored; whoever reads checks it against the settings' shape. Empty where there is none yet. */
  read(): Readonly<Record<string, unknown>>;
  /** Replaces the given keys; undefined removes one. */
  change(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  readonly setAside?: string;
}

export const openSettings = (folder: string): Settings => {
  const path = join(folder, 'settings.json');
  const setAside = readWhole(path).damaged === true ? putAside(path) : undefined;
  const read = (): Readonly<Record<string, unknown>> => {
    const { value } = readWhole(path);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  };
  return {
    read,
    change: (values) => {
      const next = Object.fromEntries(Object.entries({ ...read(), ...values }).filter(([, value]) => value !== undefined));
      writeWhole(path, JSON.stringify(next, undefined, 2));
      return next;
    },
    ...(setAside !== undefined && { setAside }),
  };
};
