// Does an import that is cancelled anywhere leave nothing behind, and come out the same when it is begun again? (RELIABILITY R9, R11)
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeNbib } from '../../bench/make-nbib.ts';
import { ask } from '../../main/engine/index.ts';
import { freshFolder } from '../built.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const folder = freshFolder('cancel');
const file = join(folder, 'made.nbib');
let made: TestEngine;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  makeNbib(file, 2_000, 0.2);
  made = await testEngine('cancel', {}, folder);
}, 60_000);
afterAll(() => made.engine.close());

test('cancelled at the first sign of each phase: no record, no receipt; then in whole', { timeout: 120_000 }, async () => {
  const { engine, hand } = made;
  const { review } = await ask(engine, 'review.create', { key: 'cancelled-import' });
  for (const phase of ['read', 'dedupe'] as const) {
    const stop = new AbortController();
    const importing = ask(
      engine,
      'import.files',
      { review, files: [hand(file)] },
      { signal: stop.signal, step: ({ doing }) => doing === phase && stop.abort() },
    );
    await expect(importing).rejects.toMatchObject({ code: 'call.cancelled' });
    expect((await ask(engine, 'review.summary', { review })).counts.all).toBe(0);
    expect(await ask(engine, 'import.receipts', { review })).toEqual([]);
  }
  const { receipts, summary } = await ask(engine, 'import.files', { review, files: [hand(file)] });
  const [receipt] = receipts;
  expect(receipt).toMatchObject({ read: 2_000, rejected: 0 });
  expect(receipt!.kept + receipt!.duplicates).toBe(2_000);
  expect(receipt!.duplicates).toBeGreaterThan(200);
  expect(summary.counts.all).toBe(receipt!.kept);
  expect(await ask(engine, 'review.verify', { review })).toEqual({ sound: true, findings: [] });

  const { review: other } = await ask(engine, 'review.create', { key: 'uninterrupted-import' });
  const straight = await ask(engine, 'import.files', { review: other, files: [hand(file)] });
  expect(straight.receipts[0]).toMatchObject({ read: receipt!.read, kept: receipt!.kept, duplicates: receipt!.duplicates });
});

test('every export counts what its screen counts', { timeout: 60_000 }, async () => {
  const { engine } = made;
  const { review } = await ask(engine, 'review.create', { key: 'uninterrupted-import' });
  const { cards } = await ask(engine, 'screen.queue', { review, count: 12 });
  for (const [at, { citation }] of cards.entries())
    await ask(engine, 'screen.decide', {
      review,
      key: `count-${String(at)}-decision`,
      citation,
      verdict: at % 3 === 0 ? 'include' : 'exclude',
      stage: 'abstract',
    });
  const sort = { by: 'rank', down: false } as const;
  for (const filter of [
    { only: ['include' as const] },
    { only: ['exclude' as const, 'include' as const] },
    { only: ['unscreened' as const] },
    { search: 'adherence' },
    { search: 'asthma', only: ['exclude' as const] },
    { years: [1995, 2000] as [number, number] },
  ]) {
    const { total } = await ask(engine, 'browse.rows', { review, filter, sort, offset: 0, limit: 1 });
    if (total === 0) continue;
    const exported = await ask(engine, 'export.write', { review, format: 'csv', filter, order: 'rank' });
    expect(exported.count).toBe(total);
  }
  const decided = await ask(engine, 'browse.decide', {
    review,
    key: 'bulk-decision',
    filter: { search: 'adherence', only: ['unscreened'] },
    verdict: 'exclude',
    reason: 'Bulk',
  });
  expect(decided.decided).toBeGreaterThan(0);
  const undone = await ask(engine, 'screen.undo', { review, key: 'bulk-undo-1' });
  expect(undone.summary.counts.read).toBe(12);
});

test('two windows import the same file at once: one after the other, and the second finds it all there', { timeout: 60_000 }, async () => {
  const { engine, hand } = made;
  const { review } = await ask(engine, 'review.create', { key: 'two-windows' });
  const both = await Promise.all([1, 2].map(() => ask(engine, 'import.files', { review, files: [hand(file)] })));
  const receipts = await ask(engine, 'import.receipts', { review });
  expect(receipts.map(({ read }) => read)).toEqual([2_000, 2_000]);
  expect(receipts[1]).toMatchObject({ kept: 0, duplicates: 2_000 });
  expect(both[1]!.summary.counts.all).toBe(receipts[0]!.kept);
});
