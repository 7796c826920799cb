// What do the scorer's process and its client say to each other? Data only, by structured clone.
import type { Want } from '../../shared/evidence.ts';
import type { ModelCard } from './card.ts';

export type ToScorer =
  | { readonly do: 'open'; readonly folder: string; readonly threads: number; readonly providers: readonly string[] }
  | {
      readonly do: 'say';
      readonly id: number;
      readonly want: Omit<Want, 'model' | 'at'>;
      /** Tokens a passage, special ones included. */
      readonly maxTokens: number;
      readonly texts: readonly string[];
    }
  | { readonly do: 'cancel'; readonly id: number }
  | { readonly do: 'leave' };

export type FromScorer =
  | { readonly told: 'ready'; readonly card: ModelCard; readonly guessed: boolean; readonly hash: string; readonly provider: string }
  | { readonly told: 'log'; readonly line: string }
  /** Values of the records `at`, in that order: `values.length / at.length` numbers each (sentences: rows by `counts`). */
  | { readonly told: 'some'; readonly id: number; readonly at: Uint32Array; readonly values: Float32Array; readonly counts?: Uint32Array }
  | { readonly told: 'done'; readonly id: number }
  | { readonly told: 'refused'; readonly id?: number; readonly code: string; readonly slots: Readonly<Record<string, string>> };
