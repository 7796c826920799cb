// Does the wire keep its rules within one process?
import { expect, test } from 'vitest';
import { contract, type Engine } from '../../shared/contract.ts';
import { answerWire, incident, memoryPair } from '../../main/engine/index.ts';
import { ask, overChannel } from '../../main/engine/client.ts';
import type { Log } from '../../main/engine/host.ts';
import { testEngine } from './engine.ts';
import { wireSuite } from './suite.ts';

wireSuite({
  name: 'memory',
  open: async () => {
    const { engine, host } = await testEngine('wire-memory');
    return {
      connect: () => {
        const [near, far] = memoryPair();
        answerWire(engine, far, { log: host.log, incident });
        return Promise.resolve(near);
      },
      close: () => engine.close(),
    };
  },
});

/** An engine of one answer, to see what the wire makes of it. */
const answering = (call: Engine['call']) => {
  const logged: unknown[] = [];
  const log: Log = { info: () => undefined, warn: () => undefined, error: (facts) => logged.push(facts) };
  const [near, far] = memoryPair();
  answerWire({ call, close: () => Promise.resolve() }, far, { log, incident: () => 'abcd1234', stepMs: 20 });
  return { near, logged };
};

test('a bug is told by an id that finds it in the log; neither message nor path travels, and the log holds no text of a record', async () => {
  const { near, logged } = answering(async function* () {
    await Promise.resolve();
    yield* [];
    throw new TypeError('Title of a secret citation');
  });
  await expect(ask(overChannel(near), 'host.info', {})).rejects.toMatchObject({ code: 'incident', slots: { incident: 'abcd1234' } });
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).toContain('abcd1234');
  expect(JSON.stringify(logged)).toContain('TypeError');
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test('progress is coalesced: a thousand steps become a few, the newest among them, and what was true stays true', async () => {
  const { near } = answering(async function* () {
    for (let done = 1; done <= 1_000; done += 1) {
      yield { done, queue: done === 500 };
      if (done % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return [];
  } as unknown as Engine['call']);
  const steps: { done: number; queue: boolean }[] = [];
  await ask(overChannel(near), 'library.list', {}, { step: (step) => steps.push(step) });
  expect(steps.length).toBeLessThan(20);
  expect(steps.at(-1)?.done).toBe(1_000);
  expect(steps.some((step) => step.queue)).toBe(true);
});

test('rows of a simulation are results: every one arrives', async () => {
  const { near } = answering(async function* () {
    await Promise.resolve();
    for (let done = 1; done <= 100; done += 1) yield { done, row: { seed: done } };
    return [];
  } as unknown as Engine['call']);
  const seeds: number[] = [];
  const input = { review: 'x', rankers: ['bm25'], priors: 'none' as const, seeds: 1 };
  await ask(overChannel(near), 'simulate.run', input, { step: (step) => seeds.push(step.row?.seed ?? 0) });
  expect(seeds).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
});

test('cancelling reaches the work, and the caller hears of it once', async () => {
  let aborted = false;
  const { near } = answering(async function* (
    _method: unknown,
    _input: unknown,
    signal: { addEventListener(type: 'abort', then: () => void): void },
  ) {
    yield { done: 0 };
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        aborted = true;
        resolve();
      });
    });
    return [];
  } as unknown as Engine['call']);
  const stop = new AbortController();
  const asked = ask(overChannel(near), 'review.verify', { review: 'x' }, { signal: stop.signal, step: () => stop.abort() });
  await expect(asked).rejects.toMatchObject({ code: 'call.cancelled' });
  expect(aborted).toBe(true);
});

test('every method of the contract says whether it reads, writes or works', () => {
  for (const [name, method] of Object.entries(contract)) expect(['read', 'write', 'job'], name).toContain(method.kind);
});
