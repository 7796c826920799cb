// Is a simulated screening the loop it should be, and equal to ASReview's own?
import { describe, expect, test } from 'vitest';
import { readReference, readSet } from '../../bench/sets.ts';
import { rankers } from '../../main/rankers/all.ts';
import { elasU4 } from '../../main/rankers/elas-u4/index.ts';
import { orderOf, tiesOf } from '../../main/rankers/order.ts';
import { drawPriors, simulate, type Simulation } from '../../main/screening/simulate.ts';
import { rngOf } from '../../main/screening/rng.ts';
import { collect, viewOf } from '../../main/screening/view.ts';
import { finish } from '../../shared/work.ts';
import { gold, noProtocol, protocol, sample } from '../rankers/sample.ts';
import { sharedPath } from '../shared-data.ts';

const collection = collect(sample);
const run = (more: Partial<Simulation>) => finish(simulate({ collection, protocol, gold, ranker: elasU4, seed: 1, ...more }));

describe.each(rankers)('$name', (ranker) => {
  const priors = Uint32Array.of(0, 1);
  test('every record once, priors first, the same for the same seed', () => {
    const { order } = run({ ranker, priors });
    expect([...order].sort((a, b) => a - b)).toEqual([...sample.keys()]);
    expect([...order.subarray(0, 2)]).toEqual([0, 1]);
    expect(run({ ranker, priors }).order).toEqual(order);
  });

  test('without priors and protocol it still ends', () => {
    const { order } = run({ ranker, protocol: noProtocol, until: 'end' });
    expect(new Set(order).size).toBe(sample.length);
  });
});

test('label by label the next is the best of a ranking made anew', () => {
  const { order, fits } = run({ priors: Uint32Array.of(0, 1), until: 'end' });
  expect(fits).toBe(sample.length - 2);
  const ties = tiesOf(collection, 1);
  for (const many of [2, 3, 7, 20, 35]) {
    const labelled = order.slice(0, many);
    const view = viewOf(collection, {
      protocol,
      labelled,
      relevant: labelled.length > 0 ? Uint8Array.from(labelled, (at) => gold[at]!) : new Uint8Array(0),
    });
    const scores = finish(elasU4.score(finish(elasU4.fit(view, elasU4.params.parse({}), () => 0)), view));
    const open = Uint32Array.from([...sample.keys()].filter((at) => !labelled.includes(at)));
    expect(orderOf(scores, ties, open)[0]).toBe(order[many]);
  }
});

test('it stops learning when the last relevant record is found, and the rest follows the last ranking', () => {
  const { order, fits } = run({ priors: Uint32Array.of(0, 1) });
  const last = Math.max(...[...order.keys()].filter((at) => gold[order[at]!] === 1));
  expect(fits).toBe(last + 1 - 2);
});

test('priors: one of each, by seed', () => {
  const drawn = Array.from({ length: 20 }, (_, seed) => drawPriors(gold, seed));
  for (const pair of drawn) expect([...pair].map((at) => gold[at])).toEqual([1, 0]);
  expect(new Set(drawn.map(String)).size).toBeGreaterThan(10);
  expect(drawPriors(Uint8Array.of(1, 1), 0).length).toBe(1);
});

test('chance is the same on every machine', () => {
  const rng = rngOf(42);
  expect([rng(), rng(), rng()].map((one) => one.toFixed(9))).toEqual(['0.601103752', '0.448290559', '0.852465793']);
});

const data = sharedPath('data/screening/reference.json');
test.skipIf(data === undefined)('ELAS u4 finds the relevant records of three reviews at the very places ASReview does', () => {
  const folder = data!.slice(0, -'/reference.json'.length);
  const { reviews } = readReference(folder);
  for (const name of ['clef_CD011977', 'clef_CD010542', 'synergy_Muthu_2022']) {
    const set = readSet(name, 'final', folder);
    const place = new Map(set.citations.map(({ id }, at) => [id, at]));
    const records = collect(set.citations);
    for (const { target, priors, found, seed } of reviews[name]!.rankers['elas_u4.priors']!.runs) {
      if (target !== 'final') continue;
      const given = Uint32Array.from(priors!, (id) => place.get(id)!);
      const { order } = run({ collection: records, protocol: set.protocol, gold: set.gold, priors: given, seed: seed!, ties: 'file' });
      expect([...order.keys()].filter((at) => set.gold[order[at]!] === 1).map((at) => at + 1)).toEqual(found);
    }
  }
});
