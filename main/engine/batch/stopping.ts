// When would each rule have stopped a simulated run? Rows of stopping.csv; priors never count.
import { playRule } from '../../stopping/evaluate.ts';
import { ruleNamed } from '../../stopping/all.ts';
import { rngOf } from '../../screening/rng.ts';
import type { RunDone } from '../work/simulated.ts';

export interface StoppingRow {
  readonly review: string;
  readonly ranker: string;
  readonly priors: string;
  readonly seed: number;
  readonly rule: string;
  readonly target: number;
  /** Records read when the rule stopped (all where it never did). */
  readonly screened: number;
  readonly recall: number;
  readonly reached: boolean;
  /** The least that could have been read for the target. */
  readonly oracle: number;
}

export const stoppingColumns = [
  'review',
  'ranker',
  'priors',
  'seed',
  'rule',
  'target',
  'screened',
  'recall',
  'reached',
  'oracle',
] as const satisfies readonly (keyof StoppingRow)[];

/** @param rules as the command names them (`buscar`, `consecutive:run=200`) @throws Failure rule.unknown, rule.params */
export const stoppingRows = (
  { row, gold, prior }: Pick<RunDone, 'row' | 'gold' | 'prior'>,
  rules: readonly string[],
  targets: readonly number[],
): StoppingRow[] => {
  const screened = Uint8Array.from([...gold].filter((_label, at) => prior[at] === 0));
  if (!screened.includes(1)) return [];
  const order = Uint32Array.from(screened, (_label, at) => at);
  const { review, ranker, priors, seed } = row;
  return rules.flatMap((text) => {
    const { rule, params } = ruleNamed(text);
    return targets.map((target): StoppingRow => {
      const stopped = playRule(rule, order, screened, { target, params, rng: rngOf(seed) });
      return { review, ranker, priors, seed, rule: text, target, ...stopped };
    });
  });
};
