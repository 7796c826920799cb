// Do the hunts find what was hidden: a decision that all others contradict, a record on which rankers differ?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankers } from '../../main/rankers/all.ts';
import { calibrated, contradictions, disagreements } from '../../main/screening/hunts.ts';
import { rngOf } from '../../main/screening/rng.ts';
import { collect, viewOf } from '../../main/screening/view.ts';
import type { Kept } from '../../shared/citation.ts';
import { finish } from '../../shared/work.ts';

describe('disagreements', () => {
  test('the record that one has first and the other last comes first', () => {
    const words = { ranker: 'words', scores: Float64Array.of(5, 4, 3, 2, 1) };
    const learnt = { ranker: 'learnt', scores: Float64Array.of(1, 5, 4, 3, 2) };
    const [first, ...rest] = disagreements([words, learnt], Uint32Array.of(0, 1, 2, 3, 4), 5);
    expect(first).toEqual({
      at: 0,
      above: [
        { ranker: 'words', above: 0 },
        { ranker: 'learnt', above: 1 },
      ],
      apart: 1,
    });
    // All others are one place apart of four: ties by place in the set.
    expect(rest.map(({ at, apart }) => [at, apart])).toEqual([
      [1, 0.25],
      [2, 0.25],
      [3, 0.25],
      [4, 0.25],
    ]);
  });
  test('what is read already plays no part', () => {
    const one = { ranker: 'a', scores: Float64Array.of(9, 1, 8, 2) };
    const two = { ranker: 'b', scores: Float64Array.of(0, 2, 1, 8) };
    // Of the open 1 and 3 both rankers have 3 first.
    expect(disagreements([one, two], Uint32Array.of(1, 3), 2).map(({ apart }) => apart)).toEqual([0, 0]);
  });
  test('one ranker never disagrees; equal scores share their place; never more than asked', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(numbers, fc.nat(40), (values, limit) => {
        const scores = Float64Array.from(values);
        const open = Uint32Array.from(values, (_, at) => at);
        const alone = disagreements([{ ranker: 'a', scores }], open, limit);
        expect(alone).toHaveLength(Math.min(limit, values.length));
        for (const { at, apart, above } of alone) {
          expect(apart).toBe(0);
          const higher = values.filter((value) => value > values[at]!).length;
          const equal = values.filter((value) => value === values[at]).length;
          expect(above[0]!.above).toBeCloseTo((higher + (equal - 1) / 2) / Math.max(1, values.length - 1), 9);
        }
      }),
    );
  });
});

test('contradictions: the furthest from its chance first, equal ones by time', () => {
  const found = contradictions(Float64Array.of(0.9, 0.1, 0.8, 0.2, 0.5), Uint8Array.of(1, 1, 0, 0, 0), 3);
  expect(found).toEqual([
    { at: 1, chance: 0.1 },
    { at: 2, chance: 0.8 },
    { at: 4, chance: 0.5 },
  ]);
});

describe('calibrated chances over a set of two topics', () => {
  const topics = [
    ['statin', 'cholesterol', 'cardiac', 'lipid', 'myocardial', 'infarction'],
    ['maize', 'harvest', 'soil', 'nitrogen', 'irrigation', 'crop'],
  ] as const;
  const rng = rngOf(7);
  const text = (topic: number): string => Array.from({ length: 14 }, () => topics[topic]![Math.floor(rng() * 6)]!).join(' ');
  const truth = Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? 1 : 0));
  const citations = truth.map((relevant, at): Kept => ({
    key: at + 1,
    id: String(at),
    title: text(1 - relevant),
    abstract: text(1 - relevant),
    source: { file: 'x', line: at },
  }));
  const collection = collect(citations);
  const see = (labels: { labelled: Uint32Array; relevant: Uint8Array }) => viewOf(collection, { protocol: { title: '', criteria: [] }, ...labels });
  const ranker = rankers.find(({ name }) => name === 'elas-u4')!;
  const labelled = Uint32Array.from({ length: 40 }, (_, at) => at);

  test('a wrong decision is the one most contradicted, of either kind', () => {
    for (const wrong of [3, 4]) {
      const relevant = Uint8Array.from(labelled, (at) => (at === wrong ? 1 - truth[at]! : truth[at]!));
      const { ofLabels } = finish(calibrated({ viewOf: see, labelled, relevant, ranker, rng: rngOf(1) }));
      expect(contradictions(ofLabels, relevant, 1)[0]!.at).toBe(wrong);
    }
  });
  test('records never seen get chances on the right side, and the same seed gives the same ones', () => {
    const relevant = Uint8Array.from(labelled, (at) => truth[at]!);
    const run = () => finish(calibrated({ viewOf: see, labelled, relevant, ranker, rng: rngOf(1) }));
    const { chance, reliability } = run();
    for (let at = 40; at < 60; at++) expect(chance[at]! > 0.5).toBe(truth[at] === 1);
    expect(reliability.reduce((sum, { records }) => sum + records, 0)).toBe(40);
    expect(run().chance).toEqual(chance);
  });
  test('a label does not speak for itself: its chance is of a model that has not seen it', () => {
    const relevant = Uint8Array.from(labelled, (at) => truth[at]!);
    const seen: number[][] = [];
    finish(
      calibrated({
        viewOf: (labels) => {
          seen.push([...labels.labelled]);
          return see(labels);
        },
        labelled,
        relevant,
        ranker,
        rng: rngOf(1),
      }),
    );
    const folds = seen.slice(0, -1);
    for (const at of labelled) expect(folds.filter((fold) => !fold.includes(at))).toHaveLength(1);
    expect(seen.at(-1)).toEqual([...labelled]);
  });
});
