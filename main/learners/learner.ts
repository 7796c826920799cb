// What do labels teach? A learner knows numbers only.
import type { Rng, Rows, Shape, Work } from '../../shared/work.ts';

export interface Learner<P, M> {
  readonly name: string;
  readonly params: Shape<P>;
  /**
   * @param x features of the labelled rows only, n×width
   * @param y ±1 per row, both present
   * @param weight > 0 per row
   */
  fit(x: Rows, y: Int8Array, weight: Float64Array, params: P, rng: Rng): Work<M>;
  /** Length x.n; 0 is the boundary, + relevant. */
  decide(learnt: M, x: Rows): Float64Array;
}
