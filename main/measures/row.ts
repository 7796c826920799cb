// How good was one run? A row of runs.csv.
import { averageTimeShare } from './atd.ts';
import { averagePrecision } from './average-precision.ts';
import { lastRelevant } from './last-relevant.ts';
import { loss } from './loss.ts';
import { ndcg } from './ndcg.ts';
import { recall } from './recall.ts';
import { wss } from './wss.ts';

/** What was run: the first columns. Static rankers have priors `none` and seed 0. */
export interface RunIdentity {
  readonly review: string;
  readonly ranker: string;
  readonly priors: string;
  readonly seed: number;
  readonly labels: string;
}

/** The measures of a run; all but n and included undefined where nothing is relevant (loss also where all are). */
export interface RunMeasures {
  /** Records and relevant ones, priors left out. */
  readonly n: number;
  readonly included: number;
  readonly ap?: number;
  readonly wss95?: number;
  readonly wss100?: number;
  readonly recall10?: number;
  readonly recall20?: number;
  /** Records. */
  readonly last_rel?: number;
  readonly loss?: number;
  readonly ndcg?: number;
  /** Share of n. */
  readonly atd?: number;
}

export interface RunRow extends RunIdentity, RunMeasures {
  readonly seconds: number;
}

/** The header of runs.csv, in order. */
export const runColumns = [
  'review',
  'ranker',
  'priors',
  'seed',
  'labels',
  'n',
  'included',
  'ap',
  'wss95',
  'wss100',
  'recall10',
  'recall20',
  'last_rel',
  'loss',
  'ndcg',
  'atd',
  'seconds',
] as const satisfies readonly (keyof RunRow)[];

/**
 * The same run without its priors: they leave N and R (as `priors=False` in asreview-insights), the rest closes up.
 *
 * @param order positions; may hold the priors or not
 * @param gold 1/0 per position, length N
 * @param priors positions given beforehand
 */
export const withoutPriors = (order: Uint32Array, gold: Uint8Array, priors: Uint32Array): { order: Uint32Array; gold: Uint8Array } => {
  const prior = new Uint8Array(gold.length);
  for (const at of priors) prior[at] = 1;
  const moved = new Uint32Array(gold.length);
  let next = 0;
  for (let at = 0; at < gold.length; at++) if (prior[at] === 0) moved[at] = next++;
  return {
    order: order.filter((at) => prior[at] === 0).map((at) => moved[at]!),
    gold: gold.filter((_, at) => prior[at] === 0),
  };
};

/** All measures of runs.csv of one order; see {@link withoutPriors} for the arguments. */
export const runMeasures = (order: Uint32Array, gold: Uint8Array, priors: Uint32Array = new Uint32Array(0)): RunMeasures => {
  const rest = withoutPriors(order, gold, priors);
  return {
    n: rest.gold.length,
    included: rest.gold.reduce((sum, one) => sum + one, 0),
    ap: averagePrecision.of(rest.order, rest.gold, 1),
    wss95: wss.of(rest.order, rest.gold, 0.95),
    wss100: wss.of(rest.order, rest.gold, 1),
    recall10: recall.of(rest.order, rest.gold, 0.1),
    recall20: recall.of(rest.order, rest.gold, 0.2),
    last_rel: lastRelevant.of(rest.order, rest.gold, 1),
    loss: loss.of(rest.order, rest.gold, 1),
    ndcg: ndcg.of(rest.order, rest.gold, 1),
    atd: averageTimeShare.of(rest.order, rest.gold, 1),
  };
};

/** A whole row; `seconds` is the time the run took, in s. */
export const runRow = (
  about: RunIdentity & { readonly seconds: number },
  order: Uint32Array,
  gold: Uint8Array,
  priors: Uint32Array = new Uint32Array(0),
): RunRow => ({ ...about, ...runMeasures(order, gold, priors) });
