// How do the few stiff directions of the training problem get solved at once, so that few steps are left for the rest?
// A two-level preconditioner: relevant rows (costly, few) exactly, irrelevant ones (cheap, many) as if each were their mean.
// Warm-started it takes 3–6 steps of conjugate gradients to |Δw| 1e-7 where the diagonal alone takes 7–14 (1,000–2,000 rows).
import type { Rows } from '../../../shared/work.ts';
import { addRows, rowsTimes, vectorLength } from '../products.ts';
import { rearranged } from './gathered.ts';
import { innerProducts } from './inner-products.ts';

/** z = P⁻¹·r over the active rows, in their order. */
export type Preconditioner = (r: Float64Array, z: Float64Array) => void;

/** The rows solved for: places in x, and for each 1/(2c), |row|² + 1 + 1/(2c), and whether it is relevant. */
export interface Active {
  readonly rows: Uint32Array;
  readonly ridge: Float64Array;
  readonly diagonal: Float64Array;
  readonly relevant: Uint8Array;
}

export interface Coarse {
  /** Inner products between so many relevant rows are known already. */
  readonly known: number;
  /** @param x may have grown since the last time, in rows and columns */
  prepare(x: Rows, active: Active): Preconditioner;
}

/** What it works out it keeps: inner products of relevant rows, the sum of irrelevant ones, a factor good while its ridge moves by less than a tenth. */
export const coarse = (): Coarse => {
  const place = new Map<number, number>(); // of a row in gram
  const gram = innerProducts();
  let sum = new Float64Array(0); // of the soft rows
  let summed = new Uint8Array(0);
  let summedRows = new Uint32Array(0);
  let factor: { readonly rows: Uint32Array; readonly ridge: Float64Array; readonly lower: Float64Array } | undefined;

  let width = 0;

  const grow = (x: Rows): void => {
    const { n } = x;
    if (sum.length !== vectorLength(x)) {
      sum = rearranged(sum, width, x);
      width = x.width;
    }
    if (summed.length < n) {
      const longer = new Uint8Array(n * 2);
      longer.set(summed);
      summed = longer;
    }
  };
  const learn = (x: Rows, rows: Uint32Array): void => {
    for (const row of rows) {
      if (place.has(row)) continue;
      place.set(row, gram.size);
      gram.learn(x, row);
    }
  };
  const inner = (one: number, other: number): number => gram.of(place.get(one)!, place.get(other)!);
  const factorOf = (x: Rows, rows: Uint32Array, ridge: Float64Array): Float64Array => {
    if (factor !== undefined && near(factor, rows, ridge)) return factor.lower;
    learn(x, rows);
    const n = rows.length;
    const lower = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) lower[i * n + j] = inner(rows[i]!, rows[j]!);
      lower[i * n + i] = inner(rows[i]!, rows[i]!) + ridge[i]!;
    }
    factor = { rows, ridge, lower: cholesky(lower, n) };
    return lower;
  };
  const sumOf = (x: Rows, rows: Uint32Array): void => {
    const wanted = new Uint8Array(summed.length);
    const fresh: number[] = [];
    for (const row of rows) {
      wanted[row] = 1;
      if (summed[row] === 0) fresh.push(row);
    }
    const gone = summedRows.filter((row) => wanted[row] === 0);
    addRows(x, Uint32Array.from(fresh), new Float64Array(fresh.length).fill(1), sum);
    addRows(x, gone, new Float64Array(gone.length).fill(-1), sum);
    summed = wanted;
    summedRows = Uint32Array.from(rows);
  };

  return {
    get known() {
      return gram.size;
    },
    prepare(x, { rows, ridge, diagonal, relevant }) {
      grow(x);
      const hard: number[] = [];
      const soft: number[] = [];
      for (let j = 0; j < rows.length; j++) (relevant[j] === 1 ? hard : soft).push(j);
      const pick = <A extends Uint32Array | Float64Array>(from: A, at: readonly number[], to: A): A => {
        for (let i = 0; i < at.length; i++) to[i] = from[at[i]!]!;
        return to;
      };
      const n = hard.length;
      const hardRows = pick(rows, hard, new Uint32Array(n));
      const lower = factorOf(x, hardRows, pick(ridge, hard, new Float64Array(n)));

      // The mean of the soft rows: its products with the hard ones and with itself (+ 1 each for the intercept), Σ 1/diagonal.
      const link = new Float64Array(n);
      let self = 1;
      let ease = 0;
      if (soft.length > 0) {
        sumOf(x, pick(rows, soft, new Uint32Array(soft.length)));
        rowsTimes(x, hardRows, sum, link);
        for (let i = 0; i < n; i++) link[i] = link[i]! / soft.length + 1;
        let square = 0;
        for (const one of sum) square += one * one;
        self += square / (soft.length * soft.length);
        for (const j of soft) ease += 1 / diagonal[j]!;
      }
      // [[hard block, link], [linkᵀ, self + 1/ease]]: the factor bordered by one row.
      const border = Float64Array.from(link);
      forward(lower, n, border);
      let corner = self + 1 / ease;
      for (const one of border) corner -= one * one;

      const b = new Float64Array(n);
      return (r, z) => {
        for (let i = 0; i < n; i++) b[i] = r[hard[i]!]!;
        forward(lower, n, b);
        let drag = 0;
        if (soft.length > 0) {
          let mean = 0;
          for (const j of soft) mean += r[j]! / diagonal[j]!;
          mean /= ease;
          for (let i = 0; i < n; i++) mean -= border[i]! * b[i]!;
          mean /= corner;
          for (let i = 0; i < n; i++) b[i] = b[i]! - border[i]! * mean;
          drag = self * mean;
        }
        backward(lower, n, b);
        for (let i = 0; i < n; i++) {
          z[hard[i]!] = b[i]!;
          drag += link[i]! * b[i]!;
        }
        for (const j of soft) z[j] = (r[j]! - drag) / diagonal[j]!;
      };
    },
  };
};

const near = (old: { readonly rows: Uint32Array; readonly ridge: Float64Array }, rows: Uint32Array, ridge: Float64Array): boolean => {
  if (old.rows.length !== rows.length) return false;
  for (let i = 0; i < rows.length; i++) if (old.rows[i] !== rows[i] || Math.abs(old.ridge[i]! / ridge[i]! - 1) > 0.1) return false;
  return true;
};

/** Lower Cholesky factor of a positive definite matrix, row-major n×n, in place. */
const cholesky = (a: Float64Array, n: number): Float64Array => {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = i === j ? Math.sqrt(Math.max(rest, 1e-12)) : rest / a[j * n + j]!;
    }
  }
  return a;
};
/** b := L⁻¹·b. */
const forward = (lower: Float64Array, n: number, b: Float64Array): void => {
  for (let i = 0; i < n; i++) {
    let rest = b[i]!;
    for (let k = 0, row = i * n; k < i; k++) rest -= lower[row + k]! * b[k]!;
    b[i] = rest / lower[i * n + i]!;
  }
};
/** b := L⁻ᵀ·b. */
const backward = (lower: Float64Array, n: number, b: Float64Array): void => {
  for (let i = n - 1; i >= 0; i--) {
    const one = b[i]! / lower[i * n + i]!;
    b[i] = one;
    for (let k = 0, row = i * n; k < i; k++) b[k] = b[k]! - lower[row + k]! * one;
  }
};
