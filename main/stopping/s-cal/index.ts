// Stop by a total estimated from growing batches of which only a part is labelled (Cormack & Grossman 2016: S-CAL).
import * as v from 'valibot';
import { shape } from '../../../shared/shape.ts';
import { foundIn } from '../found.ts';
import type { StoppingRule } from '../rule.ts';

interface Params {
  /** Share of all records that the batches cover. */
  readonly sample: number;
  /** Most labelled of a batch. */
  readonly labelled: number;
}

/**
 * Runs the batches over labels in order: of a batch of B the first min(B, 30) labels stand for all, R̂ += hits·B/b, B += ⌈B/10⌉.
 * @returns the running estimate after each whole batch, and whether the batches cover the sample
 */
export const batches = (relevant: Uint8Array, all: number, { sample, labelled }: Params): { estimates: readonly number[]; whole: boolean } => {
  const estimates: number[] = [];
  let covered = 0;
  let at = 0;
  let total = 0;
  for (let batch = 1; covered < sample * all; batch += Math.ceil(batch / 10)) {
    const size = Math.min(batch, Math.ceil(sample * all) - covered);
    const asked = Math.min(size, labelled);
    if (at + asked > relevant.length) return { estimates, whole: false };
    let hits = 0;
    for (const end = at + asked; at < end; at++) hits += relevant[at]!;
    total += (hits * size) / asked;
    covered += size;
    estimates.push(total);
  }
  return { estimates, whole: true };
};

/** The first batch (from 0) with R̂_t ≥ τ·1.05·R̂, of a finished run: from its ranker on, everything is cut. Undefined where none was found. */
export const cutBatch = (estimates: readonly number[], target: number): number | undefined => {
  const limit = target * 1.05 * (estimates.at(-1) ?? 0);
  const at = limit === 0 ? -1 : estimates.findIndex((estimate) => estimate >= limit);
  return at < 0 ? undefined : at;
};

export const sCal: StoppingRule<Params> = {
  name: 's-cal',
  kind: 'heuristic',
  assumes: 'Of each batch a random part was labelled, and the set was sampled to 80%.',
  formula: 'R̂ = 1.05·Σ hits·B/b over batches B, b = min(B, 30), until .8·N is covered; stop when τ·R̂ are found',
  params: shape(
    v.strictObject({
      sample: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.8),
      labelled: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 30),
    }),
  ),
  judge(log, target, params) {
    const found = foundIn(log);
    const { estimates, whole } = batches(log.relevant, found.all, params);
    const total = 1.05 * (estimates.at(-1) ?? 0);
    const missing = Math.min(found.left, Math.max(0, Math.round(total - found.r)));
    return { stop: whole && found.r >= target * total, remaining: [0, missing, found.left], figure: found.r, limit: target * total };
  },
};
