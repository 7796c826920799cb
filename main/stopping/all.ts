// Which stopping rules are there? One line each.
import { Failure } from '../../shared/failures.ts';
import { complaint } from '../../shared/shape.ts';
import { autostop } from './autostop/index.ts';
import { batchPrecision } from './batch-precision/index.ts';
import { budget } from './budget/index.ts';
import { buscar } from './buscar/index.ts';
import { consecutive } from './consecutive/index.ts';
import { ipp } from './ipp/index.ts';
import { knee } from './knee/index.ts';
import { lateEvidence } from './late-evidence/index.ts';
import { qbcb } from './qbcb/index.ts';
import { quant } from './quant/index.ts';
import type { Judgement, Screened, StoppingRule } from './rule.ts';
import { rule2399 } from './rule-2399/index.ts';
import { sCal } from './s-cal/index.ts';
import { safe } from './safe/index.ts';
import { salTau } from './sal-tau/index.ts';
import { swift } from './swift/index.ts';
import { targetRule } from './target/index.ts';

/** A rule whose params are read and used in one step, so that rules of different params stand in one list. */
export interface AnyRule extends Pick<StoppingRule<unknown>, 'name' | 'kind' | 'assumes' | 'formula' | 'sample'> {
  /** @param params as from outside; {} for the usual ones. Throws what the shape throws. */
  judge(log: Screened, target: number, params: unknown): Judgement;
}
const any = <P>(rule: StoppingRule<P>): AnyRule => ({
  name: rule.name,
  kind: rule.kind,
  assumes: rule.assumes,
  formula: rule.formula,
  sample: rule.sample,
  judge: (log, target, params) => rule.judge(log, target, rule.params.parse(params)),
});

/** The default first, then evidence, then habits. */
export const stoppingRules: readonly AnyRule[] = [
  any(lateEvidence),
  any(buscar),
  any(qbcb),
  any(targetRule),
  any(ipp),
  any(swift),
  any(quant),
  any(salTau),
  any(autostop),
  any(knee),
  any(budget),
  any(consecutive),
  any(batchPrecision),
  any(sCal),
  any(safe),
  any(rule2399),
];

/** The rule that the page and `simulate --stop` use if none is named. */
export const defaultRule = lateEvidence.name;

/**
 * A rule as the command names it: `buscar`, `consecutive:run=200`, `buscar:alpha=.1`.
 * @throws Failure 'rule.unknown', 'rule.params'
 */
export const ruleNamed = (text: string): { readonly name: string; readonly rule: AnyRule; readonly params: Readonly<Record<string, unknown>> } => {
  const [name = '', given] = text.split(/:(.*)/s);
  const rule = stoppingRules.find((one) => one.name === name);
  if (rule === undefined) throw new Failure('rule.unknown', { rule: name, known: stoppingRules.map((one) => one.name).join(', ') });
  const params: Record<string, unknown> = Object.fromEntries(
    (given ?? '')
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [key = '', value = ''] = pair.split('=');
        return [key.trim(), value === 'true' ? true : value === 'false' ? false : Number(value)];
      }),
  );
  try {
    rule.judge({ relevant: new Uint8Array(0), audit: new Uint8Array(0), left: 0 }, 1, params);
  } catch (error) {
    throw new Failure('rule.params', { rule: name, what: complaint(error) });
  }
  return { name: text, rule, params };
};
