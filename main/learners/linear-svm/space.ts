// Where are the training rows multiplied with each other: row by row through a vector over their columns, or by a table of their inner products?
// The table costs one row of products for every new label and then makes a step of the solver two to three times cheaper; it pays where a trainer is
// used again and again, as in a simulation.
import type { Rows } from '../../../shared/work.ts';
import { addRows, denseWidth, rowsTimes, vectorLength } from '../products.ts';
import { beginOf, innerProducts } from './inner-products.ts';

/** Training rows by place, none twice; every inner product has 1 added for the intercept. */
export interface Space {
  /** out[k] = Σ_j by[j]·(row at[j] · row to[k] + 1), overwritten. */
  products(at: Uint32Array, by: Float64Array, to: Uint32Array, out: Float64Array): void;
}

/** So many rows for each value a row has, and the table pays no more: measured even at 5 with 180 values a row, at 3.5 with 564. */
const mostRows = 3;
/** Inner products that may be made up at once: about a second. */
const mostMissing = 1_000_000;

/** Through a vector over all columns: two passes over the entries of the rows. */
export const columnSpace = (x: Rows): Space => {
  const vector = new Float64Array(vectorLength(x));
  return {
    products(at, by, to, out) {
      vector.fill(0);
      addRows(x, at, by, vector);
      let sum = 0;
      for (let j = 0; j < by.length; j++) sum += by[j]!;
      rowsTimes(x, to, vector, out);
      for (let k = 0; k < out.length; k++) out[k] = out[k]! + sum;
    },
  };
};

/** The table, grown as rows come. */
export interface Table {
  /** Undefined where it would not pay. */
  over(x: Rows): Space | undefined;
}

export const productTable = (): Table => {
  const known = innerProducts();
  let vector = new Float64Array(0);
  let sums = new Float64Array(0);

  /** sums := table · vector, each entry read once; four rows at a time, so that sums are read and written a quarter as often. */
  const times = (): void => {
    const { size, table } = known;
    sums.fill(0);
    let i = 0;
    for (; i + 3 < size; i += 4) {
      const o0 = beginOf(i);
      const o1 = beginOf(i + 1);
      const o2 = beginOf(i + 2);
      const o3 = beginOf(i + 3);
      const v0 = vector[i]!;
      const v1 = vector[i + 1]!;
      const v2 = vector[i + 2]!;
      const v3 = vector[i + 3]!;
      let [a0, a1, a2, a3] = [0, 0, 0, 0];
      for (let j = 0; j < i; j++) {
        const k0 = table[o0 + j]!;
        const k1 = table[o1 + j]!;
        const k2 = table[o2 + j]!;
        const k3 = table[o3 + j]!;
        const v = vector[j]!;
        a0 += k0 * v;
        a1 += k1 * v;
        a2 += k2 * v;
        a3 += k3 * v;
        sums[j] = sums[j]! + (k0 * v0 + k1 * v1) + (k2 * v2 + k3 * v3);
      }
      sums[i] = sums[i]! + a0;
      sums[i + 1] = sums[i + 1]! + a1;
      sums[i + 2] = sums[i + 2]! + a2;
      sums[i + 3] = sums[i + 3]! + a3;
      for (let k = i; k < i + 4; k++) alone(table, k, i);
    }
    for (; i < size; i++) alone(table, i, 0);
  };
  /** What the row's entries from column `from` on give. */
  const alone = (table: Float64Array, row: number, from: number): void => {
    const begin = beginOf(row);
    const v = vector[row]!;
    let sum = 0;
    for (let j = from; j < row; j++) {
      const product = table[begin + j]!;
      sum += product * vector[j]!;
      sums[j] = sums[j]! + product * v;
    }
    sums[row] = sums[row]! + sum + table[begin + row]! * v;
  };
  const space: Space = {
    products(at, by, to, out) {
      if (to.length * 8 < known.size) {
        for (let k = 0; k < to.length; k++) {
          let sum = 0;
          for (let j = 0; j < at.length; j++) sum += by[j]! * known.of(to[k]!, at[j]!);
          out[k] = sum;
        }
        return;
      }
      vector.fill(0);
      for (let j = 0; j < at.length; j++) vector[at[j]!] = by[j]!;
      times();
      for (let k = 0; k < to.length; k++) out[k] = sums[to[k]!]!;
    },
  };
  return {
    over(x) {
      const values = x.start[x.n]! / Math.max(1, x.n) + denseWidth(x);
      if (x.n > mostRows * values || (x.n - known.size) * x.n > mostMissing) return undefined;
      while (known.size < x.n) known.learn(x, known.size);
      if (vector.length < x.n) {
        vector = new Float64Array(x.n * 2);
        sums = new Float64Array(x.n * 2);
      }
      return space;
    },
  };
};
