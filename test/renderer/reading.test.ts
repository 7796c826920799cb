// Is the next citation always at hand, and does nothing that was decided come back or get lost?
import { expect, it } from 'vitest';
import type { HistoryItem } from '../../shared/contract.ts';
import { Reading } from '../../renderer/client/reading.svelte.ts';
import { timelineOf } from '../../renderer/client/timeline.ts';
import { card, scripted, settle, summary, type Asked } from './scripted.ts';

/** An engine that keeps a queue of numbers and decisions, and answers decisions only when told to. */
const engine = (numbers: readonly number[], { slow = false, unordered = false } = {}) => {
  let ordered = unordered ? 0 : 1;
  let queue = [...numbers];
  const decided: { citation: number; verdict: string; seq: number }[] = [];
  const waiting: (() => void)[] = [];
  let refusing = false;
  const answer = (asked: Asked, reply: (value: { value: unknown } | { failure: string; slots: Record<string, string> }) => void) => {
    const input = asked.input as { citation: number; verdict: string; count: number };
    if (asked.method === 'screen.queue')
      reply({
        value: {
          cards: queue.slice(0, input.count).map((n, at) => card(n, { rank: at + 1 })),
          ranking: { by: 'protocol', ranker: 'winnow', upTo: ordered },
          revision: 1,
        },
      });
    else if (asked.method === 'screen.history')
      reply({ value: [...decided].reverse().map((d) => ({ ...d, title: '', origin: 'screened', at: '' })) });
    else if (asked.method === 'screen.card') {
      const last = decided.filter((d) => d.citation === input.citation).at(-1);
      reply({
        value: card(
          input.citation,
          last === undefined ? {} : { decision: { ...last, stage: 'abstract', by: '', at: '', origin: 'screened' } as never },
        ),
      });
    } else if (asked.method === 'screen.decide') {
      const save = () => {
        if (refusing) {
          reply({ failure: 'review.locked', slots: { who: 'Ada' } });
          return;
        }
        queue = queue.filter((n) => n !== input.citation);
        if (input.verdict === 'later') queue.push(input.citation);
        decided.push({ citation: input.citation, verdict: input.verdict, seq: decided.length + 1 });
        reply({ value: { seq: decided.length, summary: summary(decided.length) } });
      };
      if (slow) waiting.push(save);
      else save();
    } else if (asked.method === 'screen.undo') {
      const last = decided.pop();
      if (last === undefined) {
        reply({ failure: 'history.none', slots: {} });
        return;
      }
      queue.unshift(last.citation);
      reply({ value: { seq: 99, summary: summary(99), citation: last.citation } });
    }
  };
  const line = scripted((asked, reply) => answer(asked, reply));
  const reading = new Reading(line.wire, 'one', () => undefined);
  return {
    reading,
    line,
    decided,
    waiting,
    refuse: () => (refusing = true),
    reorder: (order: number[], upTo = 1) => {
      queue = order;
      ordered = upTo;
    },
  };
};
const tenth = Array.from({ length: 40 }, (_, at) => at + 1);

it('shows the next citation before the engine has answered', async () => {
  const { reading, waiting } = engine(tenth, { slow: true });
  await reading.open();
  expect(reading.present?.citation).toBe(1);
  void reading.decide(card(1), { verdict: 'include' });
  expect(reading.present?.citation).toBe(2);
  void reading.decide(card(2), { verdict: 'exclude' });
  expect(reading.present?.citation).toBe(3);
  await settle();
  expect(waiting).toHaveLength(2);
  expect(timelineOf(reading.past).map((item) => [item.citation, item.verdict])).toEqual([
    [2, 'exclude'],
    [1, 'include'],
  ]);
});

it('does not show again what was decided while a queue was on its way', async () => {
  const { reading, waiting } = engine(tenth, { slow: true });
  await reading.open();
  void reading.decide(card(1), { verdict: 'include' });
  await reading.refill(); // the engine has not heard of it: its queue still begins with 1
  expect(reading.present?.citation).toBe(2);
  expect(reading.ahead.map((next) => next.citation)).not.toContain(1);
  for (const save of waiting.splice(0)) save();
  await settle();
  expect(reading.present?.citation).toBe(2);
});

