// Do our learners find what scikit-learn's find?
import { describe, expect, test } from 'vitest';
import { balanced } from '../../main/learners/balance.ts';
import { linearSvm } from '../../main/learners/linear-svm/index.ts';
import { svmTrainer } from '../../main/learners/linear-svm/trainer.ts';
import { logisticRegression } from '../../main/learners/logistic-regression/index.ts';
import { naiveBayes } from '../../main/learners/naive-bayes/index.ts';
import { allRows } from '../../main/learners/products.ts';
import { weighed } from '../../main/text/analyses.ts';
import { finish, type Rows } from '../../shared/work.ts';
import oracle from '../samples/learners/sklearn.json' with { type: 'json' };
import texts from '../samples/text/sklearn-tfidf.json' with { type: 'json' };

const text = (at: number): string => `${texts.docs[at]!.title} ${texts.docs[at]!.abstract}`;
const u4 = finish(weighed('elas-u4', texts.docs.length, text)).rows;
const u3 = finish(weighed('elas-u3', texts.docs.length, text)).rows;
const rng = (): number => 0.5;

/** Rows in the order given, as a matrix of their own. */
const take = (x: Rows, at: readonly number[]): Rows => {
  const start = new Uint32Array(at.length + 1);
  at.forEach((row, k) => (start[k + 1] = start[k]! + x.start[row + 1]! - x.start[row]!));
  const cut = <A extends Uint32Array | Float32Array>(from: A, to: A): A => {
    at.forEach((row, k) => to.set(from.subarray(x.start[row], x.start[row + 1]), start[k]));
    return to;
  };
  return {
    n: at.length,
    width: x.width,
    start,
    index: cut(x.index, new Uint32Array(start[at.length]!)),
    value: cut(x.value, new Float32Array(start[at.length]!)),
  };
};
const signs = (labels: readonly number[]): Int8Array => Int8Array.from(labels, (label) => (label === 1 ? 1 : -1));
const close = (found: ArrayLike<number>, expected: readonly number[], digits: number): void => {
  expect(found.length).toBe(expected.length);
  expected.forEach((one, at) => expect(found[at]).toBeCloseTo(one, digits));
};
const poolOrder = (decision: Float64Array, trained: readonly number[]): number[] =>
  [...decision.keys()].filter((at) => !trained.includes(at)).sort((a, b) => decision[b]! - decision[a]! || a - b);

describe('linear-svm', () => {
  test.each(oracle.svm.cases)('C $C, ratio $balanced_ratio', (one) => {
    const rows = one.train_rows_in_order;
    const y = signs(one.train_labels);
    const weight = balanced(y, one.balanced_ratio);
    close(weight, one.sample_weight, 10);
    const model = finish(linearSvm.fit(take(u4, rows), y, weight, { cost: one.C, tolerance: 1e-9 }, rng));
    const decision = linearSvm.decide(model, u4);
    close(decision, one.exact.decision, 6);
    expect(model.intercept).toBeCloseTo(one.exact.intercept, 6);
    expect(poolOrder(decision, rows)).toEqual(one.exact.pool_order);
  });

  test('label after label, the trainer finds what it finds from nothing', () => {
    const one = oracle.svm.cases[0]!;
    const labels = signs(one.train_labels);
    const trainer = svmTrainer(u4);
    const rounds = [2, 3, 4, 5, 8, 12, 11, 7, 12].map((many) => [...labels.keys()].slice(12 - many)); // rows come and go
    for (const some of rounds.filter((chosen) => new Set(chosen.map((k) => labels[k])).size === 2)) {
      const at = Uint32Array.from(some, (k) => one.train_rows_in_order[k]!);
      const y = Int8Array.from(some, (k) => labels[k]!);
      const cost = balanced(y, 9.8).map((weight) => 0.11 * weight);
      const followed = finish(trainer.fit({ at, y, cost }, { tolerance: 1e-10 }));
      const anew = finish(svmTrainer(u4).fit({ at, y, cost }, { tolerance: 1e-10 }));
      close(followed.weights(), [...anew.weights()], 9);
      expect(followed.intercept).toBeCloseTo(anew.intercept, 9);
      const sum = linearSvm.decide({ weights: anew.weights(), intercept: anew.intercept }, u4);
      at.forEach((row, k) => expect(anew.beta[k]).toBeCloseTo(Math.max(0, 2 * cost[k]! * (1 - y[k]! * sum[row]!)) * y[k]!, 8));
    }
  });
});

