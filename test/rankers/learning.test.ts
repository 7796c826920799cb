// Do the active rankers learn as published?
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { autotar } from '../../main/rankers/autotar/index.ts';
import { elasU3 } from '../../main/rankers/elas-u3/index.ts';
import { elasU4 } from '../../main/rankers/elas-u4/index.ts';
import { orderOf, tieOf } from '../../main/rankers/order.ts';
import type { Ranker } from '../../main/rankers/ranker.ts';
import { winnow } from '../../main/rankers/winnow/index.ts';
import { collect, viewOf } from '../../main/screening/view.ts';
import { finish } from '../../shared/work.ts';
import learnt from '../samples/learners/sklearn.json' with { type: 'json' };
import texts from '../samples/text/sklearn-tfidf.json' with { type: 'json' };

const collection = collect(
  texts.docs.map(({ title, abstract }, at) => ({ key: at + 1, id: String(at), title, abstract, source: { file: 'sample', line: at + 1 } })),
);
const seen = (rows: readonly number[], labels: readonly number[]) =>
  viewOf(collection, { protocol: { title: '', criteria: [] }, labelled: Uint32Array.from(rows), relevant: Uint8Array.from(labels) });
const pool = (ranker: Ranker, params: object, rows: readonly number[], labels: readonly number[]): number[] => {
  const view = seen(rows, labels);
  const scores = finish(ranker.score(finish(ranker.fit(view, ranker.params.parse(params), () => 0)), view));
  return [...scores.keys()].filter((at) => !rows.includes(at)).sort((a, b) => scores[b]! - scores[a]! || a - b);
};

test('elas-u4 orders the pool as ASReview’s parts do', () => {
  const one = learnt.svm.cases[0]!;
  expect(pool(elasU4, {}, one.train_rows_in_order, one.train_labels)).toEqual(one.exact.pool_order);
});

test('elas-u3 orders the pool as ASReview’s parts do', () => {
  const one = learnt.nb.cases[0]!;
  expect(pool(elasU3, {}, learnt.nb.rows, learnt.nb.labels)).toEqual(one.pool_order);
});

test.each([
  [1, 0.666667],
  [2, 0.5],
  [8, 0.2],
  [38, 0.05],
])('winnow: after %i relevant the prior weighs %f', (found, weight) => {
  const rows = Array.from({ length: found + 1 }, (_, at) => at % texts.docs.length);
  const view = seen(rows, [...Array.from({ length: found }, () => 1), 0]);
  expect(finish(winnow.fit(view, winnow.params.parse({ tolerance: 1e-3, tau: 2, floor: 0 }), () => 0)).prior).toBeCloseTo(weight, 6);
});

test('winnow: the prior fades to its floor, not to nothing', () => {
  const weightAfter = (found: number): number => {
    const rows = Array.from({ length: found + 1 }, (_, at) => at % texts.docs.length);
    const view = seen(rows, [...Array.from({ length: found }, () => 1), 0]);
    return finish(winnow.fit(view, winnow.params.parse({ tolerance: 1e-3, tau: 8, floor: 0.1 }), () => 0)).prior;
  };
  expect([1, 8, 72].map((found) => weightAfter(found).toFixed(6))).toEqual(['0.900000', '0.550000', '0.190000']);
});

test('autotar: batches grow by a tenth', () => {
  const sizes = Array.from({ length: 21 }, (_, round) => autotar.batch!(round));
  expect(sizes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 21, 24, 27, 30, 33, 37]);
  const rounds = (n: number): number => {
    let left = n;
    let round = 0;
    while (left > 0) left -= autotar.batch!(round++);
    return round;
  };
  expect([rounds(1_000), rounds(10_000)]).toEqual([32, 54]);
});

test('ties are spread evenly, by seed and id', () => {
  const ties = Array.from({ length: 20_000 }, (_, at) => tieOf(3, `r${at}`));
  for (let tenth = 0; tenth < 10; tenth++) expect(ties.filter((tie) => Math.floor(tie * 10) === tenth).length).toBeGreaterThan(1850);
  expect(new Set(ties).size).toBe(ties.length);
  expect(tieOf(3, 'r1')).toBe(ties[1]);
  expect(tieOf(4, 'r1')).not.toBe(ties[1]);
  // Neighbouring ids must not stay neighbours: the correlation of tie and place is nought.
  const mean = ties.reduce((sum, tie, at) => sum + (tie - 0.5) * (at / ties.length - 0.5), 0) / ties.length;
  expect(Math.abs(mean * 12)).toBeLessThan(0.03);
});

test('the order is that of sorting by score, tie, position', () => {
  const some = fc.array(
    fc.record({ score: fc.constantFrom(-2, -1e-12, 0, -0, 1e-12, 0.1, 0.1 + 1e-12, 7), tie: fc.constantFrom(0.1, 0.5, 0.9), in: fc.boolean() }),
  );
  fc.assert(
    fc.property(some, (all) => {
      const scores = Float64Array.from(all, (one) => one.score);
      const ties = Float64Array.from(all, (one) => one.tie);
      const round = (at: number): number => Math.round(scores[at]! * 1e9);
      const slow = (among: number[]): number[] => among.sort((a, b) => round(b) - round(a) || ties[a]! - ties[b]! || a - b);
      expect([...orderOf(scores, ties)]).toEqual(slow([...all.keys()]));
      const among = [...all.keys()].filter((at) => all[at]!.in);
      expect([...orderOf(scores, ties, Uint32Array.from(among))]).toEqual(slow(among));
    }),
  );
});
