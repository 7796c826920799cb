// Stop by the steps of the SAFE procedure (Boetje & van de Schoot 2024), as far as a log can show them.
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { estimateRemaining } from '../estimate.ts';
import { foundIn, sinceLast } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  readonly run: number;
  /** Have all key papers named beforehand been found? */
  readonly keyFound: boolean;
}

export const safe: StoppingRule<Params> = {
  name: 'safe',
  kind: 'heuristic',
  assumes: 'A procedure, not an estimate: after these steps another model looks at what is left, then the quality of the exclusions is checked.',
  formula: 'random 1% first; then n ≥ 10% of N, n ≥ 2× the relevant estimated from it, key papers found, 50 irrelevant in a row',
  params: shape(
    v.strictObject({
      run: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 50),
      keyFound: v.optional(v.boolean(), true),
    }),
  ),
  sample: { kind: 'records', share: 0.01 },
  judge(log, _target, { run, keyFound }) {
    const found = foundIn(log);
    let sampled = 0;
    let hits = 0;
    for (let at = 0; at < found.n; at++) {
      sampled += log.audit[at]!;
      hits += log.audit[at]! & log.relevant[at]!;
    }
    const enoughSampled = sampled >= Math.ceil(0.01 * found.all);
    const estimated = sampled === 0 ? 0 : (hits / sampled) * found.all;
    const figure = sinceLast(found);
    const stop = enoughSampled && found.n >= 0.1 * found.all && found.n >= 2 * estimated && keyFound && figure >= run;
    return { stop, remaining: estimateRemaining(found), figure, limit: run };
  },
};
