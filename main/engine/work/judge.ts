// May the reading stop? Every rule on the log so far, and what a random audit of the rest would take.
import type { RuleRow } from '../../../shared/contract.ts';
import { stoppingRules } from '../../stopping/all.ts';
import type { Screened } from '../../stopping/rule.ts';
import { needChances, ruleRow, stopView } from '../../stopping/summary.ts';

export interface JudgeTask {
  readonly log: Screened;
  readonly target: number;
  /** Of the next audit; absent: there can be none. */
  readonly alpha: number | undefined;
}

export type Judged = ReturnType<typeof stopView>;

export const judge = ({ log, target, alpha }: JudgeTask): Judged => stopView(stoppingRules, log, { target, alpha });

/** The rules that need chances, on a log that has them. */
export const judgeByChances = ({ log, target }: Omit<JudgeTask, 'alpha'>): readonly RuleRow[] =>
  stoppingRules.filter(({ name }) => needChances.has(name)).map((rule) => ruleRow(rule, log, target));
