// What are the inner products between training rows, worked out once each and kept?
import type { Rows } from '../../../shared/work.ts';
import { addRows, rowsTimes, vectorLength } from '../products.ts';

/** A lower triangle that grows by a row for every training row learnt: 1 is added to each product, for the intercept. */
export interface InnerProducts {
  /** Rows learnt. */
  readonly size: number;
  /** Row i · row j + 1 for j ≤ i, in the order they were learnt: i's begin at `beginOf(i)`. Another array once it has grown. */
  readonly table: Float64Array;
  /** @param row its place in x; none twice. x may have grown since the last time, in rows and columns */
  learn(x: Rows, row: number): void;
  /** By the order in which they were learnt. */
  of(one: number, other: number): number;
}

/** Where row i's products begin. */
export const beginOf = (i: number): number => (i * (i + 1)) / 2;

export const innerProducts = (): InnerProducts => {
  let size = 0;
  let table = new Float64Array(beginOf(64));
  let rows = new Uint32Array(64);
  let columns = new Float64Array(0); // zero between uses

  return {
    get size() {
      return size;
    },
    get table() {
      return table;
    },
    learn(x, row) {
      if (columns.length !== vectorLength(x)) columns = new Float64Array(vectorLength(x));
      if (size === rows.length) {
        const wider = new Uint32Array(size * 2);
        wider.set(rows);
        rows = wider;
        const larger = new Float64Array(beginOf(size * 2));
        larger.set(table);
        table = larger;
      }
      rows[size] = row;
      addRows(x, Uint32Array.of(row), Float64Array.of(1), columns);
      const products = table.subarray(beginOf(size), beginOf(size + 1));
      rowsTimes(x, rows.subarray(0, size + 1), columns, products);
      for (let j = 0; j <= size; j++) products[j] = products[j]! + 1;
      for (let entry = x.start[row]!; entry < x.start[row + 1]!; entry++) columns[x.index[entry]!] = 0;
      columns.fill(0, x.width);
      size++;
    },
    of: (one, other) => table[one >= other ? beginOf(one) + other : beginOf(other) + one]!,
  };
};
