// How far do ranks move when wording changes and meaning does not? Per ranker, perturbation and review.
import type { Signal } from '../../../shared/work.ts';
import { Failure } from '../../../shared/failures.ts';
import type { LabelledSet } from '../../screening/labelled.ts';
import { rngOf } from '../../screening/rng.ts';
import type { Evidence } from '../batch/evidence.ts';
import { rankRecords } from '../batch/rank.ts';
import { rankerNamed } from '../rank/choose.ts';
import { movedBy, type Moved } from './moved.ts';
import { perturbations, type Wording } from './perturb.ts';

export interface RobustnessRow extends Moved {
  readonly review: string;
  readonly ranker: string;
  readonly perturbation: string;
  readonly n: number;
}

export interface RobustnessOptions {
  readonly rankers: readonly string[];
  readonly seed: number;
  /** What the network says of this wording; undefined: words only. */
  readonly evidence: (wording: Wording) => Promise<Evidence | undefined>;
  readonly signal: Signal;
  readonly row: (row: RobustnessRow) => void;
}

/** A learner is shown so many of each label beforehand, the same before and after. */
const shown = 5;

/** @throws Failure ranker.unknown, call.cancelled */
export const robustnessOf = async (set: LabelledSet, { rankers, seed, evidence, signal, row }: RobustnessOptions): Promise<void> => {
  const relevant = new Set(set.citations.filter((_one, at) => set.gold[at] === 1).map(({ id }) => id));
  const labels = drawn(set.gold, seed);
  const rank = async (wording: Wording) => {
    const said = await evidence(wording);
    const orders = new Map<string, readonly string[]>();
    for (const ranker of rankers) {
      const given = rankerNamed(ranker).learns ? labels : {};
      const { citations, protocol } = wording;
      const rows = await rankRecords(citations, { protocol, ranker, seed, ...given, evidence: said, signal, step: () => undefined });
      orders.set(
        ranker,
        rows.map(({ id }) => id),
      );
    }
    return orders;
  };
  const before = await rank(set);
  for (const [at, { name, change }] of perturbations.entries()) {
    if (signal.aborted) throw new Failure('call.cancelled');
    const after = await rank(change(set, rngOf(seed + at)));
    for (const ranker of rankers) {
      const [was, is] = [before.get(ranker)!, after.get(ranker)!];
      row({ review: set.name, ranker, perturbation: name, n: was.length, ...movedBy(was, is, (id) => relevant.has(id)) });
    }
  }
};

/** Half of the relevant at most, so that some are left to be found. */
const drawn = (gold: Uint8Array, seed: number): { labelled: Uint32Array; relevant: Uint8Array } => {
  const rng = rngOf(seed);
  const labelled = [1, 0].flatMap((label) => {
    const of = [...gold.keys()].filter((at) => gold[at] === label);
    const count = Math.min(shown, Math.floor(of.length / 2));
    return Array.from({ length: count }, () => of.splice(Math.floor(rng() * of.length), 1)[0]!);
  });
  return { labelled: Uint32Array.from(labelled), relevant: Uint8Array.from(labelled, (at) => gold[at]!) };
};

export interface RobustnessSummary extends Moved {
  readonly ranker: string;
  readonly perturbation: string;
  readonly reviews: number;
  /** Standard deviation of the shift over reviews. */
  readonly shiftSd: number;
}

/** Means over reviews; `worst` is the largest. */
export const summariseRobustness = (rows: readonly RobustnessRow[]): RobustnessSummary[] => {
  const groups = new Map<string, RobustnessRow[]>();
  for (const one of rows) groups.set(`${one.ranker}\t${one.perturbation}`, [...(groups.get(`${one.ranker}\t${one.perturbation}`) ?? []), one]);
  return [...groups.values()].map((group) => {
    const mean = (name: keyof Moved) => group.reduce((sum, one) => sum + one[name], 0) / group.length;
    const shift = mean('shift');
    return {
      ranker: group[0]!.ranker,
      perturbation: group[0]!.perturbation,
      reviews: group.length,
      shift,
      shiftSd: Math.sqrt(group.reduce((sum, one) => sum + (one.shift - shift) ** 2, 0) / group.length),
      overlap: mean('overlap'),
      tau: mean('tau'),
      ap: mean('ap'),
      wss95: mean('wss95'),
      worst: Math.max(...group.map(({ worst }) => worst)),
    };
  });
};
