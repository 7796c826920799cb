// What are rows times a vector, and a vector times rows?
import type { Rows } from '../../shared/work.ts';
import { type Block, blockOf } from './blocks.ts';

/** Length of the vectors that rows are multiplied with: sparse columns, then dense ones. */
export const vectorLength = (x: Rows): number => x.width + denseWidth(x);

/** Values a dense row has; 0 without a dense part. */
export const denseWidth = (x: Rows): number => (x.dense === undefined || x.n === 0 ? 0 : x.dense.length / x.n);

/** Arrays that the compiled loops work on, with room beside them for one vector and for a slice of rows. */
interface Workspace {
  readonly kernels: NonNullable<Block['kernels']>;
  readonly vector: Float64Array;
  readonly at: Uint32Array;
  readonly numbers: Float64Array;
  /** Whose vector lies here. */
  holds?: object;
}
/** By the memory of the rows' arrays. */
const workspaces = new WeakMap<ArrayBufferLike, Workspace>();
/** Rows between two looks at the clock: about 1 ms. */
const slice = 4096;
const beside = (vector: number): number[] => [8 * vector, 4 * slice, 8 * slice];

const register = (block: Block, buffer: ArrayBufferLike, vector: number): void => {
  const { kernels } = block;
  if (kernels !== undefined) workspaces.set(buffer, { kernels, vector: block.f64(vector), at: block.u32(slice), numbers: block.f64(slice) });
};

/** Empty arrays for so many sparse rows, entries and columns, where products are four times as fast as elsewhere. */
export const sparseRoom = (rows: number, entries: number, width: number): { start: Uint32Array; index: Uint32Array; value: Float32Array } => {
  const block = blockOf([4 * (rows + 1), 4 * entries, 4 * entries, ...beside(width)]);
  const room = { start: block.u32(rows + 1), index: block.u32(entries), value: block.f32(entries) };
  register(block, room.index.buffer, width);
  return room;
};

/** The same for dense rows of d values. */
export const denseRoom = (rows: number, d: number): Float32Array => {
  const block = blockOf([4 * rows * d, ...beside(d)]);
  const dense = block.f32(rows * d);
  register(block, dense.buffer, d);
  return dense;
};

/** The same sparse rows, moved to such a room. */
export const settled = (x: Rows): Rows => {
  const entries = x.start[x.n]!;
  const { start, index, value } = sparseRoom(x.n, entries, x.width);
  start.set(x.start.subarray(0, x.n + 1));
  index.set(x.index.subarray(0, entries));
  value.set(x.value.subarray(0, entries));
  return { ...x, start, index, value };
};

const sparseWorkspace = ({ start, index, value, width }: Rows): Workspace | undefined => {
  const here = workspaces.get(index.buffer);
  return here === undefined || here.vector.length < width || start.buffer !== index.buffer || value.buffer !== index.buffer ? undefined : here;
};
/** Bringing the vector over must not cost more than the rows do. */
const pays = ({ n, start, width }: Rows, rows: number): boolean => (rows * start[n]!) / Math.max(1, n) > width / 2;

/**
 * out[k] = row at[k] · vector (the intercept is the caller's). Several sums side by side, joined in the end: one alone waits for each addition,
 * and takes twice as long.
 * @param vector sparse columns, then dense ones: width + d
 * @param out length at.length, overwritten
 */
export const rowsTimes = (x: Rows, at: Uint32Array, vector: Float64Array, out: Float64Array): void =>
  productsWith(x, vector, pays(x, at.length))(at, out);

/**
 * {@link rowsTimes} for many calls with one vector, which must stay as it is meanwhile.
 * @param often the vector is worth bringing over to the compiled loops
 */
const productsWith = (x: Rows, vector: Float64Array, often: boolean): ((at: Uint32Array, out: Float64Array) => void) => {
  const { width, dense } = x;
  const d = denseWidth(x);
  const words = often ? sparseWorkspace(x) : undefined;
  const meaning = dense === undefined ? undefined : workspaces.get(dense.buffer);
  const own = {};
  /** Brings the part of the vector and the rows' numbers over; another caller may have been here since the last time. */
  const brought = (here: Workspace, at: Uint32Array, from: number, length: number): Workspace => {
    if (here.holds !== own) here.vector.set(vector.subarray(from, from + length));
    here.holds = own;
    here.at.set(at);
    return here;
  };
  const some = (at: Uint32Array, out: Float64Array): void => {
    if (words === undefined) sparseTimes(x, at, vector, out);
    else {
      const here = brought(words, at, 0, width);
      const { start, index, value } = x;
      here.kernels.sparseTimes(
        start.byteOffset,
        index.byteOffset,
        value.byteOffset,
        here.at.byteOffset,
        at.length,
        here.vector.byteOffset,
        here.numbers.byteOffset,
      );
      out.set(here.numbers.subarray(0, at.length));
    }
    if (dense === undefined) return;
    if (meaning === undefined) addDense(dense, d, at, vector.subarray(width), out);
    else {
      const here = brought(meaning, at, width, d);
      here.kernels.denseTimes(dense.byteOffset, d, here.at.byteOffset, at.length, here.vector.byteOffset, here.numbers.byteOffset);
      for (let k = 0; k < at.length; k++) out[k] = out[k]! + here.numbers[k]!;
    }
  };
  return (at, out) => {
    for (let from = 0; from < at.length; from += slice) some(at.subarray(from, from + slice), out.subarray(from, from + slice));
  };
};

