// Do both ways of multiplying training rows, and a trainer used once or often, say the same?
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnSpace, productTable } from '../../main/learners/linear-svm/space.ts';
import { svmTrainer } from '../../main/learners/linear-svm/trainer.ts';
import { finish, type Rows } from '../../shared/work.ts';

/** So many dense values that a table pays for 40 rows. */
const wide = 16;
/** Rows of up to three of six columns, and dense values. */
const matrix = fc
  .array(
    fc.record({
      at: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
      value: fc.integer({ min: 1, max: 9 }),
      dense: fc.array(fc.nat(3), { minLength: wide, maxLength: wide }),
    }),
    { minLength: 12, maxLength: 40 },
  )
  .map((rows): Rows => {
    const start = [0];
    const index: number[] = [];
    const value: number[] = [];
    for (const row of rows) {
      for (const column of [...row.at].sort((a, b) => a - b)) {
        index.push(column);
        value.push(row.value / 8);
      }
      start.push(index.length);
    }
    return {
      n: rows.length,
      width: 6,
      start: Uint32Array.from(start),
      index: Uint32Array.from(index),
      value: Float32Array.from(value),
      dense: Float32Array.from(rows.flatMap((row) => row.dense.map((one) => one / 4))),
    };
  });
const places = (n: number, step = 1): Uint32Array => Uint32Array.from({ length: Math.floor(n / step) }, (_unused, k) => k * step);

it('two rows by hand: 1·1 + ½·½ + 1 and 1·½ + ½·1 + 1', () => {
  const x: Rows = {
    n: 2,
    width: 1,
    start: Uint32Array.of(0, 1, 2),
    index: Uint32Array.of(0, 0),
    value: Float32Array.of(1, 0.5),
    dense: Float32Array.of(0.5, 1),
  };
  for (const space of [columnSpace(x), productTable().over(x)!]) {
    const out = new Float64Array(2);
    space.products(Uint32Array.of(0), Float64Array.of(1), Uint32Array.of(0, 1), out);
    expect([...out]).toEqual([2.25, 2]);
    space.products(Uint32Array.of(0, 1), Float64Array.of(2, -1), Uint32Array.of(1, 0), out);
    expect([...out]).toEqual([1.75, 2.5]); // row 1 with itself: ¼ + 1 + 1
  }
});

it('the table multiplies as the columns do, whole or in part, and as it grows', () => {
  fc.assert(
    fc.property(matrix, fc.infiniteStream(fc.integer({ min: -5, max: 5 })), (x, numbers) => {
      const table = productTable();
      const half = {
        ...x,
        n: Math.floor(x.n / 2),
        start: x.start.subarray(0, Math.floor(x.n / 2) + 1),
        dense: x.dense!.subarray(0, Math.floor(x.n / 2) * wide),
      };
      for (const of of [half, x]) {
        for (const [at, to] of [
          [places(of.n), places(of.n)],
          [places(of.n, 3), places(of.n, 2)],
          [places(of.n), Uint32Array.of(1)],
        ] as const) {
          const by = Float64Array.from(at, () => numbers.next().value as number);
          const [one, other] = [new Float64Array(to.length), new Float64Array(to.length)];
          columnSpace(of).products(at, by, to, one);
          table.over(of)!.products(at, by, to, other);
          one.forEach((value, k) => expect(other[k]).toBeCloseTo(value, 9));
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('a trainer that has seen every label before comes to the optimum of one that sees them at once', () => {
  fc.assert(
    fc.property(matrix, fc.infiniteStream(fc.boolean()), (x, coins) => {
      const y = Int8Array.from({ length: x.n }, (_unused, at) => (at === 0 || (at !== 1 && coins.next().value === true) ? 1 : -1));
      const problem = (m: number) => ({
        at: places(m),
        y: y.subarray(0, m),
        cost: Float64Array.from({ length: m }, (_unused, k) => (y[k] === 1 ? 1 : 0.1 + 1 / m)),
      });
      const often = svmTrainer(x);
      for (let m = 2; m < x.n; m++) finish(often.fit(problem(m), { tolerance: 1e-8 }));
      const last = finish(often.fit(problem(x.n), { tolerance: 1e-8 }));
      const once = finish(svmTrainer(x).fit(problem(x.n), { tolerance: 1e-8 }));
      once.weights().forEach((weight, k) => expect(last.weights()[k]).toBeCloseTo(weight, 6));
      expect(last.intercept).toBeCloseTo(once.intercept, 6);
    }),
    { numRuns: 40 },
  );
});

it('more rows than three times their values are left to the columns', () => {
  const rows = (n: number): Rows => ({
    n,
    width: 4,
    start: Uint32Array.from({ length: n + 1 }, (_unused, at) => at * 4),
    index: Uint32Array.from({ length: n * 4 }, (_unused, entry) => entry % 4),
    value: new Float32Array(n * 4).fill(1),
  });
  expect(productTable().over(rows(12))).toBeDefined();
  expect(productTable().over(rows(13))).toBeUndefined();
});
