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
  /** Relevant records left: low, middle, high. */
  readonly remaining: readonly [low: number, mid: number, high: number];
  /** The rule's own figure (p value, run length …) and the limit it is held against, for the page. */
  readonly figure?: number;
  readonly limit?: number;
}

export interface StoppingRule<P> {
  readonly name: string;
  /** One sentence: what must hold for the rule to be right. */
  readonly assumes: string;
  readonly formula: string;
  readonly params: Shape<P>;
  /** @param target recall in (0, 1] */
  judge(log: Screened, target: number, params: P): Judgement;
}
