// In which order? A ranker wants evidence, never awaits it. One folder a ranker, one line in `all.ts`.
import type { Kept, Protocol } from '../../shared/citation.ts';
import type { Encoder, Want } from '../../shared/evidence.ts';
import type { Rng, Shape, Work } from '../../shared/work.ts';
import type { CountName, WeightName } from '../text/analyses.ts';
import type { Counts } from '../text/counts.ts';
import type { Weights } from '../text/weights.ts';

/** `both`: title and abstract with a space between; `terms`: keywords and MeSH; `all`: everything. */
export type Field = 'title' | 'abstract' | 'both' | 'terms' | 'all';

/** A set of citations with what was worked out about it; positions 0…n−1. Nothing here depends on labels. */
export interface Collection {
  readonly n: number;
  citation(at: number): Kept;
  counts(analysis: CountName, field: Field): Work<Counts>;
  /** Of title and abstract; `winnow` also of keywords and MeSH. */
  weights(analysis: WeightName): Work<Weights>;
  /** Makes once and keeps: what is kept must follow from the citations, its name and its version. A newer version takes the place of the old one. */
  keep<T>(name: string, make: () => Work<T>, version?: string): Work<T>;
}

/** What a ranker may see. */
export interface View extends Collection {
  readonly protocol: Protocol;
  /** Positions labelled so far, in order of time, and 1/0 for each. */
  readonly labelled: Uint32Array;
  readonly relevant: Uint8Array;
  /** So many of the first are prior knowledge: no time stands behind their order. None where absent. */
  readonly priors?: number;
  /**
   * A tool that may go on from its last use, where the caller wants speed (a simulation); else made anew, so that a ranking follows to the
   * last bit from citations, protocol, labels and seed alone.
   */
  tool<T>(name: string, make: () => T): T;
  /** Absent: no network is here, and rankers do without. */
  readonly encoder?: Encoder;
  /** Width numbers for each position asked (for a query: width numbers); NaN where the network has not said yet. */
  evidence(want: Want): Float32Array;
}

export type { Encoder, Want };

export interface Explained {
  readonly label: string;
  readonly weight: number;
}

export interface Ranker<P = object, M = unknown> {
  readonly name: string;
  readonly version: number;
  /** `{}` gives the defaults. */
  readonly params: Shape<P>;
  /** Whether labels change the order. */
  readonly learns: boolean;
  /** Most useful first; partial evidence must still rank. */
  wants(view: View, params: P, explain?: number): readonly Want[];
  /** M is plain data: hashed, cloned, sent to threads. */
  fit(view: View, params: P, rng: Rng): Work<M>;
  /** Length n, finite; higher is better. */
  score(learnt: M, view: View): Work<Float64Array>;
  /** Strongest first. For additive rankers the weights sum to the score. */
  explain(learnt: M, view: View, at: number): readonly Explained[];
  /** How many to label before the next fit, in simulation; 1 where absent. */
  batch?(round: number): number;
}
