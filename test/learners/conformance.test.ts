// Does every learner keep the learners' promises?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learners } from '../../main/learners/all.ts';
import { finish, type Rows } from '../../shared/work.ts';

const rng = (): number => 0.5;
const width = 6;
/** Rows of non-negative values: what every learner can read. */
const rows = (cells: readonly (readonly number[])[]): Rows => {
  const start = new Uint32Array(cells.length + 1);
  const index: number[] = [];
  const value: number[] = [];
  cells.forEach((row, at) => {
    row.forEach((cell, column) => {
      if (cell === 0) return;
      index.push(column);
      value.push(cell);
    });
    start[at + 1] = index.length;
  });
  return { n: cells.length, width, start, index: Uint32Array.from(index), value: Float32Array.from(value) };
};
const row = fc.array(fc.constantFrom(0, 0, 0.25, 0.5, 1), { minLength: width, maxLength: width });
const labelled = fc
  .array(fc.record({ row, relevant: fc.boolean(), weight: fc.constantFrom(0.1, 1, 5) }), { minLength: 2, maxLength: 14 })
  .filter((all) => all.some((one) => one.relevant) && all.some((one) => !one.relevant));

describe.each(learners)('$name', (learner) => {
  const params = learner.params.parse({});
  const decisions = (all: readonly { row: number[]; relevant: boolean; weight: number }[], x: Rows): Float64Array =>
    learner.decide(
      finish(
        learner.fit(
          rows(all.map((one) => one.row)),
          Int8Array.from(all, (one) => (one.relevant ? 1 : -1)),
          Float64Array.from(all, (one) => one.weight),
          params,
          rng,
        ),
      ),
      x,
    );

  test('decisions are finite, and the same every time', () => {
    fc.assert(
      fc.property(labelled, fc.array(row, { maxLength: 5 }), (all, asked) => {
        const said = decisions(all, rows(asked));
        expect(said.every(Number.isFinite)).toBe(true);
        expect(decisions(all, rows(asked))).toEqual(said);
      }),
      { numRuns: 60 },
    );
  });

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(labelled, row, (all, asked) => {
        expect(decisions([...all].reverse(), rows([asked]))[0]).toBeCloseTo(decisions(all, rows([asked]))[0]!, 6);
      }),
      { numRuns: 60 },
    );
  });

  test('a term of relevant rows only speaks for relevance', () => {
    const x = rows([
      [1, 0, 1, 0, 0, 0],
      [0, 1, 1, 0, 0, 0],
    ]);
    const all = [
      { row: [1, 0, 1, 0, 0, 0], relevant: true, weight: 1 },
      { row: [0, 1, 1, 0, 0, 0], relevant: false, weight: 1 },
    ];
    const [yes, no] = decisions(all, x);
    expect(yes).toBeGreaterThan(no!);
  });

  test('a wrong parameter is refused', () => {
    expect(() => learner.params.parse({ cost: 'dear', alpha: 'much' })).toThrow();
  });
});
