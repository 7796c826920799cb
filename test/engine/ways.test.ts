// Do the side ways work: duplicates, opinions of other tools, damaged files, ranking by labels, threads that die?
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Engine, ValueOf } from '../../shared/contract.ts';
import { ask } from '../../main/engine/index.ts';
import { crew } from '../../main/engine/crew.ts';
import { sample, sampleText } from '../built.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';

const open: TestEngine[] = [];
const start = async (name: string, at?: string): Promise<TestEngine> => {
  const made = await testEngine(name, {}, at);
  open.push(made);
  return made;
};
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

const fresh = async (engine: Engine, key: string) => (await ask(engine, 'review.create', { key: `ways-${key}`, title: key })).review;
const labels = JSON.parse(sampleText('labels.json')) as Record<string, 0 | 1>;

describe('duplicates', () => {
  test('the same file twice: the second adds nothing to the queue, and every record is still there', { timeout: 60_000 }, async () => {
    const { engine, hand } = await start('twice');
    const review = await fresh(engine, 'twice');
    const once = await ask(engine, 'import.files', { review, files: [hand(sample('sample.nbib'))] });
    const twice = await ask(engine, 'import.files', { review, files: [hand(sample('sample.nbib'))] });
    const [first] = once.receipts;
    const [second] = twice.receipts;
    expect(second).toMatchObject({ read: first!.read, kept: 0, duplicates: first!.read });
    expect(twice.summary.counts.all).toBe(once.summary.counts.all);
    const { groups, total } = await ask(engine, 'duplicates.list', { review, state: 'merged', offset: 0, limit: 10 });
    expect(total).toBeGreaterThanOrEqual(first!.kept);
    const { kept, members, group } = groups[0]!;
    expect(members.map((member) => member.key)).toContain(kept);
    const card = await ask(engine, 'screen.card', { review, citation: kept });
    expect(card.files).toEqual(['sample.nbib']);
    const split = await ask(engine, 'duplicates.decide', { review, key: 'ways-split-1', group, verdict: 'split' });
    expect(split.summary.counts.all).toBe(once.summary.counts.all + members.length - 1);
    const repeated = await ask(engine, 'duplicates.decide', { review, key: 'ways-split-1', group, verdict: 'split' });
    expect(repeated.seq).toBe(split.seq);
  });

  test('a question is answered by merging or splitting, and is then gone', { timeout: 60_000 }, async () => {
    const { engine, hand, host } = await start('asked');
    const review = await fresh(engine, 'asked');
    const file = join(host.folders.temp, 'alike.ris');
    writeFileSync(file, alike);
    const { summary } = await ask(engine, 'import.files', { review, files: [hand(file)] });
    const { groups } = await ask(engine, 'duplicates.list', { review, state: 'ask', offset: 0, limit: 10 });
    expect(groups).toHaveLength(2);
    expect(summary.duplicatesToSee).toBe(2);
    for (const [at, { group }] of groups.entries())
      await ask(engine, 'duplicates.decide', { review, key: `ways-answer-${String(at)}`, group, verdict: at === 0 ? 'merge' : 'split' });
    expect((await ask(engine, 'review.summary', { review })).duplicatesToSee).toBe(0);
    expect((await ask(engine, 'review.verify', { review })).findings).toEqual([]);
  });
});

/** Two pairs of which only a person can say whether they are one: no identifiers, and a year or a word of the title differs. */
const alike = [
  ['Text messages for asthma: a randomised trial in schools', 'Mbeki, Chidi', '2015', 'J Invent Airway Med', '', ''],
  ['Text messages for asthma: a randomised trial in schools', 'Mbeki, Chidi', '2016', 'J Invent Airway Med', '', ''],
  ['Inhaler alarms in older adults', 'Kowalska, Irena', '2012', 'Imag J Digit Health', '3', '11'],
  ['Inhaler alarms in adults', 'Kowalska, Irena', '2012', 'Imag J Digit Health', '3', ''],
]
  .map(
    ([title, author, year, journal, volume, page]) =>
      `TY  - JOUR\nTI  - ${title!}\nAU  - ${author!}\nPY  - ${year!}\nJO  - ${journal!}\nVL  - ${volume!}\nSP  - ${page!}\nER  - \n`,
  )
  .join('\n');

