// Is nothing written over that should stay, and is what cannot be written told of before the work?
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, existsSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isDatabase, withFolder, withInputs, withPlace } from '../../../main/shells/cli/places.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-places-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};

/** Writes `text` as a command would; what it printed and said. */
const write = async (path: string, text: string, read: readonly string[] = []) => {
  const [printed, said]: [string[], string[]] = [[], []];
  const here = {
    out: (data: string | Uint8Array) => Promise.resolve(void printed.push(Buffer.from(data).toString())),
    say: (sentence: string) => void said.push(sentence),
  };
  await withPlace(here, { path, read }, async (place) => {
    writeFileSync(place.path, text);
    await place.deliver();
  });
  return { printed, said };
};

test('a new file is written, one that was there is replaced with a word, - is printed', async () => {
  expect([await write(at('new.ris'), 'one'), readFileSync(at('new.ris'), 'utf8')]).toEqual([{ printed: [], said: [] }, 'one']);
  expect([await write(at('new.ris'), 'two'), readFileSync(at('new.ris'), 'utf8')]).toEqual([
    { printed: [], said: [`${at('new.ris')} was there before and was replaced.`] },
    'two',
  ]);
  expect(await write('-', 'three')).toEqual({ printed: ['three'], said: [] });
  expect(existsSync('-')).toBe(false);
});

test.skipIf(process.platform === 'win32')('a link stays a link; what is no file is written into, never replaced', async () => {
  file('real.ris', 'before');
  symlinkSync('real.ris', at('link.ris'));
  await write(at('link.ris'), 'after');
  expect([lstatSync(at('link.ris')).isSymbolicLink(), readFileSync(at('real.ris'), 'utf8')]).toEqual([true, 'after']);

  execFileSync('mkfifo', [at('pipe')]);
  const [, read] = await Promise.all([
    write(at('pipe'), 'through'),
    withInputs([at('pipe')], ([path]) => Promise.resolve(readFileSync(path!, 'utf8'))),
  ]);
  expect([read, lstatSync(at('pipe')).isFIFO()]).toEqual(['through', true]);
});

test('reviews, files that are read, folders and places that are none are refused before the work', async () => {
  const review = file('review.winnow', 'SQLite format 3\0 and more');
  const input = file('input.ris', 'TY  - JOUR');
  mkdirSync(at('folder'));
  for (const [path, says] of [
    [review, /There is a file .*review\.winnow already/],
    [input, /is a file that is read here/],
    [join(folder, '.', 'input.ris'), /is a file that is read here/],
    [at('folder'), /it is a folder/],
    [join(folder, 'missing', 'x.ris'), /there is no folder/],
    [join(input, 'x.ris'), /its folder is a file/],
    ['', /the name is empty/],
  ] as const)
    await expect(write(path, 'lost', [input])).rejects.toThrow(says);
  expect([readFileSync(review, 'utf8'), readFileSync(input, 'utf8'), readdirSync(at('folder'))]).toEqual([
    'SQLite format 3\0 and more',
    'TY  - JOUR',
    [],
  ]);
  expect([isDatabase(review), isDatabase(input), isDatabase(at('folder')), isDatabase(at('nothing'))]).toEqual([true, false, false, false]);
});

test('all inputs are there before the first is read; standard input is read once', async () => {
  const work = () => Promise.reject(new Error('read too early'));
  await expect(withInputs([at('new.ris'), at('nothing')], work)).rejects.toMatchObject({ code: 'file.missing', slots: { file: at('nothing') } });
  await expect(withInputs(['-', '-'], work)).rejects.toThrow('once only');
  await expect(withInputs([''], work)).rejects.toThrow('empty');
});

test('a folder of its own is gone after the work, whether it was done or not', async () => {
  const made: string[] = [];
  await withFolder((path) => Promise.resolve(void made.push(path)));
  await withFolder((path) => {
    made.push(path);
    writeFileSync(join(path, 'part'), '');
    return Promise.reject(new Error('broken'));
  }).catch(() => undefined);
  expect(made.map((path) => existsSync(path))).toEqual([false, false]);
});
