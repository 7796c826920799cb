// Do the compiled loops say what the plain ones say, to the last bit, and are they compiled from what stands in the sources?
import { spawnSync } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import { innerProducts } from '../../main/learners/linear-svm/inner-products.ts';
import { addRows, allRows, denseRoom, rowsTimes, scoreRows, settled, vectorLength } from '../../main/learners/products.ts';
import { rngOf } from '../../main/screening/rng.ts';
import { finish, type Rows } from '../../shared/work.ts';

const n = 5_000; // more than a slice
const width = 3_000;

/** Rows of 0 … 20 entries and d dense values, on ordinary memory. */
const matrix = (d: number): Rows => {
  const rng = rngOf(d);
  const start = new Uint32Array(n + 1);
  const index: number[] = [];
  for (let row = 0; row < n; row++) {
    for (let entry = Math.floor(rng() * 21); entry > 0; entry--) index.push(Math.floor(rng() * width));
    start[row + 1] = index.length;
  }
  const numbers = (length: number) => Float32Array.from({ length }, () => rng() - 0.5);
  return { n, width, start, index: Uint32Array.from(index), value: numbers(index.length), ...(d === 0 ? {} : { dense: numbers(n * d) }) };
};
/** The same rows where the compiled loops reach them. */
const moved = (x: Rows): Rows => {
  const dense = x.dense === undefined ? undefined : denseRoom(x.n, x.dense.length / x.n);
  dense?.set(x.dense!);
  return { ...settled(x), ...(dense === undefined ? {} : { dense }) };
};
const vectorFor = (x: Rows): Float64Array => {
  const rng = rngOf(99);
  return Float64Array.from({ length: vectorLength(x) }, () => rng() - 0.5);
};

it.each([0, 1, 7, 8, 13, 384])('rows with %i dense values: products and sums, all rows or some, in any order', (d) => {
  const plain = matrix(d);
  const fast = moved(plain);
  expect(fast.index.buffer.byteLength).toBeGreaterThan(fast.index.byteLength + fast.value.byteLength); // with the start, on one memory
  const vector = vectorFor(plain);
  const backwards = allRows(n).reverse();
  for (const at of [allRows(n), backwards, backwards.subarray(17, 4_500), Uint32Array.of(3), new Uint32Array(0)]) {
    const [one, other] = [new Float64Array(at.length), new Float64Array(at.length)];
    rowsTimes(plain, at, vector, one);
    rowsTimes(fast, at, vector, other);
    expect(other).toEqual(one);
    const by = one.map((value, k) => (k % 5 === 0 ? 0 : value));
    const [sum, otherSum] = [Float64Array.from(vector), Float64Array.from(vector)];
    addRows(plain, at, by, sum);
    addRows(fast, at, by, otherSum);
    expect(otherSum).toEqual(sum);
  }
});

it('one row by hand', () => {
  const x: Rows = { ...matrix(0), start: Uint32Array.from({ length: n + 1 }, (_unused, at) => Math.min(at, 1) * 2), dense: denseRoom(n, 8) };
  x.index.set([4, 2]);
  x.value.set([0.5, 2]);
  x.dense!.set([1, 0, 0, 0, 0, 0, 0, 4]);
  const vector = new Float64Array(width + 8);
  vector[4] = 6;
  vector[2] = -1;
  vector[width] = 10;
  vector[width + 7] = 0.25;
  for (const rows of [x, { ...settled(x), dense: x.dense }]) {
    const out = new Float64Array(n);
    rowsTimes(rows, allRows(n), vector, out);
    expect([...out.subarray(0, 2)]).toEqual([12, 0]); // .5·6 − 2·1 + 10 + 4·¼
  }
});

it('two sets of scores being made at once over the same rows do not disturb each other', () => {
  const x = moved(matrix(384));
  const [one, other] = [vectorFor(x), vectorFor(x).map((value) => -2 * value)];
  const alone = [finish(scoreRows(x, one, 0)), finish(scoreRows(x, other, 0))];
  const [first, second] = [scoreRows(x, one, 0), scoreRows(x, other, 0)];
  expect(first.next().done).toBe(false);
  expect(second.next().done).toBe(false);
  addRows(x, Uint32Array.of(1, 2, 3), Float64Array.of(1, 1, 1), new Float64Array(vectorLength(x)));
  expect([finish(first), finish(second)]).toEqual(alone);
});

it.each([3, 64, 203])('a table of %i rows times a vector is what its entries say one by one', (size) => {
  const x = matrix(8);
  const table = innerProducts();
  for (let row = 0; row < size; row++) table.learn(x, row);
  const rng = rngOf(size);
  for (let k = 0; k < size; k++) table.vector[k] = rng() - 0.5;
  const sums = table.times();
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += table.of(i, j) * table.vector[j]!;
    expect(sums[i]).toBeCloseTo(sum, 10);
  }
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('where no memory is to be had for compiled loops, the plain ones say the same', async () => {
  vi.resetModules();
  const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly: object };
  vi.stubGlobal(
    'WebAssembly',
    Object.create(engine, {
      Memory: {
        value: function () {
          throw new RangeError('could not allocate memory');
        },
      },
    }),
  );
  const plain = await import('../../main/learners/products.ts');
  const { innerProducts: plainProducts } = await import('../../main/learners/linear-svm/inner-products.ts');
  const x = matrix(13);
  const here = plain.settled(x);
  expect(here.index.buffer.byteLength % 65_536).not.toBe(0); // no page of compiled memory
  const vector = vectorFor(x);
  expect(finish(plain.scoreRows(here, vector, 1))).toEqual(finish(scoreRows(moved(x), vector, 1)));
  const tables = [innerProducts(), plainProducts()];
  for (const table of tables) {
    for (let row = 0; row < 203; row++) table.learn(x, row);
    for (let k = 0; k < 203; k++) table.vector[k] = vector[k]!;
  }
  expect(tables[1]!.times().subarray(0, 203)).toEqual(tables[0]!.times().subarray(0, 203));
});

it('what is compiled is what stands in main/learners/assembly', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/kernels.mjs', '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, 60_000);
