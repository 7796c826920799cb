// What do pure rooms and their callers agree on: steps, chance, matrices, shapes?

export interface Step {
  readonly done: number;
  readonly total?: number;
}
/** Work yields a step at least every 5 ms and returns its result; the caller decides when, where and whether it goes on. */
export type Work<T> = Generator<Step, T, void>;
/** A seeded source of numbers in [0, 1). */
export type Rng = () => number;

/** Runs work to its end on the spot. */
export const finish = <T>(work: Work<T>): T => {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
};

/** Sparse rows (CSR): row i has `index[start[i] … start[i+1])`, ascending, with `value`; `dense` is n×d, row-major. */
export interface Rows {
  readonly n: number;
  /** Number of sparse columns. */
  readonly width: number;
  readonly start: Uint32Array;
  readonly index: Uint32Array;
  readonly value: Float32Array;
  readonly dense?: Float32Array;
}

/** Checks and types input from outside; throws what the schema library throws. */
export interface Shape<T> {
  parse(input: unknown): T;
}

/** What the platform's AbortSignal is to us; pure rooms cannot name that type. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}
