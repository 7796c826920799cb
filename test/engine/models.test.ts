// Does the model manager's way work: list, add a file that was handed over, choose, measure, remove?
import { afterAll, expect, test } from 'vitest';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { answerWire, ask, incident, memoryPair, overChannel } from '../../main/engine/index.ts';
import { freshFolder } from '../built.ts';
import { folderOf } from '../models/models.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const open: TestEngine[] = [];
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

const zipped = async (kind: string): Promise<string> => {
  const folder = freshFolder('zip');
  await mkdir(folder, { recursive: true });
  const zip = new yazl.ZipFile();
  for (const name of ['model.onnx', 'tokenizer.json', 'config.json', 'expected.json']) zip.addFile(join(folderOf(kind), name), `small/${name}`);
  zip.end();
  const path = join(folder, 'small.zip');
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
};

test('list, add, choose, measure, remove', { timeout: 90_000 }, async () => {
  const made = await testEngine('models', {});
  open.push(made);
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  const engine = overChannel(near);

  const [bundled, second] = await ask(engine, 'models.list', {});
  expect(bundled).toMatchObject({
    name: 'winnow-bi',
    brought: true,
    used: true,
    licence: 'Apache-2.0',
    kind: 'bi-encoder',
    width: 384,
    guessed: false,
  });
  expect(second).toMatchObject({ name: 'winnow-cross', used: true, kind: 'cross-encoder', width: 1, guessed: false });
  await expect(ask(engine, 'models.remove', { name: 'winnow-bi' })).rejects.toMatchObject({ code: 'model.brought' });

  const added = await ask(engine, 'models.add', { file: made.hand(await zipped('mpnet-wordpiece')) });
  expect(added).toMatchObject({ name: 'small', guessed: true, network: 'model.onnx', notes: [] });
  await ask(engine, 'settings.set', { model: 'small' });
  const both = await ask(engine, 'models.list', {});
  expect(both.map(({ name, used }) => [name, used])).toEqual([
    ['winnow-bi', false],
    ['winnow-cross', true],
    ['small', true],
  ]);

  const { speed } = await ask(engine, 'models.bench', { name: 'small' });
  expect(speed).toMatchObject({ name: 'small', records: 113, provider: 'cpu' });
  expect(speed!.perSecond).toBeGreaterThan(1);

  const { review } = await ask(engine, 'library.sample', {});
  await expect(ask(engine, 'models.bench', { name: 'small', review })).rejects.toMatchObject({ code: 'simulate.labels' });
  await ask(engine, 'rank.again', { review });
  const { cards } = await ask(engine, 'screen.queue', { review, count: 20 });
  for (const [at, { citation }] of cards.entries())
    await ask(engine, 'screen.decide', {
      review,
      key: `decide-${String(at)}`,
      citation,
      verdict: at % 4 === 0 ? 'include' : 'exclude',
      stage: 'abstract',
    });
  const { worth } = await ask(engine, 'models.bench', { name: 'small', review });
  expect(worth).toMatchObject({ name: 'small', decided: 20, relevant: 5 });
  expect(worth!.ap).toBeGreaterThan(0);

  expect((await ask(engine, 'models.remove', { name: 'small' })).map(({ name, used }) => [name, used])).toEqual([
    ['winnow-bi', true],
    ['winnow-cross', true],
  ]);
  await expect(ask(engine, 'models.add', { repo: 'not a name' })).rejects.toMatchObject({ code: 'hub.name' });
  await expect(ask(engine, 'models.add', {})).rejects.toMatchObject({ code: 'file.missing' });
});
