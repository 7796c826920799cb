// Which weights minimise ½(|w|² + b²) + Σ c_i·max(0, 1 − y_i(w·x_i + b))², again and again as labels come in?
// Finite Newton (Keerthi & DeCoste, JMLR 2005) in the space of rows: with w = Σ β_i·x_i the active rows (y·f < 1) satisfy
// (K + diag(1/2c))·β = y, K the inner products + 1 for the intercept; solved by conjugate gradients (K: see space.ts).
// Deviation: liblinear's dual coordinate descent stops at tol 1e-4; this goes on to the optimum.
import type { Rows, Work } from '../../../shared/work.ts';
import { addRows, denseWidth, vectorLength } from '../products.ts';
import { coarse, type Preconditioner } from './coarse.ts';
import { gathered } from './gathered.ts';
import { columnSpace, productTable, type Space } from './space.ts';

export interface SvmProblem {
  /** The rows to learn from. */
  readonly at: Uint32Array;
  /** ±1 for each of them. */
  readonly y: Int8Array;
  /** C times its weight for each of them, > 0. */
  readonly cost: Float64Array;
}
export interface SvmOptions {
  /** Bound on |w − w*| (with the intercept): a decision value is right within √(1 + |x|²) times as much. */
  readonly tolerance: number;
}
export interface SvmSolution {
  /** w over all columns, sparse, then dense ones; before the next fit. */
  readonly weights: () => Float64Array;
  readonly intercept: number;
  /** w = Σ β_i·x_i over `at`, intercept = Σ β_i. */
  readonly beta: Float64Array;
  /** The bound reached. */
  readonly bound: number;
  /** Steps of conjugate gradients, each two passes over the rows. */
  readonly steps: number;
}
export interface SvmTrainer {
  /** The optimum does not depend on earlier fits, the time does. */
  fit(problem: SvmProblem, options: SvmOptions): Work<SvmSolution>;
}

const mostRounds = 200;
/** Entries of x between two steps: about 3 ms. */
const slice = 1_000_000;
/** Values are made anew so often, against drift. */
const freshEvery = 64;

