// Does the whole way work? New review, import, queue, decide, undo, export, close, reopen: as a reviewer walks it.
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Engine } from '../../shared/contract.ts';
import { answerWire, ask, incident, memoryPair, overChannel } from '../../main/engine/index.ts';
import { sample } from '../built.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const overWire = ({ engine, host }: TestEngine): Engine => {
  const [near, far] = memoryPair();
  answerWire(engine, far, { log: host.log, incident });
  return overChannel(near);
};

const folder: { at?: string } = {};
const open: TestEngine[] = [];
const start = async () => {
  const made = await testEngine('walk', {}, folder.at);
  folder.at = made.host.folders.data.replace(/\/data$/, '');
  open.push(made);
  return made;
};
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

const key = (name: string) => `walk-test-${name}`;

test('from the file to the export, and again after a restart', { timeout: 60_000 }, async () => {
  const first = await start();
  const engine = overWire(first);
  const { review } = await ask(engine, 'review.create', { key: key('create'), title: 'Reminders in asthma' });
  const steps: string[] = [];
  const imported = await ask(
    engine,
    'import.files',
    { review, files: [first.hand(sample('sample.nbib'))] },
    { step: ({ doing }) => steps.push(doing) },
  );
  const [receipt] = imported.receipts;
  expect(receipt).toMatchObject({ file: 'sample.nbib', format: 'nbib' });
  expect(receipt!.read).toBe(receipt!.kept + receipt!.duplicates + receipt!.rejected);
  expect(imported.summary.counts.all).toBe(receipt!.kept);
  await ask(engine, 'rank.again', { review });

  const { cards } = await ask(engine, 'screen.queue', { review, count: 5 });
  expect(cards).toHaveLength(5);
  expect(cards.map((card) => card.rank)).toEqual([1, 2, 3, 4, 5]);
  expect(cards[0]!.title.text).not.toBe('');

  const decide = (citation: number, verdict: 'include' | 'exclude' | 'maybe' | 'later', name: string) =>
    ask(engine, 'screen.decide', { review, key: key(name), citation, verdict, stage: 'abstract', rank: 1 });
  const one = await decide(cards[0]!.citation, 'include', 'one');
  expect(one.summary.counts).toMatchObject({ read: 1, include: 1 });
  expect((await decide(cards[0]!.citation, 'include', 'one')).seq).toBe(one.seq);
  await decide(cards[1]!.citation, 'exclude', 'two');
  await decide(cards[2]!.citation, 'later', 'three');
  const after = await ask(engine, 'screen.queue', { review, count: 50 });
  expect(after.cards.map((card) => card.citation)).not.toContain(cards[0]!.citation);

  const undone = await ask(engine, 'screen.undo', { review, key: key('undo') });
  expect(undone.citation).toBe(cards[2]!.citation);
  const again = await ask(engine, 'screen.undo', { review, key: key('undo-2') });
  expect(again.citation).toBe(cards[1]!.citation);
  expect(again.summary.counts).toMatchObject({ read: 1, exclude: 0 });
  const redone = await ask(engine, 'screen.redo', { review, key: key('redo') });
  expect(redone.citation).toBe(cards[1]!.citation);
  expect(redone.summary.counts).toMatchObject({ read: 2, exclude: 1 });
  await ask(engine, 'screen.note', { review, key: key('note-1'), citation: cards[1]!.citation, text: 'No control group' });
  await ask(engine, 'screen.tag', { review, key: key('tag-1'), citation: cards[1]!.citation, tag: 'design', on: true });
  expect(await ask(engine, 'screen.card', { review, citation: cards[1]!.citation })).toMatchObject({
    notes: ['No control group'],
    tags: ['design'],
    decision: { verdict: 'exclude' },
  });
  expect(await ask(engine, 'browse.tags', { review })).toEqual([{ tag: 'design', count: 1 }]);
  const worn = await ask(engine, 'browse.rows', { review, filter: { tag: 'design' }, sort: { by: 'key', down: false }, offset: 0, limit: 5 });
  expect(worn.rows.map((row) => row.citation)).toEqual([cards[1]!.citation]);
  const history = await ask(engine, 'screen.history', { review, limit: 3 });
  expect(history.map((item) => item.verdict)).toEqual(['exclude', 'cleared', 'cleared']);
  await ask(engine, 'screen.at', { review, citation: cards[3]!.citation });

  const rows = await ask(engine, 'browse.rows', {
    review,
    filter: { only: ['include', 'exclude'] },
    sort: { by: 'decided', down: false },
    offset: 0,
    limit: 10,
  });
  expect(rows.rows.map((row) => row.citation)).toEqual([cards[0]!.citation, cards[1]!.citation]);
  const found = await ask(engine, 'browse.rows', {
    review,
    filter: { search: 'reminders asthma' },
    sort: { by: 'title', down: false },
    offset: 0,
    limit: 10,
  });
  expect(found.total).toBeGreaterThan(0);

  for (const [format, mark] of [
    ['ris', /^TY {2}- /m],
    ['csv', /winnow_decision|title/i],
    ['nbib', /^PMID- /m],
  ] as const) {
    const exported = await ask(engine, 'export.write', { review, format, order: 'decision' });
    const { path } = first.offered.get(exported.href)!;
    expect(exported.count).toBe(receipt!.kept);
    expect(readFileSync(path, 'utf8')).toMatch(mark);
  }
  expect(await ask(engine, 'review.verify', { review })).toEqual({ sound: true, findings: [] });
  const before = await ask(engine, 'review.summary', { review });
  await first.engine.close();

  const second = overWire(await start());
  const shelf = await ask(second, 'library.list', {});
  expect(shelf).toMatchObject([{ review, title: 'Reminders in asthma', state: 'ready', counts: before.counts }]);
  const summary = await ask(second, 'review.summary', { review });
  expect(summary.counts).toEqual(before.counts);
  expect(summary.at).toBe(cards[3]!.citation);
  expect(summary.canUndo).toBe(true);
});

test('the sample is there in one call, and asking again makes no second one', { timeout: 60_000 }, async () => {
  const { engine } = open.at(-1) ?? (await start());
  const one = await ask(engine, 'library.sample', {});
  const two = await ask(engine, 'library.sample', {});
  expect(two).toEqual(one);
  const summary = await ask(engine, 'review.summary', one);
  expect(summary.counts.all).toBeGreaterThan(100);
  expect(summary.protocol.criteria.length).toBeGreaterThan(2);
});
