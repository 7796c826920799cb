// What is a decision, a ranking, a review, as every room and the page speak of them?
import type { CitationId, Verdict } from './citation.ts';

export type Hash = string; // 64 hex digits
export type Seq = number; // 1, 2, 3 …: the only order in time
export type Stage = 'abstract' | 'fulltext';
/** prior: teaches the ranker, counts nowhere; audit: drawn at random for a certificate. */
export type Origin = 'screened' | 'prior' | 'audit';

export interface Decision {
  readonly seq: Seq;
  readonly citation: CitationId;
  readonly stage: Stage;
  readonly by: string;
  /** ISO UTC, for people; never used for order. */
  readonly at: string;
  readonly verdict: Verdict;
  readonly origin: Origin;
  readonly reason?: string;
  /** The place it was shown at, from 1. */
  readonly rank?: number;
}

/** A decision as files carry it. */
export interface DecisionMade {
  readonly verdict: 'include' | 'exclude' | 'maybe';
  readonly reason?: string;
  readonly stage?: Stage;
  readonly at?: string;
  readonly by?: string;
  readonly notes?: readonly string[];
  readonly tags?: readonly string[];
}

/** How a ranking was made; a pipeline is a value, thus provenance. */
export interface Recipe {
  readonly ranker: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly of?: readonly Recipe[];
}

/** Positions 0…n−1 of the view, best first; ties by hash(seed, id). */
export interface Ranking {
  readonly order: Uint32Array;
  readonly scores: Float64Array;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly upTo: Seq;
  readonly inputs: Hash;
}