test('decisions of another tool are offered, teach when accepted, and count nowhere', { timeout: 60_000 }, async () => {
  const { engine, hand, host } = await start('opinions');
  const review = await fresh(engine, 'opinions');
  const file = join(host.folders.temp, 'labelled.csv');
  writeFileSync(
    file,
    `title,abstract,year,asreview_label\n${Array.from({ length: 12 }, (_, at) => `"Trial ${'abcdefghijkl'[at]!} of reminders number ${String(at)}","Some words ${String(at * 37)}",2001,${at < 3 ? '1' : at < 8 ? '0' : ''}`).join('\n')}\n`,
  );
  const { summary, receipts } = await ask(engine, 'import.files', { review, files: [hand(file)] });
  expect(receipts[0]!.opinions).toMatchObject({ include: 3, exclude: 5 });
  expect(summary).toMatchObject({ opinionsToSee: 8, counts: { all: 12, read: 0 } });
  const accepted = await ask(engine, 'import.opinions', { review, key: 'ways-opinions', accept: true });
  expect(accepted.summary).toMatchObject({ opinionsToSee: 0, counts: { all: 4, read: 0, include: 0, prior: { include: 3, exclude: 5 } } });
  const repeated = await ask(engine, 'import.opinions', { review, key: 'ways-opinions', accept: true });
  expect(repeated.summary.counts).toEqual(accepted.summary.counts);
  const progress = await ask(engine, 'progress.get', { review });
  expect(progress.curve.points).toEqual([]);
  await ask(engine, 'rank.again', { review });
  expect((await ask(engine, 'screen.queue', { review, count: 50 })).cards).toHaveLength(4);
});

test('the reason that records like it were excluded with is told, once exclusions say more than habit', { timeout: 60_000 }, async () => {
  const { engine, hand, host } = await start('reasons');
  const review = await fresh(engine, 'reasons');
  const file = join(host.folders.temp, 'two-kinds.csv');
  const kinds = ['Inhaler alarms in laboratory mice with induced asthma', 'Cost of inhaler alarms: an economic evaluation for insurers'];
  const rows = Array.from(
    { length: 14 },
    (_, at) => `"${kinds[at % 2]!}, part ${'abcdefghijklmn'[at]!}","Report ${String(at * 37)}.",${String(1990 + at)}`,
  );
  writeFileSync(file, `title,abstract,year\n${rows.join('\n')}\n`);
  await ask(engine, 'import.files', { review, files: [hand(file)] });
  const { cards } = await ask(engine, 'screen.queue', { review, count: 14 });
  const aboutMice = (card: (typeof cards)[number]) => card.title.text.includes('mice');
  const [mice, costs] = [cards.filter(aboutMice), cards.filter((card) => !aboutMice(card))];
  expect([mice.length, costs.length]).toEqual([7, 7]);
  const decide = (card: (typeof cards)[number], reason: string) =>
    ask(engine, 'screen.decide', {
      review,
      key: `ways-reason-${String(card.citation)}`,
      citation: card.citation,
      verdict: 'exclude',
      stage: 'abstract',
      reason,
    });
  for (const card of mice.slice(0, 6)) await decide(card, 'Not in people');
  expect((await ask(engine, 'screen.why', { review, citation: costs[6]!.citation })).reason).toBeUndefined();
  for (const card of costs.slice(0, 6)) await decide(card, 'No health outcome');
  await ask(engine, 'rank.again', { review });
  expect((await ask(engine, 'screen.why', { review, citation: mice[6]!.citation })).reason).toEqual({ text: 'Not in people', right: 12, of: 12 });
  expect((await ask(engine, 'screen.why', { review, citation: costs[6]!.citation })).reason).toEqual({
    text: 'No health outcome',
    right: 12,
    of: 12,
  });
});

