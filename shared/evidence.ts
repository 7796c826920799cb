// What may be asked of the network, as rankers and models both speak of it?
import type { Hash } from './decision.ts';

/** `vector`: width numbers a record; `pair`: one score a record against `query`. */
export interface Want {
  readonly model: Hash;
  readonly kind: 'vector' | 'pair';
  readonly query: string;
  readonly at: Uint32Array;
  readonly part: 'title' | 'abstract' | 'both' | 'sentences';
  /** Long records are scored in passages and folded: nothing is cut. */
  readonly fold: 'max' | 'first' | 'mean';
}
