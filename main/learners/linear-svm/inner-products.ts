// What are the inner products between training rows, worked out once each and kept?
import type { Rows } from '../../../shared/work.ts';
import { blockOf } from '../blocks.ts';
import { addRows, rowsTimes, vectorLength } from '../products.ts';

/** A symmetric table that grows by a row for every training row learnt: 1 is added to each product, for the intercept. */
export interface InnerProducts {
  /** Rows learnt. */
  readonly size: number;
  /** @param row its place in x; none twice. x may have grown since the last time, in rows and columns */
  learn(x: Rows, row: number): void;
  /** By the order in which they were learnt. */
  of(one: number, other: number): number;
  /** What the table is multiplied with: length ≥ size, in the order they were learnt. Another array once the table has grown. */
  readonly vector: Float64Array;
  /** The table times `vector`: length ≥ size, overwritten by the next call. */
  times(): Float64Array;
}

/** Where row i's products begin in the lower triangle: those with j ≤ i. */
const beginOf = (i: number): number => (i * (i + 1)) / 2;

const roomFor = (most: number) => {
  const block = blockOf([8 * beginOf(most), 8 * most, 8 * most]);
  return { table: block.f64(beginOf(most)), vector: block.f64(most), sums: block.f64(most), kernels: block.kernels };
};

export const innerProducts = (): InnerProducts => {
  let size = 0;
  let rows = new Uint32Array(64);
  let room = roomFor(rows.length);
  let columns = new Float64Array(0); // zero between uses

  return {
    get size() {
      return size;
    },
    learn(x, row) {
      if (columns.length !== vectorLength(x)) columns = new Float64Array(vectorLength(x));
      if (size === rows.length) {
        const wider = new Uint32Array(size * 2);
        wider.set(rows);
        rows = wider;
        const larger = roomFor(size * 2);
        larger.table.set(room.table);
        room = larger;
      }
      rows[size] = row;
      addRows(x, Uint32Array.of(row), Float64Array.of(1), columns);
      const products = room.table.subarray(beginOf(size), beginOf(size + 1));
      rowsTimes(x, rows.subarray(0, size + 1), columns, products);
      for (let j = 0; j <= size; j++) products[j] = products[j]! + 1;
      for (let entry = x.start[row]!; entry < x.start[row + 1]!; entry++) columns[x.index[entry]!] = 0;
      columns.fill(0, x.width);
      size++;
    },
    of: (one, other) => room.table[one >= other ? beginOf(one) + other : beginOf(other) + one]!,
    get vector() {
      return room.vector;
    },
    times() {
      const { table, vector, sums, kernels } = room;
      if (kernels === undefined) triangleTimes(table, size, vector, sums);
      else kernels.triangleTimes(table.byteOffset, size, vector.byteOffset, sums.byteOffset);
      return sums;
    },
  };
};

/** sums := table · vector, each entry read once; four rows at a time, so that sums are read and written a quarter as often. */
const triangleTimes = (table: Float64Array, size: number, vector: Float64Array, sums: Float64Array): void => {
  /** What the row's entries from column `from` on give. */
  const alone = (row: number, from: number): void => {
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
  sums.fill(0, 0, size);
  let i = 0;
  for (; i + 3 < size; i += 4) {
    const [o0, o1, o2, o3] = [beginOf(i), beginOf(i + 1), beginOf(i + 2), beginOf(i + 3)];
    const [v0, v1, v2, v3] = [vector[i]!, vector[i + 1]!, vector[i + 2]!, vector[i + 3]!];
    // Of even and of odd columns apart, as the compiled loop has them.
    let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let j = 0; j < i; j += 2) {
      const [even, odd] = [vector[j]!, vector[j + 1]!];
      a0 += table[o0 + j]! * even;
      a1 += table[o1 + j]! * even;
      a2 += table[o2 + j]! * even;
      a3 += table[o3 + j]! * even;
      b0 += table[o0 + j + 1]! * odd;
      b1 += table[o1 + j + 1]! * odd;
      b2 += table[o2 + j + 1]! * odd;
      b3 += table[o3 + j + 1]! * odd;
      sums[j] = sums[j]! + (table[o0 + j]! * v0 + table[o1 + j]! * v1 + (table[o2 + j]! * v2 + table[o3 + j]! * v3));
      sums[j + 1] = sums[j + 1]! + (table[o0 + j + 1]! * v0 + table[o1 + j + 1]! * v1 + (table[o2 + j + 1]! * v2 + table[o3 + j + 1]! * v3));
    }
    sums[i] = sums[i]! + a0 + b0;
    sums[i + 1] = sums[i + 1]! + a1 + b1;
    sums[i + 2] = sums[i + 2]! + a2 + b2;
    sums[i + 3] = sums[i + 3]! + a3 + b3;
    for (let row = i; row < i + 4; row++) alone(row, i);
  }
  for (; i < size; i++) alone(i, 0);
};
