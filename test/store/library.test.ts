// Does the Library remember, and survive whatever happens to its file?
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary, openSettings } from '../../main/store/index.ts';
import { folder } from './desk.ts';

const home = folder();
const place = (name: string): string => {
  const made = join(home, name);
  mkdirSync(made);
  return made;
};
const shelved = (name: string, opened: string) => ({ path: join(home, `${name}.winnow`), id: `id of ${name}`, title: name, opened });

it('lists the last opened first, and says which file is missing', () => {
  const library = openLibrary(join(home, 'new folder', 'of the app'));
  expect(library.list()).toEqual([]);
  writeFileSync(join(home, 'a.winnow'), '');
  library.put(shelved('a', '2025-03-01T00:00:00.000Z'));
  library.put({ ...shelved('b', '2025-03-02T00:00:00.000Z'), progress: { citations: 10, screened: 4, included: 1 } });
  expect(library.list().map((entry) => [entry.title, entry.missing, entry.progress?.screened])).toEqual([
    ['b', true, 4],
    ['a', false, undefined],
  ]);
  library.put(shelved('a', '2025-03-03T00:00:00.000Z'));
  expect(library.list().map((entry) => entry.title)).toEqual(['a', 'b']);
  library.remove(join(home, 'a.winnow'));
  expect(library.list().map((entry) => entry.title)).toEqual(['b']);
});

it('knows a moved review again by its id', () => {
  const library = openLibrary(place('moved'));
  library.put(shelved('a', '2025-03-01T00:00:00.000Z'));
  library.put({ ...shelved('a', '2025-03-02T00:00:00.000Z'), path: '/elsewhere/a.winnow' });
  expect(library.list().map((entry) => entry.path)).toEqual(['/elsewhere/a.winnow']);
});

it('two windows do not undo each other', () => {
  const shared = place('two');
  const [one, two] = [openLibrary(shared), openLibrary(shared)];
  one.put(shelved('a', '2025-03-01T00:00:00.000Z'));
  two.put(shelved('b', '2025-03-02T00:00:00.000Z'));
  expect(one.list()).toHaveLength(2);
});

it.each(['', '{"reviews": [', 'not json', '\0\0\0'])('damaged text %j is put aside, not lost', (text) => {
  const hurt = place(`hurt ${text.length}`);
  writeFileSync(join(hurt, 'library.json'), text);
  writeFileSync(join(hurt, 'settings.json'), text);
  const library = openLibrary(hurt);
  expect([library.list(), library.setAside]).toEqual([[], join(hurt, 'library.json.damaged')]);
  expect(readFileSync(join(hurt, 'library.json.damaged'), 'utf8')).toBe(text);
  expect([openSettings(hurt).read(), openSettings(hurt).setAside]).toEqual([{}, undefined]);
  library.put(shelved('a', '2025-03-01T00:00:00.000Z'));
  expect(openLibrary(hurt).list()).toHaveLength(1);
});

it.each(['null', '[]', '7', '{"reviews": 7}', '{"reviews": [null, 7, {"path": 1}, {"path": "x"}]}'])('other JSON %s is an empty library', (text) => {
  const odd = place(`odd ${text.length}`);
  writeFileSync(join(odd, 'library.json'), text);
  expect(openLibrary(odd).list()).toEqual([]);
});

it('settings: changed by key, removed by undefined, written whole', () => {
  const settings = openSettings(place('settings'));
  expect(settings.read()).toEqual({});
  settings.change({ theme: 'dark', size: 18 });
  expect(settings.change({ size: 20, theme: undefined, __proto__: { polluted: true } })).toEqual({ size: 20 });
  expect(settings.read()).toEqual({ size: 20 });
  expect(readdirSync(join(home, 'settings'))).toEqual(['settings.json']);
});
