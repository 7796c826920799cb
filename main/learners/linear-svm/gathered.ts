// Which columns do the rows learnt from touch? A matrix of theirs only, so that a fit costs what its rows cost, not what the set is wide.
import type { Rows } from '../../../shared/work.ts';
import { denseRoom, denseWidth, sparseRoom, vectorLength } from '../products.ts';

/** Rows copied on first use, sparse columns numbered by first sight; the dense part stays dense. */
export interface Gathered {
  /** Brings in what is missing and gives the place of every row. */
  places(rows: Uint32Array): Uint32Array;
  /** All rows so far; overwritten by the next `places`. Its width has room for columns to come and grows by doubling. */
  readonly x: Rows;
  /** |row|² of every place. */
  readonly squares: Float64Array;
  /** A vector over the gathered columns as one over the columns of the whole: sparse, then dense. */
  widened(vector: Float64Array): Float64Array;
}

export const gathered = (whole: Rows): Gathered => {
  const d = denseWidth(whole);
  const placeOf = new Uint32Array(whole.n); // place + 1; 0: not here yet
  const columnOf = new Uint32Array(whole.width); // number + 1
  let columns = new Uint32Array(1024); // the other way round; its length is the width
  let { start, index, value } = sparseRoom(255, 4096, columns.length);
  let dense = denseRoom(256, d);
  let squares = new Float64Array(256);
  let n = 0;
  let seen = 0;
  let entries = 0;

  const room = (more: number): void => {
    if (squares.length < n + 1) squares = longer(squares, new Float64Array(squares.length * 2));
    if (dense.length < (n + 1) * d) dense = longer(dense, denseRoom((dense.length / d) * 2, d));
    const width = columns.length < seen + more ? Math.max(seen + more, columns.length * 2) : columns.length;
    if (start.length >= n + 2 && index.length >= entries + more && width === columns.length) return;
    columns = longer(columns, new Uint32Array(width));
    const rows = start.length < n + 2 ? start.length * 2 : start.length;
    const room = sparseRoom(rows - 1, index.length < entries + more ? Math.max(entries + more, index.length * 2) : index.length, width);
    start = longer(start, room.start);
    index = longer(index, room.index);
    value = longer(value, room.value);
  };
  const bring = (row: number): void => {
    const from = whole.start[row]!;
    const to = whole.start[row + 1]!;
    room(to - from);
    let square = 0;
    for (let entry = from; entry < to; entry++) {
      const column = whole.index[entry]!;
      if (columnOf[column] === 0) {
        columns[seen] = column;
        columnOf[column] = ++seen;
      }
      const one = whole.value[entry]!;
      index[entries] = columnOf[column]! - 1;
      value[entries++] = one;
      square += one * one;
    }
    for (let j = 0; j < d; j++) {
      const one = whole.dense![row * d + j]!;
      dense[n * d + j] = one;
      square += one * one;
    }
    squares[n] = square;
    start[++n] = entries;
    placeOf[row] = n;
  };

  return {
    places(rows) {
      const places = new Uint32Array(rows.length);
      for (let k = 0; k < rows.length; k++) {
        if (placeOf[rows[k]!] === 0) bring(rows[k]!);
        places[k] = placeOf[rows[k]!]! - 1;
      }
      return places;
    },
    get x() {
      return { n, width: columns.length, start, index, value, dense: d === 0 ? undefined : dense.subarray(0, n * d) };
    },
    get squares() {
      return squares;
    },
    widened(vector) {
      const wide = new Float64Array(whole.width + d);
      for (let j = 0; j < seen; j++) wide[columns[j]!] = vector[j]!;
      for (let j = 0; j < d; j++) wide[whole.width + j] = vector[columns.length + j]!;
      return wide;
    },
  };
};

/** A vector over width + d columns with room for more sparse ones: the dense part moves to the end. */
export const rearranged = (old: Float64Array, oldWidth: number, x: Rows): Float64Array<ArrayBuffer> => {
  const next = new Float64Array(vectorLength(x));
  next.set(old.subarray(0, oldWidth));
  next.set(old.subarray(oldWidth), x.width);
  return next;
};

const longer = <A extends Uint32Array | Float32Array | Float64Array>(old: A, next: A): A => {
  next.set(old);
  return next;
};
