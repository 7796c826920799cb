// Do the stopping rules give the values worked by hand and those of other implementations?
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultRule, stoppingRules } from '../../main/stopping/all.ts';
import { estimateTotal, inclusion } from '../../main/stopping/autostop/index.ts';
import { bendAt, sharpestBend } from '../../main/stopping/bend.ts';
import { corrected, deviationOf, recallOf, sumsOf } from '../../main/stopping/chances.ts';
import { binomialCdf, poissonQuantile } from '../../main/stopping/distributions.ts';
import { estimateRemaining } from '../../main/stopping/estimate.ts';
import { foundIn } from '../../main/stopping/found.ts';
import { expectedIn, fitRate } from '../../main/stopping/ipp/index.ts';
import { isRandomOrderBelow, randomOrderP } from '../../main/stopping/random-order.ts';
import type { Screened } from '../../main/stopping/rule.ts';
import { batches, cutBatch } from '../../main/stopping/s-cal/index.ts';
import { leastFound } from '../../main/stopping/sample.ts';
import { foundAt, logOf, range } from './logs.ts';
import { spentSince } from '../spent.ts';

const judge = (name: string, log: Screened, target = 0.95, params: unknown = {}) => {
  const rule = stoppingRules.find((one) => one.name === name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return rule.judge(log, target, params);
};

interface Case {
  name: string;
  labels: string;
  all: number;
  p: [target: number, p: number | null][];
  first: number | null;
  consecutive: Record<string, number | null>;
}
const { cases } = JSON.parse(readFileSync(new URL('../samples/stopping/sequences.json', import.meta.url), 'utf8')) as { cases: Case[] };

describe.each(cases)('$name as buscarpy and asreview have it', ({ labels, all, p, first, consecutive }) => {
  test('p', () => {
    for (const [target, wanted] of p) expect(judge('buscar', logOf(labels, all), target).figure).toBeCloseTo(wanted ?? 0, 9);
  });
  test('the first stop of buscar, looked at after every record', () => {
    const stops = range(1, labels.length - 1).find((n) => labels.slice(0, n).includes('1') && judge('buscar', logOf(labels.slice(0, n), all)).stop);
    expect(stops ?? null).toBe(first);
  });
  test('consecutive', () => {
    for (const [run, wanted] of Object.entries(consecutive)) {
      const stops = range(1, labels.length - 1).find((n) => judge('consecutive', logOf(labels.slice(0, n), all), 1, { run: Number(run) }).stop);
      expect([run, stops ?? null]).toEqual([run, wanted]);
    }
  });
});

describe('buscar', () => {
  const log = (n: number) => foundAt(range(1, 75, 2), n, 1000);
  test.each([
    [400, 0.272436],
    [600, 0.080519],
    [659, 0.049822],
  ])('38 relevant at 1, 3, … 75 of 1,000: p(%d) = %d', (n, p) => {
    expect(judge('buscar', log(n)).figure).toBeCloseTo(p, 6);
  });
  test('stops at 659', () => {
    expect(judge('buscar', log(658)).stop).toBe(false);
    expect(judge('buscar', log(659)).stop).toBe(true);
  });
  test('the quick answer is the same as the whole p', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: 1, maxLength: 120 }),
        fc.nat(100),
        fc.constantFrom(0.8, 0.9, 0.95, 1),
        (labels, left, target) => {
          const found = foundIn({ relevant: Uint8Array.from(labels), audit: new Uint8Array(labels.length), left });
          for (const alpha of [0.01, 0.05, 0.25, 0.5]) expect(isRandomOrderBelow(found, target, alpha)).toBe(randomOrderP(found, target) < alpha);
        },
      ),
    );
  });
  test('one suffix for each number of relevant ones is enough', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 1), { minLength: 1, maxLength: 40 }), fc.nat(40), (labels, left) => {
        const whole = foundIn({ relevant: Uint8Array.from(labels), audit: new Uint8Array(labels.length), left });
        const p = randomOrderP(whole, 0.9);
        // Every suffix as a log of its own: never below the minimum.
        for (let from = 0; from < labels.length; from++) {
          const inside = labels.slice(from).filter((one) => one === 1).length;
          const missing = Math.floor((whole.r * 10) / 9) + 1 - whole.r;
          const pool = left + labels.length - from;
          if (missing + inside > pool) continue;
          expect(p).toBeLessThanOrEqual(hyper(inside, pool, missing + inside, labels.length - from) + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });
  test('100,000 records are judged within a blink', () => {
    const found = foundIn(foundAt(range(1, 20_000, 10), 60_000, 100_000));
    const before = process.cpuUsage();
    for (let look = 0; look < 20; look++) randomOrderP(found, 0.95);
    expect(spentSince(before) / 20).toBeLessThan(100);
  });
});
/** By the plain sum of C(K,x)·C(N−K,n−x)/C(N,n). */
const hyper = (k: number, population: number, marked: number, draws: number): number => {
  const choose = (n: number, m: number): number => (m < 0 || m > n ? 0 : range(1, m).reduce((product, at) => (product * (n - m + at)) / at, 1));
  return range(0, k).reduce((sum, x) => sum + (choose(marked, x) * choose(population - marked, draws - x)) / choose(population, draws), 0);
};

