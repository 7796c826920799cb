// Do scores become chances that can be trusted?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chancesBy, platt, reliability } from '../../main/stopping/calibration.ts';

const scores = Float64Array.of(2.1, 1.4, 0.9, 0.3, -0.2, -0.5, -0.7, -1.1, -1.3, -2, 0.6, -0.1);
const relevant = Uint8Array.of(1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0);

describe('Platt’s sigmoid', () => {
  test('as scikit-learn 1.9.1 (_sigmoid_calibration) and 400,000 steps of plain descent give it', () => {
    const { a, b } = platt(scores, relevant);
    expect(a).toBeCloseTo(-1.161142583, 7);
    expect(b).toBeCloseTo(0.791459285, 7);
    const [high, middle, low] = chancesBy({ a, b }, Float64Array.of(2.1, 0, -2));
    expect([high, middle, low].map((one) => one!.toFixed(6))).toEqual(['0.838477', '0.311855', '0.042544']);
  });
  test('a perfect split does not run away', () => {
    const { a, b } = platt(Float64Array.of(1, 1, 1, -1, -1, -1), Uint8Array.of(1, 1, 1, 0, 0, 0));
    const [up, down] = chancesBy({ a, b }, Float64Array.of(1, -1));
    // The targets themselves: (3+1)/(3+2) and 1/(3+2).
    expect(up).toBeCloseTo(0.8, 6);
    expect(down).toBeCloseTo(0.2, 6);
  });
  test('scores that say nothing give the prevalence', () => {
    const { a, b } = platt(new Float64Array(10).fill(3), Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
    // Σ targets = 2·(3/4) + 8·(1/10) = 2.3 of 10.
    expect(chancesBy({ a, b }, Float64Array.of(3))[0]).toBeCloseTo(0.23, 6);
  });
  test('the mean chance of the labels is the mean target, and larger scores never get smaller chances where they speak for it', () => {
    const label = fc.record({ score: fc.double({ min: -50, max: 50, noNaN: true }), relevant: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.array(label, { minLength: 4, maxLength: 60 }), (labels) => {
        fc.pre(labels.some((one) => one.relevant === 1) && labels.some((one) => one.relevant === 0));
        const s = Float64Array.from(labels, (one) => one.score);
        const y = Uint8Array.from(labels, (one) => one.relevant);
        const sigmoid = platt(s, y);
        const p = chancesBy(sigmoid, s);
        for (const one of p) expect(one >= 0 && one <= 1).toBe(true);
        const n1 = y.reduce((sum, one) => sum + one, 0);
        const target = (n1 * (n1 + 1)) / (n1 + 2) + (y.length - n1) / (y.length - n1 + 2);
        expect(p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(target, 3);
      }),
    );
  });
});

test('the table of reliability: chances given against what was so', () => {
  const rows = reliability(Float64Array.of(0.01, 0.01, 0.2, 0.2, 0.9, 1), Uint8Array.of(0, 0, 0, 1, 1, 1));
  expect(rows).toEqual([
    { from: 0, to: 0.02, records: 2, expected: 0.01, observed: 0 },
    { from: 0.1, to: 0.3, records: 2, expected: 0.2, observed: 0.5 },
    { from: 0.6, to: 1, records: 2, expected: 0.95, observed: 1 },
  ]);
});
