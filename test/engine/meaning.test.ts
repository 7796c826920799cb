// Is a review read by the network in the background, does the order follow, and is it said why? With the model that ships.
import { afterAll, expect, test } from 'vitest';
import { ask, answerWire, incident, memoryPair, overChannel } from '../../main/engine/index.ts';
import type { Engine } from '../../shared/contract.ts';
import { testEngine, type TestEngine } from '../wire/engine.ts';
import { atRest, until } from './watching.ts';

const open: TestEngine[] = [];
afterAll(async () => {
  for (const { engine } of open) await engine.close();
});
const start = async (): Promise<Engine> => {
  const made = await testEngine('meaning', {});
  open.push(made);
  const [near, far] = memoryPair();
  answerWire(made.engine, far, { log: made.host.log, incident });
  return overChannel(near);
};

const labelsOfFirst = async (engine: Engine, review: string): Promise<readonly string[]> => {
  const { cards } = await ask(engine, 'screen.queue', { review, count: 1 });
  const { parts } = await ask(engine, 'screen.why', { review, citation: cards[0]!.citation });
  return parts.map(({ label }) => label);
};

test(
  'the sample: read by meaning, then closely where the ranker asks for it; the reasons name sentences and words',
  { timeout: 120_000 },
  async () => {
    const engine = await start();
    const { review } = await ask(engine, 'library.sample', {});
    await until(
      engine,
      review,
      async () => (await atRest(engine, review)) && (await labelsOfFirst(engine, review)).some((label) => /by meaning: “/.test(label)),
    );

    await ask(engine, 'rank.again', { review, ranker: 'late-interaction' });
    const byWords = async () =>
      (await atRest(engine, review)) && !(await labelsOfFirst(engine, review)).some((label) => /meaning|protocol/.test(label));
    await until(engine, review, byWords);
    const { cards, ranking } = await ask(engine, 'screen.queue', { review, count: 1 });
    expect(ranking.ranker).toBe('late-interaction');
    const why = await ask(engine, 'screen.why', { review, citation: cards[0]!.citation });
    expect(why.parts.length).toBeGreaterThan(3);
    expect(why.parts.every(({ label, weight }) => weight < 0.5 && /^[^\s]+( ~ [^\s]+)?$/.test(label))).toBe(true);
  },
);
