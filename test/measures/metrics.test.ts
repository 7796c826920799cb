// Do the measures give the values worked by hand and those of other implementations?
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../main/measures/all.ts';
import { costOfReaching, expensiveTraining, leastCost, uniform } from '../../main/measures/cost.ts';
import { cohenKappa } from '../../main/measures/kappa.ts';
import { runColumns, runMeasures, runRow } from '../../main/measures/row.ts';
import { relevantAt, shownAs } from './orders.ts';

const named = (name: string) => {
  const found = metrics.find((metric) => metric.name === name);
  if (found === undefined) throw new Error(`no measure ${name}`);
  return found;
};

describe('the toy: 20 records, relevant at 1, 2, 5, 9', () => {
  const { order, gold } = relevantAt(20, [1, 2, 5, 9]);
  test.each([
    ['ap', 1, 0.761111],
    ['recall', 0.1, 0.5],
    ['wss', 0.95, 0.5],
    ['wss', 1, 0.55],
    ['wss-insights', 0.95, 0.4],
    ['tnr', 0.95, 0.6875],
    ['last_rel', 1, 9],
    ['atd_records', 1, 4.25],
    ['atd', 1, 0.2125],
    ['loss', 1, 0.109375],
    ['ndcg', 1, 0.905218],
    ['erf', 0.1, 0.5],
    ['norm_area', 1, 0.902778],
    ['cost', 0.95, 9],
  ])('%s at %d is %d', (name, at, value) => {
    expect(named(name).of(order, gold, at)).toBeCloseTo(value, 6);
  });
});

interface Sequence {
  name: string;
  labels: string;
  asreview: { loss: number; ndcg: number };
  insights: { wss: Record<string, number>; erf: Record<string, number>; recall: Record<string, number>; atd: number };
  plain: Record<string, number>;
}
const { sequences } = JSON.parse(readFileSync(new URL('../samples/measures/sequences.json', import.meta.url), 'utf8')) as { sequences: Sequence[] };

describe.each(sequences)('$name as other implementations have it', ({ labels, asreview, insights, plain }) => {
  const { order, gold } = shownAs(labels);
  const value = (name: string, at = 1) => named(name).of(order, gold, at) ?? Number.NaN;
  test('asreview', () => {
    expect(value('loss')).toBeCloseTo(asreview.loss, 12);
    expect(value('ndcg')).toBeCloseTo(asreview.ndcg, 12);
  });
  test('insights', () => {
    for (const [at, wss] of Object.entries(insights.wss)) expect(value('wss-insights', Number(at))).toBeCloseTo(wss, 5);
    for (const [at, erf] of Object.entries(insights.erf)) expect([at, value('erf', Number(at))]).toEqual([at, expect.closeTo(erf, 5)]);
    expect(value('atd_records')).toBeCloseTo(insights.atd, 6);
  });
  test('plain formulas', () => {
    const ours: Record<string, number> = {
      n: order.length,
      relevant: gold.reduce((a, b) => a + b, 0),
      ap: value('ap'),
      wss95: value('wss', 0.95),
      wss100: value('wss', 1),
      tnr95: value('tnr', 0.95),
      recall5: value('recall', 0.05),
      recall10: value('recall', 0.1),
      recall20: value('recall', 0.2),
      last_rel: value('last_rel'),
      last_rel_frac: value('last_rel') / order.length,
      cost95: value('cost', 0.95),
      loss: value('loss'),
      ndcg: value('ndcg'),
      atd: value('atd_records'),
      atd_frac: value('atd'),
    };
    for (const [name, wanted] of Object.entries(plain)) expect([name, ours[name]]).toEqual([name, expect.closeTo(wanted, 12)]);
  });
});

test('random orders of 1,000 with 50 relevant have AP .056 on average', () => {
  let seed = 7;
  const rng = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  let sum = 0;
  for (let run = 0; run < 400; run++) {
    const order = Uint32Array.from({ length: 1000 }, (_, at) => at);
    for (let at = 999; at > 0; at--) {
      const other = Math.floor(rng() * (at + 1));
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    sum += named('ap').of(
      order,
      relevantAt(
        1000,
        Array.from({ length: 50 }, (_, at) => at + 1),
      ).gold,
      1,
    )!;
  }
  expect(sum / 400).toBeCloseTo(0.056167, 2);
});

const anyRun = fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 60 }).chain((gold) =>
  fc
    .shuffledSubarray(
      gold.map((_, at) => at),
      { minLength: gold.length },
    )
    .map((order) => ({ gold: Uint8Array.from(gold), order: Uint32Array.from(order) })),
);

