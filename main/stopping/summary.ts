// What does the page say about stopping: what the usual rule says, a row for each rule, both audit plans?
import type { Left, RuleRow, StopView } from '../../shared/contract.ts';
import { mayMiss, type Tail } from './audit.ts';
import { plans, reachable, smaller } from './certificate.ts';
import { estimateRemaining } from './estimate.ts';
import { foundIn, type Found } from './found.ts';
import type { Judgement, Screened, StoppingRule } from './rule.ts';

export interface AskedView {
  /** Recall in (0, 1]. */
  readonly target: number;
  /** Of the next audit; absent: there can be none. */
  readonly alpha: number | undefined;
  /** Chance that a reader recognises a relevant record, (0, 1]. */
  readonly sensitivity?: number;
}

/** A rule with its usual params already in. */
type Judged = Pick<StoppingRule<unknown>, 'name' | 'kind' | 'assumes' | 'formula' | 'sample'> & {
  judge(log: Screened, target: number, params: unknown): Judgement;
};

/** Rules that say nothing without calibrated chances. */
export const needChances: ReadonlySet<string> = new Set(['quant', 'sal-tau']);

const needsOf = ({ name, sample }: Judged, log: Screened): RuleRow['needs'] => {
  // No review here begins with a sample kept from the ranker: a rule that wants one cannot speak.
  if (sample !== undefined && !log.audit.includes(1)) return 'sample';
  return needChances.has(name) && log.chance === undefined ? 'chances' : undefined;
};

/** Before so many are read and any was found, an interval would span everything. */
const fewest = 10;

/** About how many are left; undefined while nothing can be said. */
export const leftAfter = (log: Screened): Left | undefined => leftOf(foundIn(log));

const leftOf = (found: Found): Left | undefined => {
  if (found.n < fewest || found.r === 0) return undefined;
  const [low, mid, high] = estimateRemaining(found);
  return { low, mid, high };
};

export const ruleRow = (rule: Judged, log: Screened, target: number): RuleRow => {
  const { name, kind, assumes, formula } = rule;
  const needs = needsOf(rule, log);
  if (needs !== undefined) return { rule: name, kind, assumes, formula, stop: false, needs };
  const { stop, remaining, figure, limit } = rule.judge(log, target, {});
  const [low, mid, high] = remaining;
  const can = leftAfter(log) !== undefined;
  return { rule: name, kind, assumes, formula, stop, remaining: can ? { low, mid, high } : undefined, figure, limit };
};

/** Evidence and proof kept apart: rules say what they see, the plans what a random audit of the tail would prove. The first rule is the usual one. */
export const stopView = (
  rules: readonly Judged[],
  log: Screened,
  { target, alpha, sensitivity }: AskedView,
): Omit<StopView, 'next' | 'audits' | 'stopped'> => {
  const found = foundIn(log);
  const left = leftOf(found);
  const rows = rules.map((rule) => ruleRow(rule, log, target));
  const possible = alpha !== undefined && found.left > 0 && found.r > 0;
  const tail: Tail = { found: found.r, left: found.left, target, alpha: alpha ?? 1, sensitivity };
  const audits = possible ? plans(tail, left?.mid ?? 0) : [];
  const certifiable = audits.some(({ sample }) => sample !== undefined);
  const facts = { found: found.r, read: found.n, unread: found.left, left, sample: audits[0]?.sample };
  return {
    sentence: stopSentence({ ...facts, target }),
    facts,
    target,
    says: saysOf(found, left, rows[0]?.stop === true),
    few: found.left > 0 && found.r > 0 && mayMiss(tail, 0) === 0,
    rules: rows,
    plans: audits,
    smaller: possible ? smaller(tail, audits[0]?.sample ?? found.left) : [],
    reachable: audits.length === 0 || certifiable ? undefined : reachable(tail, found.left),
  };
};

const saysOf = (found: Found, left: Left | undefined, stop: boolean): StopView['says'] => {
  if (found.n === 0) return 'nothing';
  if (found.left === 0) return 'all';
  if (found.r === 0) return 'none';
  if (left === undefined) return 'early';
  return stop ? 'stop' : 'goOn';
};

const records = (count: number): string => count.toLocaleString('en-GB');
const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)}%`;

/**
 * `150 found; about 12 [7–19] relevant left among 3,240; reading 1,011 of them drawn at random and finding none would prove 95% recall.`
 */
export const stopSentence = ({ found, read, unread, left, sample, target }: StopView['facts'] & { readonly target: number }): string => {
  if (read === 0) return 'Nothing is read yet.';
  if (unread === 0) return `Everything is read: ${records(found)} found.`;
  if (found === 0) return `None found among ${records(read)} read; nothing can be said of the ${records(unread)} left before the first one is found.`;
  const probably =
    left === undefined
      ? `it is too early to say how many are left among ${records(unread)}`
      : `about ${records(left.mid)} [${records(left.low)}–${records(left.high)}] relevant left among ${records(unread)}`;
  const begun = `${records(found)} found; ${probably}`;
  if (sample === undefined) return `${begun}; no random audit could prove ${percent(target)} recall.`;
  if (sample === 0) return `${begun}; so few are unread that ${percent(target)} recall is certain.`;
  return `${begun}; reading ${records(sample)} of them drawn at random and finding none would prove ${percent(target)} recall.`;
};
