// What may be asked of the network, as rankers and models both speak of it?
import type { Hash } from './decision.ts';

/**
 * `vector`: width numbers a record; `query`: width numbers for the query itself; `pair`: one score a record against the query.
 * `words`: for each of the query's whole words two numbers, what its best match in the record gives to the score, and that word's place among the
 * record's. With the part `sentences`, for one record at a time and for explanations: `vector` gives a vector for the title and for each sentence,
 * `pair` the score of the whole, then of the whole without the title, without each sentence.
 */
export interface Want {
  readonly model: Hash;
  readonly kind: 'vector' | 'query' | 'pair' | 'words';
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
  /** The network that reads question and record together, where there is one. */
  readonly cross?: Hash | undefined;
}
