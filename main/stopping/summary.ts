// What does the page say about stopping: one sentence, a row for each rule, both audit plans?
import type { RuleRow, StopView } from '../../shared/contract.ts';
import { planSample, type Tail } from './audit.ts';
import { plans, reachable } from './certificate.ts';
import { estimateRemaining } from './estimate.ts';
import { foundIn } from './found.ts';
import type { Judgement, Screened, StoppingRule } from './rule.ts';

export interface AskedView {
  /** Recall in (0, 1]. */
  readonly target: number;
  readonly alpha: number;
  /** Chance that a reader recognises a relevant record, (0, 1]. */
  readonly sensitivity?: number;
}

/** A rule with its usual params already in. */
type Judged = Pick<StoppingRule<unknown>, 'name' | 'kind' | 'assumes' | 'formula'> & {
  judge(log: Screened, target: number, params: unknown): Judgement;
};

const records = (count: number): string => count.toLocaleString('en-GB');
const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)}%`;

/** Evidence and proof kept apart: rules say what they see, the plans what a random audit of the tail would prove. */
export const stopView = (rules: readonly Judged[], log: Screened, { target, alpha, sensitivity }: AskedView): StopView => {
  const found = foundIn(log);
  const [, mid] = estimateRemaining(found);
  const tail: Tail = { found: found.r, left: found.left, target, alpha, sensitivity };
  return {
    sentence: stopSentence(log, { target, alpha, sensitivity }),
    target,
    rules: rules.map((rule): RuleRow => {
      const { stop, remaining, figure, limit } = rule.judge(log, target, {});
      const [low, middle, high] = remaining;
      const { name, kind, assumes, formula } = rule;
      return { rule: name, kind, assumes, formula, stop, remaining: { low, mid: middle, high }, figure, limit };
    }),
    plans: plans(tail, mid),
    ...(found.left > 0 ? { reachable: reachable(tail, Math.min(found.left, planSample(tail, 0) ?? found.left)) } : {}),
  };
};

/** Below this nothing is estimated: an interval would span everything. */
const fewest = 10;

/**
 * `150 found; about 12 [7–19] relevant left among 3,240; reading 1,011 of them drawn at random and finding none would prove 95% recall.`
 */
export const stopSentence = (log: Screened, { target, alpha, sensitivity }: AskedView): string => {
  const found = foundIn(log);
  if (found.left === 0) return `${records(found.r)} found; everything is read.`;
  const begun = `${records(found.r)} found`;
  if (found.n < fewest || found.r === 0) return `${begun} among ${records(found.n)} read: too few to say what is left among ${records(found.left)}.`;
  const [low, mid, high] = estimateRemaining(found);
  const left = `about ${records(mid)} [${records(low)}–${records(high)}] relevant left among ${records(found.left)}`;
  const sample = planSample({ found: found.r, left: found.left, target, alpha, sensitivity }, 0);
  if (sample === 0) return `${begun}; ${left}: too few are left for recall to be below ${percent(target)}.`;
  if (sample === undefined) return `${begun}; ${left}; no random audit could prove ${percent(target)} recall with a reader who misses some.`;
  return `${begun}; ${left}; reading ${records(sample)} of them drawn at random and finding none would prove ${percent(target)} recall.`;
};
