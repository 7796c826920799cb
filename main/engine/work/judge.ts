// May the reading stop? Every rule on the log so far, and what a random audit of the rest would take.
import type { AuditPlan, RuleRow, StopView } from '../../../shared/contract.ts';
import { stoppingRules } from '../../stopping/all.ts';
import { plans, reachable } from '../../stopping/certificate.ts';
import { foundIn } from '../../stopping/found.ts';
import type { Screened } from '../../stopping/rule.ts';
import { leftAfter } from '../review/left.ts';
import { stopSentence } from '../review/sentences.ts';

export interface JudgeTask {
  readonly log: Screened;
  readonly target: number;
}

/** α of the audit, all of it for the one that is planned. */
const alpha = 0.05;

export const judge = ({ log, target }: JudgeTask): StopView => {
  const found = foundIn(log);
  const left = leftAfter(log);
  const rules = stoppingRules.map((rule): RuleRow => {
    const { stop, remaining, figure, limit } = rule.judge(log, target, {});
    const [low, mid, high] = remaining;
    return {
      rule: rule.name,
      assumes: rule.assumes,
      formula: rule.formula,
      kind: rule.kind,
      stop,
      remaining: left === undefined ? undefined : { low, mid, high },
      figure,
      limit,
    };
  });
  const tail = { found: found.r, left: found.left, target, alpha };
  const audits: readonly AuditPlan[] = found.left === 0 || found.r === 0 ? [] : plans(tail, left?.mid ?? 0);
  const certifiable = audits.some(({ sample }) => sample !== undefined);
  return {
    sentence: stopSentence({ found: found.r, read: found.n, unread: found.left, target, left, sample: audits[0]?.sample }),
    target,
    rules,
    plans: audits,
    reachable: audits.length === 0 || certifiable ? undefined : reachable(tail, found.left),
  };
};