describe('ranking', () => {
  test('one in five looks beyond the likeliest, where that is asked for; the rest of the queue is the same', { timeout: 60_000 }, async () => {
    const { engine } = await start('explores');
    const { review } = await ask(engine, 'library.sample', {});
    await ask(engine, 'rank.again', { review });
    const usual = (await ask(engine, 'screen.queue', { review, count: 50 })).cards;
    expect(usual.some(({ wider }) => wider === true)).toBe(false);
    expect((await ask(engine, 'settings.set', { explore: 0.2 })).explore).toBe(0.2);
    await ask(engine, 'rank.again', { review });
    const { cards } = await ask(engine, 'screen.queue', { review, count: 50 });
    const wider = cards.filter((card) => card.wider === true).map(({ citation }) => citation);
    expect(wider.length).toBeGreaterThan(0);
    expect(new Set(cards.map(({ citation }) => citation)).size).toBe(50);
    const others = (from: typeof cards) => from.map(({ citation }) => citation).filter((citation) => !wider.includes(citation));
    expect(others(cards)).toEqual(others(usual).slice(0, others(cards).length));
  });
  test(
    'sixty decisions with the true labels find more than the protocol alone, and the order comes back after a restart',
    { timeout: 120_000 },
    async () => {
      const first = await start('learns');
      const { review } = await ask(first.engine, 'library.sample', {});
      await ask(first.engine, 'rank.again', { review });
      const isRelevant = (card: { fields: { pmid?: string } }) => labels[card.fields.pmid ?? ''] === 1;
      const byProtocol = await ask(first.engine, 'screen.queue', { review, count: 50 });
      const foundAlone = byProtocol.cards.slice(0, 40).filter(isRelevant).length;
      let found = 0;
      for (let at = 0; at < 40; at += 1) {
        const { cards } = await ask(first.engine, 'screen.queue', { review, count: 1 });
        const relevant = isRelevant(cards[0]!);
        found += Number(relevant);
        await ask(first.engine, 'screen.decide', {
          review,
          key: `ways-learn-${String(at)}`,
          citation: cards[0]!.citation,
          verdict: relevant ? 'include' : 'exclude',
          stage: 'abstract',
          rank: 1,
        });
        await ask(first.engine, 'rank.again', { review });
      }
      expect(found).toBeGreaterThanOrEqual(foundAlone);
      expect(found).toBeGreaterThan(15);
      const why = await ask(first.engine, 'screen.why', { review, citation: byProtocol.cards[0]!.citation });
      expect(why.ranker).toBe('winnow');
      expect(why.parts.length).toBeGreaterThan(0);
      expect(Math.max(...why.parts.map((part) => Math.abs(part.share)))).toBe(1);
      const progress = await ask(first.engine, 'progress.get', { review });
      expect(progress.curve.points.at(-1)).toEqual({ read: 40, found });
      expect(progress.curve.expected.at(-1)).toMatchObject({ read: progress.counts.all, mid: found + progress.left!.mid });
      expect(progress.sentence).toContain(`40 of ${String(progress.counts.all)} read, ${String(found)} found`);
      const stop = await ask(first.engine, 'stop.get', { review, target: 0.95 });
      expect(stop.rules.map((rule) => rule.kind)).toContain('evidence');
      expect(stop.sentence).toMatch(/drawn at random and finding none would prove 95% recall/);
      expect(stop.plans.map((plan) => plan.allowed)).toEqual([0, 1]);
      expect(stop.plans[1]!.sample).toBeGreaterThanOrEqual(stop.plans[0]!.sample!);
      const report = await ask(first.engine, 'reports.get', { review });
      const { identified, duplicates, rejected, prior, screened, unscreened, excluded, maybe, included } = report.prisma as Record<string, number>;
      expect(identified! - duplicates! - rejected!).toBe(screened! + unscreened! + prior!);
      expect([screened, excluded, included]).toEqual([40, 40 - found, found]);
      expect(screened).toBe(excluded! + included! + maybe!);
      expect(report.methods).toMatch(
        /Titles and abstracts of 40 records were screened by 1 reviewer .* with Winnow 0\.0\.0 in the order given by the ranker winnow/,
      );
      const before = await ask(first.engine, 'screen.queue', { review, count: 50 });
      expect(before.ranking.by).toBe('protocol+labels');
      await first.engine.close();
      const second = await start('learns', first.host.folders.data.replace(/\/data$/, ''));
      const kept = await ask(second.engine, 'screen.queue', { review, count: 50 });
      expect(kept.cards.map((card) => card.citation)).toEqual(before.cards.map((card) => card.citation));
      await ask(second.engine, 'rank.again', { review });
      const again = await ask(second.engine, 'screen.queue', { review, count: 50 });
      expect(again.cards.map((card) => card.citation)).toEqual(before.cards.map((card) => card.citation));
      const rows = await ask(second.engine, 'simulate.run', { review, rankers: ['bm25', 'winnow'], priors: 'none', seeds: 1 });
      expect(rows.map((row) => row.ranker)).toEqual(['bm25', 'winnow']);
      for (const { measures, curve } of rows) {
        expect(measures.ap).toBeGreaterThan(0.2);
        expect(curve.at(-1)).toEqual({ read: 1, recall: 1 });
      }
    },
  );
});