describe('qbcb and target', () => {
  test.each([
    [
      0.95,
      [
        [59, 59],
        [77, 77],
        [93, 92],
        [100, 99],
      ],
    ],
    [
      0.9,
      [
        [29, 29],
        [59, 58],
        [100, 96],
      ],
    ],
    [
      0.8,
      [
        [14, 14],
        [50, 45],
      ],
    ],
  ] as const)('at %d', (target, pairs) => {
    for (const [sampled, least] of pairs) expect([sampled, leastFound(sampled, target, 0.05)]).toEqual([sampled, least]);
    expect(leastFound(pairs[0][0] - 1, target, 0.05)).toBeUndefined();
  });
  test('a log with its sample marked', () => {
    const relevant = Uint8Array.from({ length: 200 }, (_, at) => (at < 100 ? 1 : 0));
    const log = { relevant, audit: Uint8Array.from(relevant, (one, at) => (at < 59 ? one : 0)), left: 800 };
    expect(judge('qbcb', log, 0.95, { sampled: 59 }).stop).toBe(true);
    expect(judge('qbcb', log, 0.95, { sampled: 60 }).stop).toBe(false);
    expect(judge('qbcb', log, 0.95, { sampled: 58 })).toMatchObject({ stop: false, limit: undefined });
    expect(judge('target', log, 0.95, { sampled: 59 }).stop).toBe(true);
    expect(judge('target', log, 0.95, { sampled: 9 }).stop).toBe(false);
  });
  test('ten sampled prove 74.1% only', () => {
    expect(0.05 ** 0.1).toBeCloseTo(0.741134, 6);
    expect(1 - binomialCdf(9, 10, 0.741134)).toBeCloseTo(0.05, 5);
  });
});

describe('knee and budget', () => {
  test('i 500, r_i 90, n 2000, r 98: 30 < 58, go on', () => {
    expect(bendAt(500, 90, 2000, 98)).toBeCloseTo(30, 12);
    // 90 within 500, the last of them there; 8 spread behind.
    const log = foundAt([...range(1, 89).map((at) => at * 5), 500, ...range(700, 1750, 150)], 2000, 3000);
    expect(judge('knee', log)).toMatchObject({ stop: false, limit: 58 });
    expect(judge('knee', log).figure).toBeGreaterThanOrEqual(30 - 1e-9);
  });
  test('the sharpest bend is at a relevant record', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 60 }), (labels) => {
        const found = foundIn(logOf(labels.join(''), labels.length));
        let most = 0;
        let seen = 0;
        labels.forEach((one, at) => {
          seen += one;
          if (at + 1 < labels.length) most = Math.max(most, bendAt(at + 1, seen, found.n, found.r));
        });
        expect(sharpestBend(found)).toBeCloseTo(most, 9);
      }),
    );
  });
  test('budget', () => {
    const early = range(1, 20);
    // 10·N/r = 500.
    expect(judge('budget', foundAt(early, 499, 1000)).stop).toBe(false);
    expect(judge('budget', foundAt(early, 500, 1000)).stop).toBe(true);
    expect(judge('budget', foundAt([], 749, 1000)).stop).toBe(false);
    expect(judge('budget', foundAt([], 750, 1000)).stop).toBe(true);
  });
});

