// Does a key do what the sheet says, on any keyboard, and nothing else?
import { expect, it } from 'vitest';
import { bindingsOf, reasonOf, usual } from '../../renderer/client/bindings.ts';
import { clashes, comboOf, combosOf, isTyping, Keys, shown, written, type Press } from '../../renderer/parts/keys.ts';

const press = (key: string, change: Partial<Press> = {}): Press => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

it.each([
  [press('i'), 'i'],
  [press('I'), 'i'], // caps lock
  [press('I', { shiftKey: true }), 'Shift+i'],
  [press('z', { ctrlKey: true }), 'Ctrl+z'],
  [press('Z', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+z'],
  [press('z', { metaKey: true }), 'Ctrl+z'],
  [press('?', { shiftKey: true }), '?'],
  [press('/', { shiftKey: true }), '/'], // a German 7
  [press('ш', { code: 'KeyI' }), 'i'],
  [press('ι', { code: 'KeyI' }), 'i'],
  [press('ArrowRight'), 'ArrowRight'],
  [press(' '), 'Space'],
  [press('Shift', { shiftKey: true }), undefined],
])('reads %o as %s', (given, combo) => {
  expect(comboOf(given)).toBe(combo);
});

it('follows chords, and a wrong second key means what it means alone', () => {
  const keys = new Keys(bindingsOf({}));
  expect(keys.press(press('g'))).toBeUndefined();
  expect(keys.press(press('b'))).toBe('goBrowse');
  expect(keys.press(press('g'))).toBeUndefined();
  expect(keys.press(press('i'))).toBe('include');
  expect(keys.press(press('b'))).toBeUndefined();
});

it('has no key twice in the usual bindings', () => {
  expect(clashes(bindingsOf({}))).toEqual([]);
});

it('takes the keys of the reader, in the place of the usual ones', () => {
  const keys = new Keys(bindingsOf({ include: 'y', goBrowse: 'g,x' }));
  expect(keys.press(press('y'))).toBe('include');
  expect(keys.press(press('i'))).toBeUndefined();
  keys.press(press('g'));
  expect(keys.press(press('x'))).toBe('goBrowse');
});

it('writes and reads bindings without loss', () => {
  for (const combos of [...Object.values(usual), ', Ctrl+,'].map((text) => combosOf(text))) expect(combosOf(written(combos))).toEqual(combos);
});

it('prints keys as on their caps', () => {
  expect(['i', 'ArrowRight', 'Ctrl+z', 'g l', '?'].map(shown)).toEqual(['I', '→', 'Ctrl Z', 'G L', '?']);
});

it('knows the reasons behind 1 to 9', () => {
  expect([reasonOf('reason1'), reasonOf('reason9'), reasonOf('include')]).toEqual([0, 8, undefined]);
});

it.each([
  ['<input id="x">', true],
  ['<textarea id="x"></textarea>', true],
  ['<input id="x" type="checkbox">', false],
  ['<div role="dialog"><button id="x"></button></div>', true],
  ['<div role="listbox"><div id="x" role="option"></div></div>', true],
  ['<button id="x"></button>', false],
])('leaves keys to what is written in: %s', (markup, typing) => {
  document.body.innerHTML = markup;
  expect(isTyping(document.getElementById('x'))).toBe(typing);
});
