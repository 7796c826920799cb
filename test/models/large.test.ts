// Is a model that is far too large refused in a sentence, before a byte of it is copied or read into memory?
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addModel } from '../../main/engine/index.ts';
import { shelfOf } from '../../main/models/index.ts';
import { freshFolder } from '../built.ts';
import { folderOf } from './models.ts';

const threeGigabytes = 3_000_000_000;

test.each(['as a file', 'as a folder'])('3 GB of nothing %s', async (how) => {
  const at = freshFolder('large');
  const [given, added, temp] = ['given', 'added', 'temp'].map((name) => join(at, name)) as [string, string, string];
  for (const folder of [given, added, temp]) mkdirSync(folder, { recursive: true });
  cpSync(join(folderOf('mpnet-wordpiece'), 'tokenizer.json'), join(given, 'tokenizer.json'));
  const file = join(given, 'model.onnx');
  writeFileSync(file, '');
  truncateSync(file, threeGigabytes); // a hole: it takes no room
  const before = process.memoryUsage();
  const adding = addModel(shelfOf(join(at, 'none'), added), {
    path: how === 'as a file' ? file : given,
    temp,
    signal: new AbortController().signal,
    log: () => undefined,
    entry: 'never started',
  });
  await expect(adding).rejects.toMatchObject({ code: 'model.large', message: expect.stringMatching(/3000 .*2000/) as string });
  const after = process.memoryUsage();
  expect(after.rss + after.external - before.rss - before.external).toBeLessThan(100_000_000);
  expect([readdirSync(added), readdirSync(temp)]).toEqual([[], []]);
  expect(existsSync(file)).toBe(true);
  rmSync(at, { recursive: true, force: true });
});
