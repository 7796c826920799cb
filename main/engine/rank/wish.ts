// What do desk and ranking thread tell each other of a ranking?
import type { Protocol } from '../../../shared/citation.ts';
import type { RankingState } from '../../../shared/contract.ts';
import type { Seq } from '../../../shared/decision.ts';
import type { Labels } from '../../screening/queue.ts';
import type { Encoder } from '../../../shared/evidence.ts';
import type { Question, Sealed } from '../../store/index.ts';

export interface RankWish {
  readonly path: string;
  /** Another number: the set of citations is another, read it again. */
  readonly load: number;
  readonly ranker: string;
  readonly seed: number;
  readonly protocol: Protocol;
  readonly upTo: Seq;
  readonly labels: Labels;
  /** The network that this review is read by; absent: none, or not yet. */
  readonly encoder?: Encoder | undefined;
  /** Another number: the file holds more answers than before. */
  readonly said: number;
  /** Bring the whole order for the file. */
  readonly whole: boolean;
  /** Also say which citations would widen the view. */
  readonly wider: boolean;
}

/** What the ranker would have the network read closely: these citations, most useful first. */
export interface Closely {
  readonly question: Question;
  readonly keys: Uint32Array;
}

/** One record's text under a question whose answer explains its place; nothing of it is kept. */
export interface Asking {
  readonly question: Question;
  readonly text: string;
}
export interface Told {
  readonly question: Question;
  readonly value: Float32Array;
}

/** What is asked of one citation: why does it stand there? */
export interface WhyTask {
  readonly wish: RankWish;
  readonly citation: number;
  readonly told?: readonly Told[];
  /** Exclusions with a reason, in order of time; `reason` numbers the texts. */
  readonly excluded: { readonly keys: Uint32Array; readonly reason: Uint32Array; readonly texts: readonly string[] };
}

export interface Ranked {
  readonly sealed: Sealed;
  readonly whole?: Uint8Array;
  /** Shared memory: best first, scores along them, place from 1 by citation. */
  readonly keys: Uint32Array;
  readonly scores: Float64Array;
  readonly place: Uint32Array;
  readonly by: RankingState['by'];
  /** Citations without title and abstract. */
  readonly bare: number;
  readonly closely: readonly Closely[];
  /** Words that the labels made important, strongest first. */
  readonly learnt: readonly string[];
  /** Likely citations far from all that was read, the farthest first. */
  readonly wider: Uint32Array;
}
