// How much more do newer inclusions teach?
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recencyWeights } from '../../main/learners/balance.ts';

const six = (weights: Float64Array): string[] => Array.from(weights, (one) => one.toFixed(6));

// By hand: three relevant ones weigh 1 + 3/4, 1 + 3/2 and 1 + 3, together 8.25; each times 3/8.25.
test('three found one after the other, half of the boost gone with each', () => {
  expect(six(recencyWeights(Int8Array.of(1, -1, 1, 1), 0, { boost: 3, halfLife: 1 }))).toEqual(['0.636364', '1.000000', '0.909091', '1.454545']);
});

// The first two count as found together, one before the last: 1 + 3/2 twice and 1 + 3, together 9.
test('two of them known beforehand, in whatever order the file has them', () => {
  expect(six(recencyWeights(Int8Array.of(1, -1, 1, 1), 3, { boost: 3, halfLife: 1 }))).toEqual(['0.833333', '1.000000', '0.833333', '1.333333']);
});

const labels = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }).map((some) => Int8Array.from(some, (one) => (one ? 1 : -1)));

test('relevant ones weigh together what they weighed, newer ones never less than older, irrelevant ones nothing else; prior knowledge alone is all alike', () => {
  fc.assert(
    fc.property(
      labels,
      fc.nat(60),
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.double({ min: 0.5, max: 100, noNaN: true }),
      (y, priors, boost, halfLife) => {
        const weights = recencyWeights(y, priors, { boost, halfLife });
        const relevant = [...weights].filter((_one, k) => y[k] === 1);
        expect(relevant.reduce((sum, one) => sum + one, 0)).toBeCloseTo(relevant.length, 9);
        relevant.forEach((one, k) => expect(one).toBeGreaterThanOrEqual((relevant[k - 1] ?? 0) - 1e-12));
        expect([...weights].filter((one, k) => y[k] === -1 && one !== 1)).toEqual([]);
        for (const one of recencyWeights(y, y.length, { boost, halfLife })) expect(one).toBeCloseTo(1, 12);
      },
    ),
  );
});