describe('files', () => {
  const trouble = async (damage: (path: string) => void) => {
    const made = await start('files');
    const { review } = await ask(made.engine, 'library.sample', {});
    const entry = (await ask(made.engine, 'library.list', {})).find((one) => one.review === review)!;
    await ask(made.engine, 'screen.decide', {
      review,
      key: 'ways-files-1',
      citation: (await ask(made.engine, 'screen.queue', { review, count: 1 })).cards[0]!.citation,
      verdict: 'include',
      stage: 'abstract',
    });
    await ask(made.engine, 'review.close', { review });
    damage(entry.place);
    return { ...made, review, place: entry.place };
  };
  const stateOf = async (engine: Engine): Promise<ValueOf<'library.list'>[number]> => (await ask(engine, 'library.list', {}))[0]!;

  test('a review that is not where it was says so, offers its backup, and comes back from it', { timeout: 60_000 }, async () => {
    const { engine, review, place } = await trouble((path) => rmSync(path));
    expect(await stateOf(engine)).toMatchObject({ state: 'missing', backup: expect.stringContaining('.winnow') as string });
    await expect(ask(engine, 'review.summary', { review })).rejects.toMatchObject({ code: 'review.missing' });
    await ask(engine, 'review.restore', { review });
    expect(existsSync(place)).toBe(true);
    expect((await ask(engine, 'review.summary', { review })).counts).toMatchObject({ read: 1, include: 1 });
  });

  test('a damaged review is marked with its reason and comes back from its backup', { timeout: 60_000 }, async () => {
    const { engine, review } = await trouble((path) => {
      writeFileSync(path, readFileSync(path).fill(0x5a, 4_096, 40_000));
    });
    await expect(ask(engine, 'review.summary', { review })).rejects.toMatchObject({ code: 'review.damaged' });
    expect(await stateOf(engine)).toMatchObject({ state: 'damaged', trouble: expect.stringContaining('damaged') as string });
    await ask(engine, 'review.restore', { review });
    expect((await ask(engine, 'review.summary', { review })).counts.read).toBe(1);
    expect((await stateOf(engine)).state).toBe('ready');
  });

  test.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['an empty file', Buffer.alloc(0)],
    ['half a record', Buffer.from('PMID')],
    ['a Word file', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex')],
  ])('%s is refused with a sentence, and nothing of it is in the review', { timeout: 60_000 }, async (_name, bytes) => {
    const { engine, hand, host } = await start('refused');
    const review = await fresh(engine, 'refused');
    const file = join(host.folders.temp, 'refused.bin');
    writeFileSync(file, bytes);
    await expect(ask(engine, 'import.files', { review, files: [hand(file)] })).rejects.toMatchObject({
      name: 'Failure',
      code: expect.stringMatching(/^(file|archive)\./) as string,
    });
    expect(await ask(engine, 'import.receipts', { review })).toEqual([]);
    expect((await ask(engine, 'review.verify', { review })).findings).toEqual([]);
  });

  test('a review opened from elsewhere keeps its place in the library; a file that is none is refused', { timeout: 60_000 }, async () => {
    const one = await start('elsewhere');
    const { review } = await ask(one.engine, 'library.sample', {});
    await ask(one.engine, 'review.close', { review });
    const copy = join(one.host.folders.temp, 'copy.winnow');
    copyFileSync((await stateOf(one.engine)).place, copy);
    const two = await start('elsewhere-2');
    expect(await ask(two.engine, 'review.openFile', { file: two.hand(copy) })).toEqual({ review });
    expect((await stateOf(two.engine)).place).toBe(copy);
    await expect(ask(two.engine, 'review.openFile', { file: two.hand(sample('sample.nbib')) })).rejects.toMatchObject({ code: 'review.foreign' });
  });
});

