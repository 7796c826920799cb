// What do the scorer's client, its process and the threads in it say to each other? Data only, by structured clone.
import type { Want } from '../../shared/evidence.ts';
import type { ModelCard } from './card.ts';

/** A want without what the scorer does not look at. */
export type Asked = Omit<Want, 'model' | 'at'>;

export type ToScorer =
  | { readonly do: 'open'; readonly folder: string; readonly threads: number; readonly providers: readonly string[] }
  | {
      readonly do: 'say';
      readonly id: number;
      readonly want: Asked;
      /** Tokens a passage, special ones included. */
      readonly maxTokens: number;
      readonly texts: readonly string[];
    }
  | { readonly do: 'cancel'; readonly id: number }
  | { readonly do: 'leave' };

/** Why something was refused: a code of the catalogue and what fills it. */
export interface Refusal {
  readonly code: string;
  readonly slots: Readonly<Record<string, string>>;
}

export type FromScorer =
  | {
      readonly told: 'ready';
      readonly card: ModelCard;
      readonly guessed: boolean;
      readonly hash: string;
      readonly provider: string;
      readonly notes: readonly string[];
    }
  | { readonly told: 'log'; readonly line: string }
  /** Still computing. */
  | { readonly told: 'alive' }
  /** Values of the records `at`, in that order: `values.length / at.length` numbers each (sentences: rows by `counts`). */
  | { readonly told: 'some'; readonly id: number; readonly at: Uint32Array; readonly values: Float32Array; readonly counts?: Uint32Array }
  | { readonly told: 'done'; readonly id: number }
  | ({ readonly told: 'refused'; readonly id?: number } & Refusal);

/** What a computing thread is started with. */
export interface Seat {
  readonly folder: string;
  readonly threads: number;
  readonly providers: readonly string[];
  /** Each passage in a run of its own: a quantised network's answer would depend on what stands beside it. */
  readonly alone: boolean;
  /** Try the network before it is used; one thread does it for all. */
  readonly probe: boolean;
}

export interface Job {
  readonly job: number;
  readonly want: Asked;
  readonly maxTokens: number;
  readonly texts: readonly string[];
}

export type FromThread =
  | { readonly told: 'open'; readonly provider: string; readonly notes: readonly string[] }
  | { readonly told: 'log'; readonly line: string }
  | { readonly told: 'alive' }
  | { readonly told: 'said'; readonly job: number; readonly values: Float32Array; readonly counts?: Uint32Array }
  | ({ readonly told: 'refused'; readonly job?: number } & Refusal);
