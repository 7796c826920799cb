// What did this user choose? One JSON file in the data folder; what is missing or wrong in it falls back to the usual.
import { userInfo } from 'node:os';
import { contract, type InputOf, type Settings } from '../../shared/contract.ts';
import { openSettings } from '../store/index.ts';

export interface SettingsFile {
  get(): Settings;
  set(change: InputOf<'settings.set'>): Settings;
}

const usual = (): Settings => ({
  theme: 'system',
  textPercent: 100,
  highlights: true,
  progressLine: true,
  blinded: false,
  explore: 0,
  keys: {},
  reviewer: loginName(),
});

export const settingsIn = (folder: string): SettingsFile => {
  const file = openSettings(folder);
  const get = (): Settings => ({ ...usual(), ...sound(file.read()) });
  let now = get();
  return {
    get: () => now,
    set: (change) => {
      file.change(change);
      return (now = get());
    },
  };
};

/** Each entry by itself, so that one wrong entry does not cost the others. */
const sound = (kept: Readonly<Record<string, unknown>>): InputOf<'settings.set'> =>
  Object.assign({}, ...Object.entries(kept).map(([name, value]) => accepted({ [name]: value }))) as InputOf<'settings.set'>;

const accepted = (one: Record<string, unknown>): InputOf<'settings.set'> => {
  try {
    return contract['settings.set'].input.parse(one);
  } catch {
    return {};
  }
};

const loginName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'reviewer'; // no entry for this user on this system
  }
};