test.each(oracle.logreg.cases)('logistic-regression C $C, ratio $balanced_ratio', (one) => {
  const rows = oracle.logreg.rows;
  const y = signs(oracle.logreg.labels);
  const weight = one.balanced_ratio === null ? new Float64Array(y.length).fill(1) : balanced(y, one.balanced_ratio);
  const model = finish(logisticRegression.fit(take(u4, rows), y, weight, { cost: one.C, tolerance: 1e-10 }, rng));
  expect(model.intercept).toBeCloseTo(one.intercept, 6);
  close(logisticRegression.decide(model, u4), one.decision, 6);
});

test.each(oracle.nb.cases)('naive-bayes α $alpha, ratio $balanced_ratio', (one) => {
  const rows = oracle.nb.rows;
  const y = signs(oracle.nb.labels);
  const weight = one.balanced_ratio === null ? new Float64Array(y.length).fill(1) : balanced(y, one.balanced_ratio);
  const decision = naiveBayes.decide(finish(naiveBayes.fit(take(u3, rows), y, weight, { alpha: one.alpha }, rng)), u3);
  close(
    decision,
    one.joint_log_likelihood.map(([no, yes]) => yes! - no!),
    6,
  );
  expect(poolOrder(decision, rows)).toEqual(one.pool_order);
});

test('two relevant among 52: the weights of RANKING §3', () => {
  const weight = balanced(
    Int8Array.from({ length: 52 }, (_, at) => (at < 2 ? 1 : -1)),
    9.8,
  );
  expect(weight[0]).toBeCloseTo(23.592593, 6);
  expect(weight[2]).toBeCloseTo(0.096296, 6);
  expect(weight.reduce((sum, one) => sum + one, 0)).toBeCloseTo(52, 9);
});

test('rows of no terms are decided by the intercept alone', () => {
  const empty: Rows = { n: 1, width: u4.width, start: new Uint32Array(2), index: new Uint32Array(0), value: new Float32Array(0) };
  const y = signs(oracle.logreg.labels);
  const model = finish(linearSvm.fit(take(u4, oracle.logreg.rows), y, balanced(y, 9.8), { cost: 0.11, tolerance: 1e-9 }, rng));
  expect(linearSvm.decide(model, empty)[0]).toBe(model.intercept);
  expect(allRows(3)).toEqual(Uint32Array.of(0, 1, 2));
});

test('a dense part counts as so many columns more', () => {
  const at = oracle.svm.cases[0]!.train_rows_in_order;
  const y = signs(oracle.svm.cases[0]!.train_labels);
  const cost = balanced(y, 9.8).map((weight) => 0.11 * weight);
  const d = 5;
  const dense = Float32Array.from({ length: u4.n * d }, (_, k) => ((k * 7919) % 23) / 23 - 0.5);
  const withDense: Rows = { ...u4, dense };
  const start = Uint32Array.from(u4.start, (entry, row) => entry + row * d);
  const index = new Uint32Array(start[u4.n]!);
  const value = new Float32Array(start[u4.n]!);
  for (let row = 0; row < u4.n; row++) {
    index.set(u4.index.subarray(u4.start[row], u4.start[row + 1]), start[row]);
    value.set(u4.value.subarray(u4.start[row], u4.start[row + 1]), start[row]);
    for (let j = 0; j < d; j++) {
      index[start[row + 1]! - d + j] = u4.width + j;
      value[start[row + 1]! - d + j] = dense[row * d + j]!;
    }
  }
  const asSparse: Rows = { n: u4.n, width: u4.width + d, start, index, value };
  const trainers = [svmTrainer(withDense), svmTrainer(asSparse)];
  for (const many of [2, 5, 12, 9]) {
    const some = { at: Uint32Array.from(at.slice(0, many)), y: y.subarray(0, many), cost: cost.subarray(0, many) };
    const [one, other] = trainers.map((trainer) => finish(trainer.fit(some, { tolerance: 1e-10 })));
    close(one!.weights(), [...other!.weights()], 9);
    expect(one!.weights().length).toBe(u4.width + d);
  }
});