describe('habits', () => {
  test('50 in a row at 1% prevalence come by chance with p .605006', () => {
    expect(0.99 ** 50).toBeCloseTo(0.605006, 6);
  });
  test('a share of all records in a row', () => {
    expect(judge('consecutive', foundAt([1], 21, 400), 0.95, { share: 0.05 }).stop).toBe(true);
    expect(judge('consecutive', foundAt([1], 20, 400), 0.95, { share: 0.05 }).stop).toBe(false);
  });
  test('2399', () => {
    expect(judge('2399', foundAt(range(1, 100), 2518, 9000)).stop).toBe(false);
    expect(judge('2399', foundAt(range(1, 100), 2519, 9000)).stop).toBe(true);
  });
  test('batch precision looks at whole batches', () => {
    expect(judge('batch-precision', foundAt(range(1, 10), 399, 1000)).stop).toBe(false);
    expect(judge('batch-precision', foundAt(range(1, 10), 400, 1000)).stop).toBe(true);
    expect(judge('batch-precision', foundAt([1], 199, 1000)).figure).toBeUndefined();
  });
  test('safe asks for its random sample, a tenth, twice the estimate and 50 in a row', () => {
    const labels = new Uint8Array(300);
    labels.fill(1, 20, 40);
    const audit = new Uint8Array(300);
    audit.fill(1, 0, 20);
    const log = { relevant: labels, audit, left: 1700 };
    expect(judge('safe', log).stop).toBe(true);
    expect(judge('safe', { ...log, audit: new Uint8Array(300) }).stop).toBe(false);
    expect(judge('safe', { ...log, left: 2800 }).stop).toBe(false);
    expect(judge('safe', log, 0.95, { keyFound: false }).stop).toBe(false);
    // 2 of 20 sampled relevant: 200 of 2,000 are expected, 400 must be read.
    labels[3] = labels[4] = 1;
    expect(judge('safe', log).stop).toBe(false);
  });
});

describe('estimates', () => {
  test('ipp: a .9, κ −.6, N 2000: Λ 44.803780, R̂ 56', () => {
    expect(expectedIn({ a: 0.9, kappa: -0.6 }, 2000)).toBeCloseTo(44.80378, 5);
    expect(poissonQuantile(0.95, 44.80378)).toBe(56);
    expect(expectedIn({ a: 2, kappa: -1 }, 100)).toBeCloseTo(2 * Math.log(100), 9);
  });
  test('ipp finds the rate that made the places', () => {
    // Ten windows of 1,000; in each as many as .9·x^−.6 of its first place says.
    const places = range(0, 9).flatMap((window) => range(1, Math.round(900 * (window * 1000 + 1) ** -0.6)).map((at) => window * 1000 + at));
    const rate = fitRate({ n: 10_000, r: places.length, places: Uint32Array.from(places) }, 10)!;
    expect(rate.kappa).toBeCloseTo(-0.6, 1);
    expect(rate.a).toBeCloseTo(0.9, 2);
    expect(fitRate({ n: 5, r: 1, places: Uint32Array.from([1]) }, 10)).toBeUndefined();
  });
  test('swift: δ 5, L 150, U 3240, r 150: .581395', () => {
    // 145 found by place 810, the last five in the 150 after it.
    const log = foundAt([...range(1, 144), 810, 820, 830, 840, 850, 860], 960, 4200);
    expect(judge('swift', log).figure).toBeCloseTo(0.581395, 6);
  });
  test('autostop: N 1000, 200 draws: a record at rank 1 stands for 1.331137, at 1000 for 4986', () => {
    expect(1 / inclusion(1, 1000, 200)).toBeCloseTo(1.331137, 5);
    expect(1 / inclusion(1000, 1000, 200)).toBeCloseTo(4986, -1);
    expect(estimateTotal(foundIn(foundAt([1], 200, 1000))).total).toBeCloseTo(1.331137, 5);
  });
  test('s-cal counts a part for the whole batch', () => {
    // Batches 1, 2, 3 … 11, 13, 15 …; with 2 labelled of each.
    const { estimates, whole } = batches(Uint8Array.from([1, 1, 1, 1, 0, 1, 0]), 12, { sample: 0.8, labelled: 2 });
    // 1 of 1; 2 of 2; 1.5 of 3; 2 of 4 labelled half relevant: sizes 1, 2, 3, 4.
    expect(estimates).toEqual([1, 3, 4.5, 6.5]);
    expect(whole).toBe(true);
    expect(cutBatch(estimates, 0.5)).toBe(2);
    expect(batches(Uint8Array.from([1]), 100, { sample: 0.8, labelled: 2 }).whole).toBe(false);
  });
  test('quant and its interval, by hand', () => {
    const sums = sumsOf(Float64Array.from([1, 0.5, 0.5, 0.25]), 2);
    expect(recallOf(sums)).toBeCloseTo(1.5 / 2.25, 12);
    const [V, Vu] = [0.25 + 0.25 + 0.1875, 0.25 + 0.1875];
    expect(deviationOf(sums)).toBeCloseTo(Math.sqrt((1.5 ** 2 / 2.25 ** 4) * V + (V - Vu) / 2.25 ** 2), 12);
    const log = { relevant: Uint8Array.from([1, 0]), audit: new Uint8Array(2), left: 2, chance: Float64Array.from([1, 0.5, 0.01, 0.01]) };
    expect(judge('quant', log, 0.95).stop).toBe(true);
    expect(judge('quant', log, 0.95, { deviations: 2 }).stop).toBe(false);
    expect(judge('quant', { ...log, chance: undefined }).stop).toBe(false);
  });
  test('chances learnt at one prevalence are corrected to another', () => {
    // Two kinds of record with likelihood ratios 9 and 1/9; truly one in ten is relevant, learnt at one in two.
    const chance = Float64Array.from({ length: 1000 }, (_, at) => (at < 180 ? 0.9 : 0.1));
    const mean = corrected(chance, 0.5).reduce((sum, p) => sum + p, 0) / 1000;
    expect(mean).toBeCloseTo(0.1, 2);
    // Already right: stays.
    const same = Float64Array.from([0.9, 0.1]);
    expect([...corrected(same, 0.5)].map((p) => p.toFixed(3))).toEqual(['0.900', '0.100']);
    expect(judge('sal-tau', { relevant: Uint8Array.from([1, 0]), audit: new Uint8Array(2), left: 0, chance: same }).limit).toBeCloseTo(0.9975, 12);
  });
});

