// In which order? A ranker wants evidence, never awaits it. One folder a ranker, one line in `all.ts`.
import type { Kept, Protocol } from '../../shared/citation.ts';
import type { Want } from '../../shared/evidence.ts';
import type { Rng, Rows, Shape, Work } from '../../shared/work.ts';

/** An analysed field over all positions: counts per term. */
export interface Terms {
  readonly rows: Rows;
  readonly vocabulary: ReadonlyMap<string, number>;
}

export type { Want };

/** What a ranker may see; positions 0…n−1 stand in order of the citations' keys. */
export interface View {
  readonly n: number;
  readonly protocol: Protocol;
  citation(at: number): Kept;
  /** A named analysis of the records (`plain`, `stem:title`, `ngram` …), made once and kept. */
  terms(analysis: string): Terms;
  /** Positions labelled so far, in order of time, and 1/0 for each. */
  readonly labelled: Uint32Array;
  readonly relevant: Uint8Array;
  /** NaN where the network has not said yet. */
  evidence(want: Want): Float32Array;
}

export interface Explained {
  readonly label: string;
  readonly weight: number;
}

export interface Ranker<P, M> {
  readonly name: string;
  readonly version: number;
  readonly params: Shape<P>;
  /** Most useful first; partial evidence must still rank. */
  wants(view: View, params: P, explain?: number): readonly Want[];
  /** M is plain data: hashed, cloned, sent to threads. */
  fit(view: View, params: P, rng: Rng): Work<M>;
  /** Length n, finite; higher is better. */
  score(learnt: M, view: View): Work<Float64Array>;
  /** For additive rankers the weights sum to the score. */
  explain(learnt: M, view: View, at: number): readonly Explained[];
}
