// The scoring process is killed while an open review is being read by meaning: is it said, started again, and the order in the end what it would
// have been? (RELIABILITY R8, R9) With the model that ships, in a program folder of its own so that its processes can be told from others.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { makeNbib } from '../../bench/make-nbib.ts';
import { answerWire, ask, incident, memoryPair, overChannel, silentLog } from '../../main/engine/index.ts';
import { openReview } from '../../main/store/index.ts';
import type { Engine, RankingState } from '../../shared/contract.ts';
import { built, freshFolder } from '../built.ts';
import { children } from '../models/models.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';
import { until } from './watching.ts';

const records = 240;
const home = freshFolder('killed');
const program = join(home, 'program');
const file = join(home, 'made.nbib');
const scorers = () => children(join(program, 'scorer.js'));
const kill = () => {
  for (const pid of scorers()) process.kill(pid, 'SIGKILL');
};
const open: TestEngine[] = [];
const warned: string[] = [];
let straight: Ended;
beforeAll(async () => {
  mkdirSync(home, { recursive: true });
  makeNbib(file, records, 0);
  cpSync((await built()).folder, program, { recursive: true });
  const review = await started();
  await review.until(({ meaning }) => meaning !== undefined);
  straight = await review.ended();
}, 90_000);
afterEach(() => void vi.restoreAllMocks());
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});

/** Of the last ranking: hashes over what it was made from, and over order and scores. */
interface Ended {
  readonly inputs: string;
  readonly digest: string;
}

/** The same review, and so the same ties, in an engine of its own; its reading has begun or will soon. */
const started = async () => {
  const log = { ...silentLog, warn: (_facts: unknown, event: string) => void warned.push(event) };
  const made = await testEngine('killed', { threads: join(program, 'threads'), log });
  open.push(made);
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  const engine: Engine = overChannel(near);
  const { review } = await ask(engine, 'review.create', { key: 'killed-review' });
  await ask(engine, 'rank.again', { review, ranker: 'bi-encoder' });
  const protocol = { title: 'Reminders for adherence in asthma', question: 'Do reminders help people to take their inhalers?', criteria: [] };
  await ask(engine, 'protocol.set', { review, key: 'killed-protocol', protocol });
  await ask(engine, 'import.files', { review, files: [made.hand(file)] });
  const state = async (): Promise<RankingState> => (await ask(engine, 'review.summary', { review })).ranking;
  const untilState = (so: (state: RankingState) => boolean) => until(engine, review, async () => so(await state()));
  return {
    engine,
    review,
    state,
    until: untilState,
    ended: async (): Promise<Ended> => {
      await untilState(({ meaning, trouble }) => meaning === undefined && trouble === undefined);
      await ask(engine, 'rank.again', { review }); // with all that was read; nothing new is recorded where that was done
      await made.engine.close();
      open.splice(open.indexOf(made), 1);
      const kept = openReview(join(made.host.folders.data, 'reviews', `${review}.winnow`), { mode: 'read' });
      const { inputs, digest, n } = kept.rankings.last()!;
      kept.close();
      expect(n).toBe(records);
      return { inputs, digest };
    },
  };
};

test('killed midway: said, started again, and the same order in the end', { timeout: 60_000 }, async () => {
  const review = await started();
  await review.until(({ meaning }) => (meaning?.done ?? 0) > 40);
  expect((await review.state()).meaning!.done).toBeLessThan(records);
  const before = scorers();
  kill();
  await review.until(({ trouble }) => /scoring process ended .* started again/.test(trouble ?? ''));
  expect((await ask(review.engine, 'screen.queue', { review: review.review, count: 50 })).cards.length).toBe(50);
  await review.until(({ trouble }) => trouble === undefined);
  const after = scorers();
  expect(after.length).toBe(1);
  expect(before).not.toContain(after[0]);
  expect(warned).toEqual(['the scoring process ended and is started again']);
  expect(await review.ended()).toEqual(straight);
});

test(
  'killed each time it says something: given up with a sentence; a minute later another order takes it up again',
  { timeout: 90_000 },
  async () => {
    const { engine, review, ...of } = await started();
    await of.until(({ meaning, trouble }) => {
      if ((meaning?.done ?? 0) > 0) kill();
      return /3 times within a minute/.test(trouble ?? '');
    });
    await of.until(({ meaning }) => meaning === undefined);
    expect((await ask(engine, 'rank.again', { review })).trouble).toMatch(/3 times/); // too soon
    expect(scorers()).toEqual([]);

    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 61_000);
    await ask(engine, 'rank.again', { review });
    await of.until(({ meaning }) => meaning !== undefined);
    expect(await of.ended()).toEqual(straight);
  },
);