describe('for every order', () => {
  test('measures are numbers unless nothing is relevant', () => {
    fc.assert(
      fc.property(anyRun, fc.constantFrom(0.1, 0.5, 0.8, 0.95, 1), ({ gold, order }, at) => {
        const relevant = gold.reduce((a, b) => a + b, 0);
        for (const metric of metrics) {
          const value = metric.of(order, gold, at);
          if (relevant === 0) expect(value).toBeUndefined();
          else if (value !== undefined) expect(Number.isFinite(value)).toBe(true);
        }
      }),
    );
  });
  test('moving a relevant record one place up never makes a measure worse', () => {
    fc.assert(
      fc.property(anyRun, fc.nat(), ({ gold, order }, pick) => {
        const at = (pick % (order.length - 1)) + 1;
        if (gold[order[at]!] !== 1 || gold[order[at - 1]!] !== 0) return;
        const better = order.slice();
        [better[at], better[at - 1]] = [order[at - 1]!, order[at]!];
        for (const name of ['ap', 'ndcg', 'norm_area', 'wss', 'tnr', 'recall']) {
          const [now, before] = [named(name).of(better, gold, 0.8), named(name).of(order, gold, 0.8)];
          if (now !== undefined && before !== undefined) expect(now).toBeGreaterThanOrEqual(before - 1e-12);
        }
        for (const name of ['loss', 'atd', 'last_rel', 'cost']) {
          const [now, before] = [named(name).of(better, gold, 0.8), named(name).of(order, gold, 0.8)];
          if (now !== undefined && before !== undefined) expect(now).toBeLessThanOrEqual(before + 1e-12);
        }
      }),
    );
  });
  test('a cut run is never better than the whole one', () => {
    fc.assert(
      fc.property(anyRun, fc.nat(60), ({ gold, order }, keep) => {
        const cut = order.slice(0, Math.min(keep, order.length));
        for (const name of ['ap', 'ndcg', 'norm_area', 'wss']) {
          const [part, whole] = [named(name).of(cut, gold, 0.95), named(name).of(order, gold, 0.95)];
          if (part !== undefined && whole !== undefined) expect(part).toBeLessThanOrEqual(whole + 1e-12);
        }
      }),
    );
  });
  test('loss is 1 − the chance that a relevant record stands before an irrelevant one', () => {
    fc.assert(
      fc.property(anyRun, ({ gold, order }) => {
        const labels = [...order].map((at) => gold[at]!);
        let ahead = 0;
        let pairs = 0;
        labels.forEach((one, at) => {
          labels.forEach((other, below) => {
            if (one === 1 && other === 0) {
              pairs++;
              if (at < below) ahead++;
            }
          });
        });
        if (pairs > 0) expect(named('loss').of(order, gold, 1)).toBeCloseTo(1 - ahead / pairs, 9);
      }),
    );
  });
});

describe('cost of training and reading', () => {
  const { order, gold } = relevantAt(20, [1, 2, 5, 9]);
  test.each([
    [{ target: 0.75, trained: 0, prices: uniform }, 5],
    [{ target: 0.75, trained: 2, prices: expensiveTraining }, 20 + 3],
    [{ target: 0.75, trained: 6, prices: expensiveTraining }, 60],
    [{ target: 1, trained: 2, prices: { trainRelevant: 4, trainIrrelevant: 3, laterRelevant: 2, laterIrrelevant: 1 } }, 8 + 4 + 5],
  ])('%j costs %d', (asked, wanted) => {
    expect(costOfReaching(order, gold, asked)).toBe(wanted);
  });
  test('the least over rounds', () => {
    const rounds = [0, 2, 6].map((trained) => ({ order, trained }));
    expect(leastCost(rounds, gold, { target: 0.75, prices: expensiveTraining })).toBe(5);
  });
});

describe("Cohen's κ", () => {
  const pairs = (counts: readonly [string, string, number][]) =>
    counts.flatMap(([a, b, times]) => Array.from({ length: times }, (): [string, string] => [a, b]));
  test('45 and 25 agreed, 15 and 15 not: .375', () => {
    const { kappa, observed, expected } = cohenKappa(
      pairs([
        ['i', 'i', 45],
        ['i', 'e', 15],
        ['e', 'i', 15],
        ['e', 'e', 25],
      ]),
    );
    expect(observed).toBeCloseTo(0.7, 12);
    expect(expected).toBeCloseTo(0.52, 12);
    expect(kappa).toBeCloseTo(0.375, 12);
  });
  test('all alike 1, all opposite below 0, one word only undefined', () => {
    expect(
      cohenKappa(
        pairs([
          ['i', 'i', 3],
          ['e', 'e', 2],
        ]),
      ).kappa,
    ).toBe(1);
    expect(
      cohenKappa(
        pairs([
          ['i', 'e', 3],
          ['e', 'i', 3],
        ]),
      ).kappa,
    ).toBe(-1);
    expect(cohenKappa(pairs([['e', 'e', 5]])).kappa).toBeUndefined();
    expect(cohenKappa([]).kappa).toBeUndefined();
  });
});

describe('a row of runs.csv', () => {
  test('priors leave N and R, whether the order holds them or not', () => {
    const gold = Uint8Array.from([1, 0, 1, 0, 0, 1]);
    const priors = Uint32Array.from([0, 1]);
    const rest = runMeasures(Uint32Array.from([5, 3, 2, 4]), gold, priors);
    expect(rest).toEqual(runMeasures(Uint32Array.from([0, 1, 5, 3, 2, 4]), gold, priors));
    expect(rest).toMatchObject({ n: 4, included: 2, last_rel: 3, wss100: 0.25 });
    expect(rest.ap).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });
  test('has the columns of the header', () => {
    const { order, gold } = relevantAt(10, [1, 4]);
    const row = runRow({ review: 'r', ranker: 'bm25', priors: 'none', seed: 0, labels: 'final', seconds: 0.5 }, order, gold);
    expect(Object.keys(row).sort()).toEqual([...runColumns].sort());
  });
});
