// What may be asked of the network, as rankers and models both speak of it?
import type { Hash } from './decision.ts';

/** `vector`: width numbers a record; `query`: width numbers for the query itself; `pair`: one score a record against the query. */
export interface Want {
  readonly model: Hash;
  readonly kind: 'vector' | 'query' | 'pair';
  readonly query: string;
  /** Positions, most useful first; none for `query`. */
  readonly at: Uint32Array;
  readonly part: 'title' | 'abstract' | 'both' | 'sentences';
  /** Long records are scored in passages and folded: nothing is cut. */
  readonly fold: 'max' | 'first' | 'mean';
}

/** The network that makes vectors here, where there is one. */
export interface Encoder {
  readonly model: Hash;
  readonly width: number;
}
