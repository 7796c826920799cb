// Does the page keep its word when the line to the engine breaks?
import { expect, it } from 'vitest';
import { Failure } from '../../shared/failures.ts';
import { limits } from '../../shared/wire.ts';
import { scripted, settle } from './scripted.ts';

const decision = (key: string) => ({ review: 'one', key, citation: 1, verdict: 'include' as const, stage: 'abstract' as const });

it('answers with the value, with steps on the way', async () => {
  const { wire } = scripted((_asked, reply) => {
    reply({ step: { done: 1 } });
    reply({ value: { receipts: [], summary: {} } });
  });
  const steps: unknown[] = [];
  const answer = await wire.ask('import.files', { review: 'one', files: ['a'] }, { step: (step) => steps.push(step) });
  expect(steps).toEqual([{ done: 1 }]);
  expect(answer).toEqual({ receipts: [], summary: {} });
});

it('turns a failure of the engine into its sentence', async () => {
  const { wire } = scripted((_asked, reply) => reply({ failure: 'review.locked', slots: { who: 'Ada' } }));
  const trouble = await wire.ask('review.summary', { review: 'one' }).then(undefined, (error: unknown) => error);
  expect(trouble).toBeInstanceOf(Failure);
  expect(String(trouble)).toContain('Ada');
});

it('keeps the incident id of a failure that no one expected', async () => {
  const { wire } = scripted((_asked, reply) => reply({ failure: 'incident', slots: {}, incident: 'k7' }));
  const trouble = await wire.ask('library.list', {}).then(undefined, (error: unknown) => String(error));
  expect(trouble).toContain('k7');
});

it('sends an unanswered write again with the same key over the next line', async () => {
  let answers = false;
  const line = scripted((asked, reply) => {
    if (answers) reply({ value: { seq: 1, key: (asked.input as { key: string }).key } });
  });
  const saved = line.wire.ask('screen.decide', decision('key-one-1'));
  await settle();
  answers = true;
  line.break();
  expect(await saved).toEqual({ seq: 1, key: 'key-one-1' });
  expect(line.heard.map(({ input }) => (input as { key: string }).key)).toEqual(['key-one-1', 'key-one-1']);
});

it('fails a job that was under way, for half of it may be done', async () => {
  const line = scripted(() => undefined);
  const job = line.wire.ask('import.files', { review: 'one', files: ['a'] }).then(undefined, (error: unknown) => error);
  await settle();
  line.break();
  expect(await job).toMatchObject({ code: 'wire.lost' });
  await settle();
  expect(line.heard).toHaveLength(1);
});

it('dials again with longer pauses until the engine answers, and then sends what waited in its order', async () => {
  const line = scripted((_asked, reply) => reply({ value: [] }));
  await settle();
  line.reachable = false;
  line.break();
  const first = line.wire.ask('screen.history', { review: 'one', limit: 1 });
  const second = line.wire.ask('screen.history', { review: 'one', limit: 2 });
  await settle();
  expect(line.wire.state).toBe('lost');
  line.reachable = true;
  await Promise.all([first, second]);
  expect(line.wire.state).toBe('open');
  expect(line.pauses.slice(0, 3)).toEqual([100, 200, 400]);
  expect(Math.max(...line.pauses)).toBeLessThanOrEqual(3_000);
  expect(line.heard.map(({ input }) => (input as { limit: number }).limit)).toEqual([1, 2]);
});

it('gives up when the engine is dead for good', async () => {
  const line = scripted(() => undefined);
  await settle();
  line.break(true);
  await settle();
  expect(line.wire.state).toBe('dead');
  expect(line.pauses).toEqual([]);
});

it('cancels a call that nobody waits for any more', async () => {
  const line = scripted(() => undefined);
  const abort = new AbortController();
  const call = line.wire.ask('screen.why', { review: 'one', citation: 1 }, { signal: abort.signal }).then(undefined, (error: unknown) => error);
  await settle();
  abort.abort();
  expect(await call).toBeInstanceOf(Failure);
  expect(line.cancelled).toEqual([1]);
});

it('never has more calls open than the wire allows', async () => {
  const open: (() => void)[] = [];
  let most = 0;
  const line = scripted((_asked, reply) => {
    open.push(() => reply({ value: null }));
    most = Math.max(most, open.length);
  });
  const calls = Array.from({ length: 100 }, (_, i) => line.wire.ask('screen.decide', decision(`key-${String(i).padStart(5, '0')}`)));
  await settle();
  expect(open).toHaveLength(limits.openCalls);
  while (open.length > 0) open.shift()?.();
  await Promise.all(calls);
  expect(most).toBeLessThanOrEqual(limits.openCalls);
  expect(line.heard.map(({ input }) => (input as { key: string }).key)).toEqual(
    Array.from({ length: 100 }, (_, i) => `key-${String(i).padStart(5, '0')}`),
  );
});