/** @param whole all rows that may be learnt from */
export const svmTrainer = (whole: Rows): SvmTrainer => {
  const own = gathered(whole);
  const table = productTable();
  const level = coarse();
  // The solution so far: w = Σ betaOf[place]·row over `trained`, the value of each of these rows under it.
  let betaOf = new Float64Array(0);
  let valueOf = new Float64Array(0);
  let mark = new Uint8Array(0);
  let trained = new Uint32Array(0);
  let fits = 0;

  const grow = (n: number): void => {
    if (betaOf.length >= n) return;
    betaOf = longer(betaOf, n * 2);
    valueOf = longer(valueOf, n * 2);
    mark = new Uint8Array(n * 2);
  };

  /** Brings β and f to the rows `at`: rows no longer there leave, new ones start at β = 0. */
  const begin = (space: Space, at: Uint32Array, beta: Float64Array, f: Float64Array): void => {
    mark.fill(0);
    for (let k = 0; k < at.length; k++) mark[at[k]!] = 1;
    const gone = trained.some((row) => mark[row] === 0 && betaOf[row] !== 0);
    mark.fill(0);
    for (const row of trained) mark[row] = 1;
    const fresh: number[] = [];
    for (let k = 0; k < at.length; k++) {
      if (mark[at[k]!] === 0) fresh.push(k);
      beta[k] = mark[at[k]!] === 0 ? 0 : betaOf[at[k]!]!;
      f[k] = valueOf[at[k]!]!;
    }
    if (gone || fits++ % freshEvery === 0) {
      space.products(at, beta, at, f);
      return;
    }
    const some = new Float64Array(fresh.length);
    space.products(
      at,
      beta,
      Uint32Array.from(fresh, (k) => at[k]!),
      some,
    );
    fresh.forEach((k, j) => (f[k] = some[j]!));
  };
  const remember = (at: Uint32Array, beta: Float64Array, f: Float64Array): void => {
    trained = Uint32Array.from(at);
    for (let k = 0; k < at.length; k++) {
      betaOf[at[k]!] = beta[k]!;
      valueOf[at[k]!] = f[k]!;
    }
  };

  function* fit({ at: rowsAt, y, cost }: SvmProblem, { tolerance }: SvmOptions): Work<SvmSolution> {
    const at = own.places(rowsAt);
    const { x, squares } = own;
    grow(x.n);
    // A trainer used once never gets its table's worth.
    const space = (fits > 0 ? table.over(x) : undefined) ?? columnSpace(x);
    const m = at.length;
    const perRow = (2 * x.start[x.n]!) / Math.max(1, x.n) + 2 * denseWidth(x);
    const ridgeOf = new Float64Array(m);
    for (let k = 0; k < m; k++) ridgeOf[k] = 0.5 / cost[k]!;
    let beta = new Float64Array(m);
    let f = new Float64Array(m);
    begin(space, at, beta, f);
    let steps = 0;
    let sinceStep = 0;
    let bound = Infinity;

    for (let round = 0; round < mostRounds; round++) {
      // The rows within the margin, and the system over them.
      let size = 0;
      let stray = false; // a row outside the margin that still pulls
      for (let k = 0; k < m; k++) {
        if (y[k]! * f[k]! < 1) size++;
        else if (beta[k] !== 0) stray = true;
      }
      const some = new Uint32Array(size);
      const rows = new Uint32Array(size);
      const solution = new Float64Array(size);
      const product = new Float64Array(size);
      const ridge = new Float64Array(size);
      const diagonal = new Float64Array(size);
      const relevant = new Uint8Array(size);
      let hard = 0;
      for (let k = 0, j = 0; k < m; k++) {
        if (y[k]! * f[k]! >= 1) continue;
        some[j] = k;
        rows[j] = at[k]!;
        solution[j] = beta[k]!;
        product[j] = f[k]!;
        ridge[j] = ridgeOf[k]!;
        diagonal[j] = squares[at[k]!]! + 1 + ridgeOf[k]!;
        if (y[k]! > 0) hard += relevant[j] = 1;
        j++;
      }
      if (stray) space.products(rows, solution, rows, product);
      // n₁² inner products must pay: they do while few, or known already.
      const pays = hard <= 1000 && (hard * hard < 20 * size || hard <= level.known + 8);
      const precondition: Preconditioner = pays
        ? level.prepare(x, { rows, ridge, diagonal, relevant })
        : (r, out) => {
            for (let j = 0; j < size; j++) out[j] = r[j]! / diagonal[j]!;
          };
      const residual = new Float64Array(size);
      for (let j = 0; j < size; j++) residual[j] = y[some[j]!]! - product[j]! - ridge[j]! * solution[j]!;
      const z = new Float64Array(size);
      precondition(residual, z);
      const direction = Float64Array.from(z);
      let rz = 0;
      let error = 0; // Σ 2c·r² ≥ |w − w*|² for this set of rows
      for (let j = 0; j < size; j++) {
        rz += residual[j]! * z[j]!;
        error += (residual[j]! * residual[j]!) / ridge[j]!;
      }
      for (let step = 0; error > tolerance * tolerance && step < 10 * size + 100; step++) {
        space.products(rows, direction, rows, product);
        steps++;
        let curvature = 0;
        for (let j = 0; j < size; j++) {
          product[j] = product[j]! + ridge[j]! * direction[j]!;
          curvature += direction[j]! * product[j]!;
        }
        const length = rz / curvature;
        error = 0;
        for (let j = 0; j < size; j++) {
          solution[j] = solution[j]! + length * direction[j]!;
          const r = residual[j]! - length * product[j]!;
          residual[j] = r;
          error += (r * r) / ridge[j]!;
        }
        if (error > tolerance * tolerance) {
          precondition(residual, z);
          let next = 0;
          for (let j = 0; j < size; j++) next += residual[j]! * z[j]!;
          const keep = next / rz;
          rz = next;
          for (let j = 0; j < size; j++) direction[j] = z[j]! + keep * direction[j]!;
        }
        sinceStep += perRow * size;
        if (sinceStep > slice) {
          sinceStep = 0;
          yield { done: steps };
        }
      }
      bound = Math.sqrt(error);

      // Rows within the margin: f = y − r − β/2c without another pass; the others are looked at.
      const nextBeta = new Float64Array(m);
      const nextF = new Float64Array(m);
      const others = new Uint32Array(m - size);
      for (let k = 0, j = 0, o = 0; k < m; k++) {
        if (some[j] !== k || j >= size) {
          others[o++] = k;
          continue;
        }
        nextBeta[k] = solution[j]!;
        nextF[k] = y[k]! - residual[j]! - ridge[j]! * solution[j]!;
        j++;
      }
      if (others.length > 0) {
        const otherRows = others.map((k) => at[k]!);
        const some = new Float64Array(others.length);
        space.products(rows, solution, otherRows, some);
        for (let o = 0; o < others.length; o++) nextF[others[o]!] = some[o]!;
      }
      let same = true;
      for (let k = 0; k < m; k++) if (y[k]! * f[k]! < 1 !== y[k]! * nextF[k]! < 1) same = false;
      if (!same) shorten({ y, cost }, { beta, f }, { beta: nextBeta, f: nextF });
      beta = nextBeta;
      f = nextF;
      if (same) break;
    }
    remember(at, beta, f);
    let intercept = 0;
    for (const one of beta) intercept += one;
    const weights = () => {
      const sum = new Float64Array(vectorLength(x));
      addRows(x, at, beta, sum);
      return own.widened(sum);
    };
    return { weights, intercept, beta, bound, steps };
  }
  return { fit };
};

const longer = (old: Float64Array, length: number): Float64Array<ArrayBuffer> => {
  const next = new Float64Array(length);
  next.set(old);
  return next;
};

/** ½|w|² + Σ c·slack², with |w|² = Σ β·f. */
const objective = ({ y, cost }: Pick<SvmProblem, 'y' | 'cost'>, beta: Float64Array, f: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < y.length; k++) {
    const slack = 1 - y[k]! * f[k]!;
    sum += 0.5 * beta[k]! * f[k]! + (slack > 0 ? cost[k]! * slack * slack : 0);
  }
  return sum;
};

interface Point {
  readonly beta: Float64Array;
  readonly f: Float64Array;
}
/** A full step into another set of rows may raise the (convex) objective: halves it in place until it does not. */
const shorten = (problem: Pick<SvmProblem, 'y' | 'cost'>, from: Point, to: Point): void => {
  const value = objective(problem, from.beta, from.f);
  for (let tries = 0; tries < 40 && objective(problem, to.beta, to.f) > value * (1 + 1e-12); tries++) {
    for (let k = 0; k < to.f.length; k++) {
      to.beta[k] = (from.beta[k]! + to.beta[k]!) / 2;
      to.f[k] = (from.f[k]! + to.f[k]!) / 2;
    }
  }
};
