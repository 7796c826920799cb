// May I stop? One folder a rule, one line in `all.ts`.
import type { Shape } from '../../shared/work.ts';

/** What was screened, in order; priors and gold labels cannot be in it by construction. */
export interface Screened {
  /** 1/0 in the order screened. */
  readonly relevant: Uint8Array;
  /** 1 where the record was drawn at random for an audit. */
  readonly audit: Uint8Array;
  /** Records not screened yet. */
  readonly left: number;
  /** Calibrated chance of being relevant, screened ones first (in order), then the rest; length n + left. */
  readonly chance?: Float64Array;
}

export interface Judgement {
  readonly stop: boolean;
  /** Relevant records left: low, middle, high. The rule's own estimate where it makes one, else that of `estimate.ts`. */
  readonly remaining: readonly [low: number, mid: number, high: number];
  /** The rule's own figure (p value, run length …) and the limit it is held against, for the page. */
  readonly figure?: number;
  readonly limit?: number;
}

export interface StoppingRule<P> {
  readonly name: string;
  /** proof: holds whatever the ranker did; evidence: a test or estimate with a stated assumption; heuristic: a habit, never says "stop" by itself. */
  readonly kind: 'proof' | 'evidence' | 'heuristic';
  /** One sentence: what must hold for the rule to be right. */
  readonly assumes: string;
  readonly formula: string;
  readonly params: Shape<P>;
  /**
   * What must have been drawn before screening: `relevant`, random records until so many relevant ones are among them (kept from the ranker,
   * marked where it comes to them); `records`, a random share read first.
   */
  readonly sample?: { readonly kind: 'relevant'; size(target: number): number } | { readonly kind: 'records'; readonly share: number };
  /** @param target recall in (0, 1] */
  judge(log: Screened, target: number, params: P): Judgement;
}
