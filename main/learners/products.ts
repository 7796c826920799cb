// What are rows times a vector, and a vector times rows?
import type { Rows } from '../../shared/work.ts';

/** Length of the vectors that rows are multiplied with: sparse columns, then dense ones. */
export const vectorLength = (x: Rows): number => x.width + denseWidth(x);

/** Values a dense row has; 0 without a dense part. */
export const denseWidth = (x: Rows): number => (x.dense === undefined || x.n === 0 ? 0 : x.dense.length / x.n);

/**
 * out[k] = row at[k] · vector (the intercept is the caller's). Four sums side by side, joined in the end: one alone waits for each addition, and
 * takes twice as long.
 * @param vector sparse columns, then dense ones: width + d
 * @param out length at.length, overwritten
 */
export const rowsTimes = (x: Rows, at: Uint32Array, vector: Float64Array, out: Float64Array): void => {
  const { start, index, value, dense, width } = x;
  const d = denseWidth(x);
  for (let k = 0; k < at.length; k++) {
    const row = at[k]!;
    const end = start[row + 1]!;
    let entry = start[row]!;
    let [a, b, c, e] = [0, 0, 0, 0];
    for (; entry + 3 < end; entry += 4) {
      a += value[entry]! * vector[index[entry]!]!;
      b += value[entry + 1]! * vector[index[entry + 1]!]!;
      c += value[entry + 2]! * vector[index[entry + 2]!]!;
      e += value[entry + 3]! * vector[index[entry + 3]!]!;
    }
    for (; entry < end; entry++) a += value[entry]! * vector[index[entry]!]!;
    if (dense !== undefined) {
      const from = row * d;
      let j = 0;
      for (; j + 3 < d; j += 4) {
        a += dense[from + j]! * vector[width + j]!;
        b += dense[from + j + 1]! * vector[width + j + 1]!;
        c += dense[from + j + 2]! * vector[width + j + 2]!;
        e += dense[from + j + 3]! * vector[width + j + 3]!;
      }
      for (; j < d; j++) a += dense[from + j]! * vector[width + j]!;
    }
    out[k] = a + b + (c + e);
  }
};

/** vector += Σ_k by[k] · row at[k]; see {@link rowsTimes}. */
export const addRows = (x: Rows, at: Uint32Array, by: Float64Array, vector: Float64Array): void => {
  const { start, index, value, dense, width } = x;
  const d = denseWidth(x);
  for (let k = 0; k < at.length; k++) {
    const factor = by[k]!;
    if (factor === 0) continue;
    const row = at[k]!;
    for (let entry = start[row]!, end = start[row + 1]!; entry < end; entry++) {
      const column = index[entry]!;
      vector[column] = vector[column]! + factor * value[entry]!;
    }
    if (dense !== undefined) for (let j = 0, from = row * d; j < d; j++) vector[width + j] = vector[width + j]! + factor * dense[from + j]!;
  }
};

/** The rows asked for, in that order, as a matrix of their own. */
export const takeRows = (x: Rows, at: Uint32Array): Rows => {
  const d = denseWidth(x);
  const start = new Uint32Array(at.length + 1);
  for (let k = 0; k < at.length; k++) start[k + 1] = start[k]! + x.start[at[k]! + 1]! - x.start[at[k]!]!;
  const index = new Uint32Array(start[at.length]!);
  const value = new Float32Array(start[at.length]!);
  const dense = x.dense === undefined ? undefined : new Float32Array(at.length * d);
  for (let k = 0; k < at.length; k++) {
    index.set(x.index.subarray(x.start[at[k]!], x.start[at[k]! + 1]), start[k]);
    value.set(x.value.subarray(x.start[at[k]!], x.start[at[k]! + 1]), start[k]);
    dense?.set(x.dense!.subarray(at[k]! * d, (at[k]! + 1) * d), k * d);
  }
  return { n: at.length, width: x.width, start, index, value, dense };
};

/** 0, 1, … n−1. */
export const allRows = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, at) => at);

/** Scores of all rows for a linear model, with a step about every 3 ms. */
export function* scoreRows(x: Rows, weights: Float64Array, intercept: number): Generator<{ done: number; total: number }, Float64Array, void> {
  const scores = new Float64Array(x.n);
  const slice = 4096;
  for (let from = 0; from < x.n; from += slice) {
    const to = Math.min(x.n, from + slice);
    const at = Uint32Array.from({ length: to - from }, (_, k) => from + k);
    rowsTimes(x, at, weights, scores.subarray(from, to));
    if (to < x.n) yield { done: to, total: x.n };
  }
  if (intercept !== 0) for (let at = 0; at < x.n; at++) scores[at] = scores[at]! + intercept;
  return scores;
}
