// Do the comparisons over reviews agree with SciPy and with counting by hand?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrap, wilcoxon, wins } from '../../main/measures/compare.ts';
import { agreement, kendall, standings } from '../../main/measures/systems.ts';

/** SciPy 1.17.1, `wilcoxon(d)` (exact where it is exact). */
describe('Wilcoxon', () => {
  test.each([
    [[1.2, -0.3, 2.1, 0.7, -1.1, 0.4, 3.3, 0.9], 6, 0.109375],
    [
      [
        2.34, -2.26, 0.72, -0.27, -0.15, 0.08, -1.72, 0.07, -0.57, 3.62, 0.53, -0.05, 0.02, -0.37, -0.76, -0.09, 0.78, 0.06, 1.26, 0.1, 0.32, 1.85,
        0.85, -0.21, 0.12,
      ],
      127,
      0.3525196313858032,
    ],
  ])('%j', (differences, least, p) => {
    const made = wilcoxon(differences);
    expect(Math.min(made.plus, made.minus)).toBe(least);
    expect(made.p).toBeCloseTo(p, 12);
  });
  test('with ties the distribution is that of all sign changes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 }), (differences) => {
        const moved = differences.filter((d) => d !== 0);
        const { plus, minus, p } = wilcoxon(differences);
        if (moved.length === 0) {
          expect(p).toBe(1);
          return;
        }
        const least = Math.min(plus, minus);
        let as = 0;
        for (let signs = 0; signs < 2 ** moved.length; signs++)
          if (wilcoxon(moved.map((d, at) => Math.abs(d) * ((signs >> at) & 1 ? 1 : -1))).plus <= least) as++;
        expect(p).toBeCloseTo(Math.min(1, (2 * as) / 2 ** moved.length), 9);
      }),
      { numRuns: 40 },
    );
  });
  test('zeros leave; many pairs use the normal distribution, close to the exact one', () => {
    expect(wilcoxon([0, 0, 0])).toEqual({ n: 0, plus: 0, minus: 0, p: 1 });
    const wave = Array.from({ length: 300 }, (_, at) => Math.sin(at * 7.3) + 0.08);
    const longer = [...wave, 0.0801];
    expect(Math.abs(wilcoxon(longer).p - wilcoxon(wave).p)).toBeLessThan(0.01);
  });
});

test('wins, ties within the margin, losses', () => {
  expect(wins([0.1, -0.2, 0, 0.004], 0.005)).toEqual({ wins: 1, ties: 2, losses: 1 });
  expect(wins([0.1, -0.2, 0])).toEqual({ wins: 1, ties: 1, losses: 1 });
});

test('the bootstrap interval holds the mean and is the same for the same seed', () => {
  const rng = (seed: number) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const values = Array.from({ length: 40 }, (_, at) => at / 40);
  const made = bootstrap(values, rng(5), { draws: 2000 })!;
  expect(made).toEqual(bootstrap(values, rng(5), { draws: 2000 }));
  expect(made.mean).toBeCloseTo(0.4875, 12);
  // Standard error of the mean is .0456.
  expect(made.high - made.low).toBeGreaterThan(0.15);
  expect(made.high - made.low).toBeLessThan(0.21);
  expect(bootstrap([], rng(1))).toBeUndefined();
});

describe('systems over reviews', () => {
  const systems = ['a', 'b', 'c'];
  // b has the best mean by one review; a is first in two of three.
  const table = [
    [0.5, 0.4, 0.1],
    [0.5, 0.4, 0.2],
    [0.1, 0.9, 0.2],
  ];
  test('mean and Borda', () => {
    const made = standings(systems, table, 'more');
    expect(made.map(({ borda }) => borda)).toEqual([7, 7, 4]);
    expect(made[1]!.mean).toBeCloseTo(0.5667, 3);
    expect(standings(systems, [[1, 1, 2]], 'less').map(({ borda }) => borda)).toEqual([2.5, 2.5, 1]);
  });
  test('Kendall τ as SciPy has it', () => {
    expect(kendall([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])).toBeCloseTo(0.6, 12);
    expect(kendall([1, 2, 2, 4], [1, 3, 2, 4])).toBeCloseTo(0.912870929175277, 12);
    expect(kendall([1, 1], [1, 2])).toBeUndefined();
  });
  test('agreement of the two orders', () => {
    expect(agreement(standings(systems, [[3, 2, 1]], 'more'), 'more')).toBe(1);
    expect(agreement(standings(systems, [[3, 2, 1]], 'less'), 'less')).toBe(1);
  });
});
