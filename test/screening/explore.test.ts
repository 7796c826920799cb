// Do some picks look beyond the likeliest, the same ones each time, and only likely ones?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldLog } from '../../main/engine/review/standing.ts';
import { queueOf, type Order } from '../../main/engine/review/order.ts';
import { rankers } from '../../main/rankers/all.ts';
import { isExploring, widest } from '../../main/screening/explore.ts';
import { simulate } from '../../main/screening/simulate.ts';
import { collect, viewOf } from '../../main/screening/view.ts';
import type { Kept } from '../../shared/citation.ts';
import type { Decision } from '../../shared/decision.ts';
import { finish } from '../../shared/work.ts';

const record = (title: string, at: number): Kept => ({ key: at + 1, id: String(at), title, source: { file: 'made', line: at + 1 } });
/** Forty records: the first ten of one topic, two of another, the rest of a third. */
const titles = [
  ...Array.from({ length: 10 }, () => 'alarm inhaler asthma'),
  'alarm clock sleep',
  'harvest moon tide',
  ...Array.from({ length: 28 }, () => 'inhaler dust filter'),
];
const collection = collect(titles.map(record));
const protocol = { title: 'Inhaler alarms', criteria: [] };
const seen = (labelled: number[]) =>
  viewOf(collection, { protocol, labelled: Uint32Array.from(labelled), relevant: new Uint8Array(labelled.length).fill(1) });
const picked = (labelled: number[], open: number[], many: number) => [...finish(widest(seen(labelled), Uint32Array.from(open), many))];

describe('the widest', () => {
  const rest = [...titles.keys()].filter((at) => at > 11);
  test('of the likely ones that which is farthest from all that was read, then from that too', () => {
    // The clock shares a word with what was read, the moon none; the other alarms are the same as what was read.
    const open = [1, 2, 10, 11, 3, 4, 5, 6, 7, 8, 9, ...rest];
    expect(picked([0], open, 1)).toEqual([11]);
    expect(picked([0], open, 3)).toEqual([11, 10, 1]);
    // Nothing read: the likeliest, then the farthest from that.
    expect(picked([], open, 2)).toEqual([1, 11]);
  });
  test('ten of 29 open ones are likely: the moon as the eleventh is not chosen, as the tenth it is', () => {
    expect(picked([0], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ...rest.slice(0, 18)], 10)).not.toContain(11);
    expect(picked([0], [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 10, ...rest.slice(0, 18)], 10)[0]).toBe(11);
  });
});

describe('the draw', () => {
  test('about the share asked for, never at 0, the same whenever it is asked', () => {
    const drawn = (seed: number, share: number) => Array.from({ length: 20_000 }, (_, number) => isExploring(seed, number, share));
    const many = drawn(1, 0.05).filter(Boolean).length;
    // Binomial: 1,000 ± 4 · 30.8.
    expect(Math.abs(many - 1_000)).toBeLessThan(124);
    expect(drawn(1, 0).some(Boolean)).toBe(false);
    expect(drawn(2, 0.05)).toEqual(drawn(2, 0.05));
    expect(drawn(2, 0.05)).not.toEqual(drawn(3, 0.05));
  });
});

describe('in the queue', () => {
  const keys = [5, 3, 1, 2, 4];
  const order = (wider: number[]): Order => ({
    keys: Uint32Array.from(keys),
    scores: new Float64Array(5),
    place: Uint32Array.of(0, 3, 4, 2, 5, 1),
    upTo: 0,
    recipe: { ranker: 'winnow', version: 1, params: {} },
    seed: 7,
    by: 'labels',
    wider: Uint32Array.from(wider),
  });
  const queue = (wider: number[], explore: number, rows: readonly Decision[] = []) => [
    ...queueOf({ shown: Uint32Array.of(1, 2, 3, 4, 5), order: order(wider), standing: foldLog(rows), explore }),
  ];
  const row = (citation: number, seq: number): Decision => ({
    citation,
    seq,
    verdict: 'exclude',
    stage: 'abstract',
    origin: 'screened',
    by: 'A',
    at: '2026-01-01T00:00:00.000Z',
  });

  test('always exploring: the wide ones first, then the order; each once', () => {
    expect(queue([2, 1], 1).map(({ citation, wider }) => (wider ? -citation : citation))).toEqual([-2, -1, 5, 3, 4]);
  });
  test('what was decided meanwhile is not put forward', () => {
    expect(queue([2, 1], 1, [row(2, 1)]).map(({ citation, wider }) => (wider ? -citation : citation))).toEqual([-1, 5, 3, 4]);
  });
  test('whatever the share, the same citations as without, each once', () => {
    fc.assert(
      fc.property(fc.subarray(keys), fc.double({ min: 0, max: 1, noNaN: true }), fc.subarray(keys), (wider, share, done) => {
        const rows = done.map((citation, at) => row(citation, at + 1));
        const all = queue(wider, share, rows).map(({ citation }) => citation);
        expect([...all].sort()).toEqual(
          queue([], 0, rows)
            .map(({ citation }) => citation)
            .sort(),
        );
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});

test('a simulation that explores reads every record once, the same by seed; without a share it is as before', () => {
  const ranker = rankers.find(({ name }) => name === 'elas-u4')!;
  const gold = Uint8Array.from(titles, (_, at) => (at % 7 === 0 ? 1 : 0));
  const run = (explore?: number) => [
    ...finish(
      simulate({
        collection,
        protocol,
        gold,
        ranker,
        priors: Uint32Array.of(0, 1),
        seed: 3,
        until: 'end',
        ...(explore === undefined ? {} : { explore }),
      }),
    ).order,
  ];
  expect(run(0)).toEqual(run());
  expect(run(0.3)).toEqual(run(0.3));
  expect(run(0.3)).not.toEqual(run());
  expect([...run(0.3)].sort((a, b) => a - b)).toEqual([...titles.keys()]);
});
