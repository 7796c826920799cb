// Do the distributions agree with SciPy, also where numbers are large or tiny?
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { binomialCdf, hypergeometricCdf, lnGamma, poissonCdf, poissonQuantile } from '../../main/stopping/distributions.ts';

/** Arguments, then the value of SciPy 1.17.1. */
const values = JSON.parse(readFileSync(new URL('../samples/stopping/distributions.json', import.meta.url), 'utf8')) as Record<string, number[][]>;

test.each<[string, (...of: number[]) => number]>([
  ['lnGamma', (x) => lnGamma(x)],
  ['hyper', (k, population, marked, draws) => hypergeometricCdf(k, population, marked, draws)],
  ['binom', (k, n, p) => binomialCdf(k, n, p)],
  ['poisson', (k, mean) => poissonCdf(k, mean)],
  ['quantile', (share, mean) => poissonQuantile(share, mean)],
])('%s', (name, of) => {
  for (const row of values[name]!) {
    const wanted = row.at(-1)!;
    const made = of(...row.slice(0, -1));
    expect([row, Math.abs(made - wanted) <= 1e-9 * Math.abs(wanted) + 1e-12]).toEqual([row, true]);
  }
});

test('tails are exact to their last digits', () => {
  // C(2228, 8)/C(3239, 8)-like products by hand: nothing of 7 marked in 1,011 of 3,240.
  let chance = 1;
  for (let marked = 0; marked < 8; marked++) chance *= (3240 - 1011 - marked) / (3240 - marked);
  expect(hypergeometricCdf(0, 3240, 8, 1011) / chance).toBeCloseTo(1, 10);
  expect(hypergeometricCdf(0, 1000, 500, 400)).toBeGreaterThan(0);
});

test('the ends', () => {
  expect(hypergeometricCdf(-1, 10, 5, 5)).toBe(0);
  expect(hypergeometricCdf(5, 10, 5, 5)).toBe(1);
  expect(hypergeometricCdf(0, 10, 8, 5)).toBe(0);
  expect(binomialCdf(0, 10, 0)).toBe(1);
  expect(binomialCdf(9, 10, 1)).toBe(0);
  expect(poissonCdf(0, 0)).toBe(1);
  expect(poissonQuantile(0.95, 0)).toBe(0);
  // Beyond 32 bits: the normal law, 1.645 standard deviations above the mean.
  expect(poissonQuantile(0.95, 1e10) / 1e10).toBeCloseTo(1 + 1.645e-5, 6);
});
