// A search is run again after screening has begun: what is new is read next; what was there is compared with what is said now.
import { afterAll, expect, test } from 'vitest';
import { answerWire, ask, incident, memoryPair, overChannel } from '../../main/engine/index.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from '../built.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const open: TestEngine[] = [];
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

const record = (pmid: string, title: string, more = '') =>
  `PMID- ${pmid}\nTI  - ${title}\n${more.includes('AB  - ') ? '' : `AB  - An invented abstract about ${title.toLowerCase()}, long enough to be told apart from others.\n`}FAU - Osei, Kwame\nDP  - 2019\nJT  - Invented airways\nAID - 10.5555/u${pmid} [doi]\n${more}`;

const first = [
  record('1', 'Alarms on inhalers in school children'),
  record('2', 'Text messages to remember the inhaler'),
  record('3', 'Pharmacists who explain inhalers'),
  record('4', 'Telephone calls for adults with asthma'),
];
const second = [
  record('1', 'Alarms on inhalers in school children'),
  record('2', '[Retracted] Text messages to remember the inhaler', 'PT  - Retracted Publication\n'),
  record(
    '3',
    'Pharmacists who explain inhalers',
    'AB  - Quite another abstract than before: the trial was reported anew with other figures and another design.\n',
  ),
  record('8', 'Songs against wheezing in kindergarten'),
  record('9', 'Peak flow diaries on paper or on a screen'),
];

test('a search update: new, known, changed, retracted; only what is new is next until all is wanted', { timeout: 60_000 }, async () => {
  const made = await testEngine('update', {});
  open.push(made);
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  const engine = overChannel(near);
  const folder = freshFolder('update');
  mkdirSync(folder, { recursive: true });
  const file = (name: string, records: readonly string[]) => {
    writeFileSync(join(folder, name), records.join('\n'));
    return made.hand(join(folder, name));
  };
  const { review } = await ask(engine, 'review.create', { key: 'update-create', title: 'Inhalers' });
  await ask(engine, 'import.files', { review, files: [file('first.nbib', first)] });
  await ask(engine, 'import.files', { review, files: [file('beside.nbib', [record('5', 'Spacers for small children')])] });
  await ask(engine, 'rank.again', { review });
  // Nothing is decided yet: a second file is no update.
  expect(await ask(engine, 'import.updates', { review })).toEqual([]);
  expect((await ask(engine, 'screen.queue', { review, count: 9 })).narrow).toBeUndefined();

  const titleOf = async (citation: number) => (await ask(engine, 'screen.card', { review, citation })).title.text;
  const { cards } = await ask(engine, 'screen.queue', { review, count: 9 });
  const named = async (pattern: RegExp) => {
    for (const { citation } of cards) if (pattern.test(await titleOf(citation))) return citation;
    throw new Error(String(pattern));
  };
  const texted = await named(/^Text messages/);
  await ask(engine, 'screen.decide', { review, key: 'update-one', citation: texted, verdict: 'include', stage: 'abstract' });

  const { receipts } = await ask(engine, 'import.files', { review, files: [file('second.nbib', second)] });
  expect(receipts[0]).toMatchObject({ read: 5, kept: 2, duplicates: 3, rejected: 0 });
  const [update, ...more] = await ask(engine, 'import.updates', { review });
  expect(more).toEqual([]);
  expect(update).toMatchObject({ file: 'second.nbib', fresh: 2, known: 3 });
  expect(update!.retracted).toEqual([expect.objectContaining({ citation: texted, verdict: 'include' })]);
  expect(update!.changed.map(({ fields }) => fields)).toEqual([['abstract']]);

  await ask(engine, 'rank.again', { review });
  const narrow = await ask(engine, 'screen.queue', { review, count: 9 });
  expect(narrow.narrow).toEqual({ from: update!.first, left: 2, others: 4 });
  expect((await Promise.all(narrow.cards.map(({ citation }) => titleOf(citation)))).sort()).toEqual([
    'Peak flow diaries on paper or on a screen',
    'Songs against wheezing in kindergarten',
  ]);
  for (const { citation } of narrow.cards)
    await ask(engine, 'screen.decide', { review, key: `update-${String(citation)}`, citation, verdict: 'exclude', stage: 'abstract' });
  expect(await ask(engine, 'screen.queue', { review, count: 9 })).toMatchObject({ cards: [], narrow: { left: 0, others: 4 } });
  await ask(engine, 'screen.narrow', { review, key: 'update-wide' });
  const wide = await ask(engine, 'screen.queue', { review, count: 9 });
  expect([wide.cards.length, wide.narrow]).toEqual([4, undefined]);
  // The retracted one says so on its card.
  expect((await ask(engine, 'screen.card', { review, citation: texted })).retracted).toMatch(/retract/i);
});

test('a list named after its verdict: offered, taken as prior knowledge, counted nowhere', async () => {
  const made = await testEngine('named', {});
  open.push(made);
  const folder = freshFolder('named');
  mkdirSync(folder, { recursive: true });
  const hand = (name: string, records: readonly string[]) => {
    writeFileSync(join(folder, name), records.join('\n'));
    return made.hand(join(folder, name));
  };
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  const engine = overChannel(near);
  const { review } = await ask(engine, 'review.create', { key: 'named-create', title: 'Inhalers' });
  const { receipts, summary } = await ask(engine, 'import.files', {
    review,
    files: [
      hand('review_123_included.nbib', first.slice(0, 3)),
      hand('irrelevant.nbib', [first[3]!]),
      hand('all.nbib', [record('7', 'Inhalers at night')]),
    ],
  });
  expect(receipts.map(({ opinions }) => opinions)).toEqual([
    { include: 3, exclude: 0, maybe: 0, conflict: 0, tools: [], byName: 'include' },
    { include: 0, exclude: 1, maybe: 0, conflict: 0, tools: [], byName: 'exclude' },
    undefined,
  ]);
  expect(summary).toMatchObject({ opinionsToSee: 4, counts: { read: 0, prior: { include: 0, exclude: 0 } } });
  const said = await ask(engine, 'import.opinions', { review, key: 'named-take', accept: true });
  expect(said.summary).toMatchObject({ opinionsToSee: 0, counts: { read: 0, prior: { include: 3, exclude: 1 } } });
});

test('a notice of retraction is shown as a notice, the article as retracted', async () => {
  const made = await testEngine('notices', {});
  open.push(made);
  const folder = freshFolder('notices');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'notices.ris');
  const titles = [
    'Alarms on inhalers in school children (Retracted article. See vol. 12, pg. 3, 2012)',
    'Text messages to remember the inhaler (Retraction of vol 12, pg 3, 2010)',
    'Peak flow diaries on paper or on a screen',
  ];
  writeFileSync(path, titles.map((title, at) => `TY  - JOUR\nTI  - ${title}\nPY  - 201${String(at)}\nER  - \n`).join(''));
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  const engine = overChannel(near);
  const { review } = await ask(engine, 'review.create', { key: 'notices-create', title: 'Inhalers' });
  await ask(engine, 'import.files', { review, files: [made.hand(path)] });
  const cards = await Promise.all([1, 2, 3].map((citation) => ask(engine, 'screen.card', { review, citation })));
  expect(cards.map(({ retracted, retracts }) => [retracted, retracts])).toEqual([
    ['Title says: retracted article', undefined],
    [undefined, 'Title says: retraction of vol'],
    [undefined, undefined],
  ]);
});
