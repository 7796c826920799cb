// Which weights minimise ½|w|² + Σ c_i·ln(1 + exp(−y_i(w·x_i + b))), b free?
// Newton steps, each solved by conjugate gradients (Jacobi), with halving where a step overshoots (Lin, Weng & Keerthi, JMLR 2008).
import type { Rows, Work } from '../../../shared/work.ts';
import type { LinearModel } from '../linear.ts';
import { addRows, denseWidth, rowsTimes } from '../products.ts';

export interface LogisticProblem {
  readonly x: Rows;
  /** The rows to learn from. */
  readonly at: Uint32Array;
  /** ±1 for each of them, both present. */
  readonly y: Int8Array;
  /** C times its weight for each of them, > 0. */
  readonly cost: Float64Array;
}

const mostRounds = 200;

/** ln(1 + e^z) without overflow. */
const softplus = (z: number): number => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));
const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
};

/** The weights with the intercept as last entry, as all vectors here. */
export function* solveLogistic({ x, at, y, cost }: LogisticProblem, tolerance: number): Work<LinearModel> {
  const m = at.length;
  const size = x.width + denseWidth(x) + 1;
  const decide = (w: Float64Array, out: Float64Array): void => {
    rowsTimes(x, at, w, out);
    for (let k = 0; k < m; k++) out[k] = out[k]! + w[size - 1]!;
  };
  const spread = (by: Float64Array, out: Float64Array): void => {
    addRows(x, at, by, out);
    for (const one of by) out[size - 1] = out[size - 1]! + one;
  };
  const objective = (w: Float64Array, f: Float64Array): number => {
    let sum = 0.5 * (dot(w, w) - w[size - 1]! ** 2);
    for (let k = 0; k < m; k++) sum += cost[k]! * softplus(-y[k]! * f[k]!);
    return sum;
  };

  let w = new Float64Array(size);
  let f = new Float64Array(m);
  let value = objective(w, f);
  const pull = new Float64Array(m);
  const curve = new Float64Array(m);
  const q = new Float64Array(m);
  for (let round = 0; round < mostRounds; round++) {
    const gradient = Float64Array.from(w);
    gradient[size - 1] = 0;
    for (let k = 0; k < m; k++) {
      const wrong = 1 / (1 + Math.exp(y[k]! * f[k]!));
      pull[k] = -cost[k]! * y[k]! * wrong;
      curve[k] = cost[k]! * wrong * (1 - wrong);
    }
    spread(pull, gradient);
    const steep = Math.sqrt(dot(gradient, gradient));
    if (steep <= tolerance) break;

    // (I + Xᵀ·diag(curve)·X)·step = −gradient, the intercept's row without the I.
    const diagonal = new Float64Array(size).fill(1);
    diagonal[size - 1] = 0;
    for (let k = 0; k < m; k++) {
      for (let entry = x.start[at[k]!]!; entry < x.start[at[k]! + 1]!; entry++)
        diagonal[x.index[entry]!] = diagonal[x.index[entry]!]! + curve[k]! * x.value[entry]! ** 2;
      diagonal[size - 1] = diagonal[size - 1]! + curve[k]!;
    }
    const step = new Float64Array(size);
    const residual = gradient.map((one) => -one);
    const direction = residual.map((one, j) => one / diagonal[j]!);
    let rz = dot(residual, direction);
    const enough = Math.max(0.1 * tolerance, Math.min(0.1, Math.sqrt(steep)) * 0.1 * steep);
    for (let inner = 0; inner < size && Math.sqrt(dot(residual, residual)) > enough; inner++) {
      decide(direction, q);
      for (let k = 0; k < m; k++) q[k] = q[k]! * curve[k]!;
      const product = Float64Array.from(direction);
      product[size - 1] = 0;
      spread(q, product);
      const length = rz / dot(direction, product);
      for (let j = 0; j < size; j++) {
        step[j] = step[j]! + length * direction[j]!;
        residual[j] = residual[j]! - length * product[j]!;
      }
      let next = 0;
      for (let j = 0; j < size; j++) next += (residual[j]! * residual[j]!) / diagonal[j]!;
      const keep = next / rz;
      rz = next;
      for (let j = 0; j < size; j++) direction[j] = residual[j]! / diagonal[j]! + keep * direction[j]!;
      yield { done: round };
    }

    const downhill = dot(gradient, step);
    let share = 1;
    let nextW = w.map((one, j) => one + step[j]!);
    const nextF = new Float64Array(m);
    decide(nextW, nextF);
    let nextValue = objective(nextW, nextF);
    while (nextValue > value + 1e-4 * share * downhill && share > 1e-6) {
      share /= 2;
      nextW = w.map((one, j) => one + share * step[j]!);
      decide(nextW, nextF);
      nextValue = objective(nextW, nextF);
    }
    if (nextValue >= value && steep < 1e-4) break; // at the end of what doubles can tell apart
    w = nextW;
    f = nextF;
    value = nextValue;
    yield { done: round + 1 };
  }
  return { weights: w.subarray(0, size - 1).slice(), intercept: w[size - 1]! };
}
