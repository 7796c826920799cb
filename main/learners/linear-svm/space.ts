// Where are the training rows multiplied with each other: row by row through a vector over their columns, or by a table of their inner products?
// The table costs one row of products for every new label and then makes a step of the solver two to three times cheaper; it pays where a trainer is
// used again and again, as in a simulation.
import type { Rows } from '../../../shared/work.ts';
import { addRows, denseWidth, rowsTimes, vectorLength } from '../products.ts';
import { innerProducts } from './inner-products.ts';

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
      const { vector } = known;
      vector.fill(0);
      for (let j = 0; j < at.length; j++) vector[at[j]!] = by[j]!;
      const sums = known.times();
      for (let k = 0; k < to.length; k++) out[k] = sums[to[k]!]!;
    },
  };
  return {
    over(x) {
      const values = x.start[x.n]! / Math.max(1, x.n) + denseWidth(x);
      if (x.n > mostRows * values || (x.n - known.size) * x.n > mostMissing) return undefined;
      while (known.size < x.n) known.learn(x, known.size);
      return space;
    },
  };
};
