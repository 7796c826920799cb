// Which keys do what, unless the reader has said otherwise? PRODUCT: Keys.
import { combosOf, type Combo } from '../parts/keys.ts';

/** In the order of the keys sheet. A chord is written with a comma. */
export const usual = {
  include: 'i ArrowRight',
  exclude: 'e ArrowLeft',
  maybe: 'm ArrowUp',
  skip: 's',
  undo: 'u Ctrl+z',
  redo: 'Ctrl+Shift+z Ctrl+y',
  back: 'k',
  forward: 'j',
  reason1: '1',
  reason2: '2',
  reason3: '3',
  reason4: '4',
  reason5: '5',
  reason6: '6',
  reason7: '7',
  reason8: '8',
  reason9: '9',
  same: '=',
  note: 'n',
  tag: 't',
  highlights: 'h',
  why: 'w',
  open: 'o',
  readOn: 'Space',
  search: '/',
  goLibrary: 'g,l',
  goSetup: 'g,u',
  goScreen: 'g,s',
  goBrowse: 'g,b',
  goProgress: 'g,p',
  goStop: 'g,t',
  goReports: 'g,r',
  goSimulate: 'g,m',
  goSettings: 'g,e',
  keys: '?',
} as const;

export type Action = keyof typeof usual;
export const actions = Object.keys(usual) as readonly Action[];
export type Bindings = Readonly<Record<Action, readonly Combo[]>>;

/** The usual keys, with the reader's own in their place. */
export const bindingsOf = (own: Readonly<Record<string, string>>): Bindings =>
  Object.fromEntries(actions.map((action) => [action, combosOf(own[action] ?? usual[action])])) as unknown as Bindings;

/** 0-based place of an exclusion reason. */
export const reasonOf = (action: string): number | undefined => {
  const found = /^reason([1-9])$/.exec(action);
  return found === null ? undefined : Number(found[1]) - 1;
};
