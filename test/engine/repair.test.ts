// A file is read again with its letters repaired, and once more without: does the review say what the newest reading said, in every field?
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answerWire, ask, incident, memoryPair, overChannel } from '../../main/engine/index.ts';
import { freshFolder } from '../built.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const open: TestEngine[] = [];
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

test('the newest reading of a record counts: repaired, and undone by reading it again', { timeout: 60_000 }, async () => {
  const made = await testEngine('repair', {});
  open.push(made);
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  const engine = overChannel(near);
  const folder = freshFolder('repair');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'twice.ris');
  writeFileSync(
    path,
    'TY  - JOUR\nTI  - Dry eyes in SjÃ¶gren syndrome\nAU  - MÃ¼ller, JÃ¶rg\nKW  - SjÃ¶gren\nAB  - It doesnâ€™t hurt.\nPY  - 2011\nJO  - Invented eyes\nVL  - 3\nSP  - 11\nER  - \n',
  );
  const { review } = await ask(engine, 'review.create', { key: 'repair-create', title: 'Eyes' });
  const fields = async () => {
    const { title, authors, keywords, abstract } = (await ask(engine, 'screen.card', { review, citation: 1 })).fields;
    return { title, authors, keywords, abstract };
  };
  const asItStands = { title: 'Dry eyes in SjÃ¶gren syndrome', authors: ['MÃ¼ller, JÃ¶rg'], keywords: ['SjÃ¶gren'], abstract: 'It doesnâ€™t hurt.' };
  const repaired = { title: 'Dry eyes in Sjögren syndrome', authors: ['Müller, Jörg'], keywords: ['Sjögren'], abstract: 'It doesn’t hurt.' };
  const read = async (repair: boolean) => {
    const { receipts } = await ask(engine, 'import.files', { review, files: [made.hand(path)], repair });
    return receipts.map(({ read: all, kept, duplicates }) => [all, kept, duplicates]);
  };
  expect([await read(false), await fields()]).toEqual([[[1, 1, 0]], asItStands]);
  expect([await read(true), await fields()]).toEqual([[[1, 0, 1]], repaired]);
  // The table says what the card says, and finds it.
  const table = async (search?: string) =>
    (
      await ask(engine, 'browse.rows', {
        review,
        filter: search === undefined ? {} : { search },
        sort: { by: 'key', down: false },
        offset: 0,
        limit: 5,
      })
    ).rows.map(({ citation, title, authors }) => [citation, title, authors]);
  expect([await table(), await table('Müller')]).toEqual([[[1, repaired.title, 'Müller']], [[1, repaired.title, 'Müller']]]);
  expect([await read(false), await fields()]).toEqual([[[1, 0, 1]], asItStands]);
});