it('keeps the citation under the reader when the order changes; only the next is another', async () => {
  const { reading, reorder } = engine(tenth);
  await reading.open();
  reading.seen(1);
  reorder([30, 20, 1, 2, 3]);
  await reading.refill();
  expect(reading.present?.citation).toBe(1);
  await reading.decide(card(1), { verdict: 'exclude' });
  expect(reading.present?.citation).toBe(30);
});

it('shows the first of the newest order to a reader who has not seen any yet', async () => {
  const { reading, reorder } = engine(tenth);
  await reading.open();
  reorder([30, 20, 1]);
  await reading.refill();
  expect(reading.present?.citation).toBe(30);
});

it('waits for the order that knows the protocol just written, if the reader has not begun', async () => {
  const { reading, reorder, line } = engine(tenth);
  await reading.open();
  reading.await(2);
  await settle();
  expect([reading.present, reading.ordering]).toEqual([undefined, true]);
  reorder([30, 20], 2);
  await reading.refill();
  expect([reading.present?.citation, reading.ordering]).toEqual([30, false]);
  // Whoever has begun keeps what is before them.
  reading.seen(30);
  reading.await(99);
  await settle();
  expect([reading.present?.citation, reading.ordering]).toEqual([30, false]);
  expect(line.heard.length).toBeGreaterThan(3);
});

it('begins where the reader was, unless that one has been decided', async () => {
  const a = engine(tenth);
  await a.reading.open(35);
  expect(a.reading.present?.citation).toBe(35);
  const b = engine(tenth);
  b.decided.push({ citation: 35, verdict: 'include', seq: 1 });
  await b.reading.open(35);
  expect(b.reading.present?.citation).toBe(1);
});

it('brings a citation back, with the sentence, when its decision could not be saved', async () => {
  const { reading, refuse } = engine(tenth);
  await reading.open();
  refuse();
  expect(await reading.decide(card(1), { verdict: 'include' })).toBe(false);
  expect(reading.present?.citation).toBe(1);
  expect(reading.trouble).toContain('Ada');
  expect(reading.past).toEqual([]);
});

it('takes back any number of decisions, in their order', async () => {
  const { reading } = engine(tenth);
  await reading.open();
  for (const citation of [1, 2, 3]) await reading.decide(card(citation), { verdict: 'exclude' });
  for (const citation of [3, 2, 1]) {
    await reading.undo();
    expect(reading.present?.citation).toBe(citation);
  }
  expect(timelineOf(reading.past)).toEqual([]);
});

it('comes to an end, and a skipped citation comes last again and again', async () => {
  const { reading } = engine([1, 2]);
  await reading.open();
  await reading.decide(card(1), { verdict: 'later' });
  await reading.decide(card(2), { verdict: 'include' });
  await settle();
  expect(reading.present?.citation).toBe(1);
  await reading.decide(card(1), { verdict: 'later' });
  await settle();
  expect(reading.present?.citation).toBe(1);
  await reading.decide(card(1), { verdict: 'exclude' });
  await settle();
  expect(reading.present).toBeUndefined();
  expect(reading.finished).toBe(true);
});

it('shows the latest of each citation in the strip, without what was taken back or known before', () => {
  const item = (seq: number, citation: number, verdict: HistoryItem['verdict'], origin: HistoryItem['origin'] = 'screened'): HistoryItem => ({
    seq,
    citation,
    title: '',
    verdict,
    origin,
    at: '',
  });
  const shown = timelineOf([
    item(5, 1, 'cleared'),
    item(4, 2, 'exclude'),
    item(3, 2, 'include'),
    item(2, 1, 'include'),
    item(1, 9, 'include', 'prior'),
  ]);
  expect(shown.map((one) => [one.citation, one.verdict])).toEqual([[2, 'exclude']]);
});

it('waits for the first order, unless the reader wants to begin', async () => {
  const patient = engine(tenth, { unordered: true });
  await patient.reading.open();
  expect([patient.reading.present, patient.reading.ordering, patient.reading.finished]).toEqual([undefined, true, false]);
  patient.reorder([7, 8, 9]);
  await patient.reading.refill();
  expect([patient.reading.present?.citation, patient.reading.ordering]).toEqual([7, false]);
  const impatient = engine(tenth, { unordered: true });
  await impatient.reading.open();
  await impatient.reading.begin();
  expect(impatient.reading.present?.citation).toBe(1);
});