const sparseTimes = ({ start, index, value }: Rows, at: Uint32Array, vector: Float64Array, out: Float64Array): void => {
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
    out[k] = a + b + (c + e);
  }
};

/** out[k] += dense row at[k] · vector. */
const addDense = (dense: Float32Array, d: number, at: Uint32Array, vector: Float64Array, out: Float64Array): void => {
  for (let k = 0; k < at.length; k++) {
    let entry = at[k]! * d;
    let [a, b, c, e, a1, b1, c1, e1] = [0, 0, 0, 0, 0, 0, 0, 0];
    let j = 0;
    for (; j + 7 < d; j += 8, entry += 8) {
      a += dense[entry]! * vector[j]!;
      a1 += dense[entry + 1]! * vector[j + 1]!;
      b += dense[entry + 2]! * vector[j + 2]!;
      b1 += dense[entry + 3]! * vector[j + 3]!;
      c += dense[entry + 4]! * vector[j + 4]!;
      c1 += dense[entry + 5]! * vector[j + 5]!;
      e += dense[entry + 6]! * vector[j + 6]!;
      e1 += dense[entry + 7]! * vector[j + 7]!;
    }
    let sum = a + b + (c + e) + (a1 + b1 + (c1 + e1));
    for (; j < d; j++, entry++) sum += dense[entry]! * vector[j]!;
    out[k] = out[k]! + sum;
  }
};

/** vector += Σ_k by[k] · row at[k]; see {@link rowsTimes}. */
export const addRows = (x: Rows, at: Uint32Array, by: Float64Array, vector: Float64Array): void => {
  const { start, index, value, dense, width } = x;
  const words = pays(x, at.length) ? sparseWorkspace(x) : undefined;
  if (words === undefined) addSparse(x, at, by, vector);
  else
    through(words, at, by, vector.subarray(0, width), (many) =>
      words.kernels.sparseAdd(
        start.byteOffset,
        index.byteOffset,
        value.byteOffset,
        words.at.byteOffset,
        many,
        words.numbers.byteOffset,
        words.vector.byteOffset,
      ),
    );
  if (dense === undefined) return;
  const d = denseWidth(x);
  const meaning = at.length > 2 ? workspaces.get(dense.buffer) : undefined;
  if (meaning === undefined) {
    for (let k = 0; k < at.length; k++)
      for (let j = 0, from = at[k]! * d, factor = by[k]!; j < d; j++) vector[width + j] = vector[width + j]! + factor * dense[from + j]!;
  } else
    through(meaning, at, by, vector.subarray(width, width + d), (many) =>
      meaning.kernels.denseAdd(dense.byteOffset, d, meaning.at.byteOffset, many, meaning.numbers.byteOffset, meaning.vector.byteOffset),
    );
};

/** The vector goes over, is added to slice by slice, and comes back. */
const through = (here: Workspace, at: Uint32Array, by: Float64Array, vector: Float64Array, add: (many: number) => void): void => {
  here.holds = undefined;
  here.vector.set(vector);
  for (let from = 0; from < at.length; from += slice) {
    const some = at.subarray(from, from + slice);
    here.at.set(some);
    here.numbers.set(by.subarray(from, from + slice));
    add(some.length);
  }
  vector.set(here.vector.subarray(0, vector.length));
};

const addSparse = ({ start, index, value }: Rows, at: Uint32Array, by: Float64Array, vector: Float64Array): void => {
  for (let k = 0; k < at.length; k++) {
    const factor = by[k]!;
    if (factor === 0) continue;
    const row = at[k]!;
    for (let entry = start[row]!, end = start[row + 1]!; entry < end; entry++) {
      const column = index[entry]!;
      vector[column] = vector[column]! + factor * value[entry]!;
    }
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

/** Scores of all rows for a linear model, with a step about every millisecond. */
export function* scoreRows(x: Rows, weights: Float64Array, intercept: number): Generator<{ done: number; total: number }, Float64Array, void> {
  const scores = new Float64Array(x.n);
  const times = productsWith(x, weights, true);
  const at = new Uint32Array(slice);
  for (let from = 0; from < x.n; from += slice) {
    const to = Math.min(x.n, from + slice);
    for (let k = 0; k < to - from; k++) at[k] = from + k;
    times(at.subarray(0, to - from), scores.subarray(from, to));
    if (to < x.n) yield { done: to, total: x.n };
  }
  if (intercept !== 0) for (let at = 0; at < x.n; at++) scores[at] = scores[at]! + intercept;
  return scores;
}