describe('every rule', () => {
  const anyLog = fc
    .tuple(fc.array(fc.constantFrom(0, 0, 0, 1), { maxLength: 200 }), fc.nat(300), fc.boolean())
    .map(([labels, left, chances]): Screened => ({
      relevant: Uint8Array.from(labels),
      audit: Uint8Array.from(labels, (_, at) => (at % 7 === 0 ? 1 : 0)),
      left,
      ...(chances ? { chance: Float64Array.from({ length: labels.length + left }, (_, at) => ((at * 37) % 100) / 101) } : {}),
    }));
  test('judges any log: finite, ordered, within what is left', () => {
    fc.assert(
      fc.property(anyLog, fc.constantFrom(0.8, 0.9, 0.95, 1), (log, target) => {
        for (const rule of stoppingRules) {
          const { remaining, figure } = rule.judge(log, target, {});
          const [low, mid, high] = remaining;
          expect([rule.name, low >= 0 && low <= mid && mid <= high && high <= log.left]).toEqual([rule.name, true]);
          if (figure !== undefined) expect(Number.isFinite(figure)).toBe(true);
        }
      }),
      { numRuns: 150, examples: [[{ relevant: Uint8Array.of(1), audit: Uint8Array.of(1), left: 0 }, 0.8]] },
    );
  });
  test('has a name of its own, an assumption and a formula; the default is one of them', () => {
    expect(new Set(stoppingRules.map(({ name }) => name)).size).toBe(stoppingRules.length);
    for (const { assumes, formula } of stoppingRules) expect(assumes.length > 20 && formula.length > 5).toBe(true);
    expect(stoppingRules.some(({ name }) => name === defaultRule)).toBe(true);
  });
  test('never stops before anything was read', () => {
    for (const rule of stoppingRules) expect([rule.name, rule.judge(logOf('', 1000), 0.95, {}).stop]).toEqual([rule.name, false]);
  });
  test('refuses params that make no sense', () => {
    expect(() => judge('buscar', logOf('10', 10), 0.95, { alpha: 2 })).toThrow();
    expect(() => judge('consecutive', logOf('10', 10), 0.95, { run: 'x' })).toThrow();
  });
});

test('the estimate of what is left falls as nothing more is found', () => {
  const mids = [200, 400, 600, 800, 1000].map((n) => estimateRemaining(foundIn(foundAt(range(1, 100, 2), n, 1000)))[1]);
  expect(mids).toEqual([...mids].sort((a, b) => b - a));
  expect(mids.at(-1)).toBe(0);
});