describe('threads', () => {
  /** A thread whose tasks do as they are called. */
  const threadFolder = async (): Promise<string> => {
    const { host } = await start('threads');
    const body = `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id, task, flag }) => {
        if (task === 'die') process.exit(1);
        if (task === 'say') parentPort.postMessage({ id, value: 'said' });
        if (task === 'wait') { parentPort.postMessage({ id, step: { done: 1 } }); const seen = new Int32Array(flag); while (Atomics.load(seen, 0) === 0) Atomics.wait(seen, 0, 0, 5); parentPort.postMessage({ id, failure: 'call.cancelled', slots: {} }); }
        if (task === 'part') parentPort.postMessage({ id, part: 'a part' });
      });`;
    writeFileSync(join(host.folders.temp, 'work.js'), body);
    writeFileSync(join(host.folders.temp, 'package.json'), '{"type":"module"}');
    return host.folders.temp;
  };

  test('one that dies fails its task, those that wait get a new one', { timeout: 30_000 }, async () => {
    const pool = crew('work', await threadFolder(), 1);
    const [died, said] = await Promise.allSettled([pool.run('die', {}), pool.run('say', {})]);
    expect(died.status).toBe('rejected');
    expect(said).toEqual({ status: 'fulfilled', value: 'said' });
    await pool.close();
    await expect(pool.run('say', {})).rejects.toMatchObject({ code: 'call.cancelled' });
  });

  test('one that works looks at its flag; one that waits is never started', { timeout: 30_000 }, async () => {
    const pool = crew('work', await threadFolder(), 1);
    const stop = new AbortController();
    const working = pool.run('wait', {}, { signal: stop.signal, step: () => stop.abort() });
    const waiting = pool.run('say', {}, { signal: stop.signal });
    const ends = await Promise.allSettled([working, waiting]);
    expect(ends.map((end) => (end.status === 'rejected' ? (end.reason as { code: string }).code : 'done'))).toEqual([
      'call.cancelled',
      'call.cancelled',
    ]);
    await pool.close();
  });

  test('a part that the desk cannot keep ends the task with the desk’s reason', { timeout: 30_000 }, async () => {
    const pool = crew('work', await threadFolder(), 1);
    const full = new Error('disk full');
    await expect(pool.run('part', {}, { part: () => Promise.reject(full) })).rejects.toBe(full);
    await pool.close();
  });
});
