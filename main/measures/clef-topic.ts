// What are the CLEF TAR measures of one topic? (tar_eval_2018, task 1: fixed pool of 5,000; task 2: whole sets.)
import { foundWithin } from './places.ts';
import { halfEven, threeDigits } from './rounding.ts';

/** One record shown: its judgement (repeated ones and those ≥ 3 are left out beforehand) and whether the run is cut after it. */
export interface Shown {
  readonly judgement: number;
  readonly cut: boolean;
}

/** How a figure goes into the line of all topics: their sum or their mean; `share`: mean of counts over mean of R. */
type Fold = 'sum' | 'mean' | 'share';
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly fold: Fold;
  /** For `share`: the count itself. */
  readonly count?: number;
  /** Printed without decimals in a topic's own lines. */
  readonly whole?: boolean;
  /** `fine`: printed to three digits, `coarse`: to none; else to three below 1 and to none from 1 on. */
  readonly print?: 'fine' | 'coarse';
}

const levels = [50, 100, 200, 300, 400, 500, 1000, 2000, 3000, 4000, 5000];

/**
 * @param shown in the order of the file
 * @param n size of the set: judged records without those judged −1 or > 2 (task 1: 5,000 less those)
 * @param relevant records judged 1 or 2, > 0
 */
export const topicFigures = (shown: readonly Shown[], n: number, relevant: number, task: 1 | 2): readonly Figure[] => {
  const found: number[] = [];
  shown.forEach(({ judgement }, at) => {
    if (judgement === 1 || judgement === 2) found.push(at + 1);
  });
  const firstCut = shown.findIndex(({ cut }) => cut) + 1;
  const lastCut = shown.findLastIndex(({ cut }) => cut) + 1;
  const seen = firstCut === 0 ? shown.length : firstCut;
  const threshold = lastCut === 0 ? n : lastCut;
  // More shown than the set holds (judged −1, or in no qrels): the set grows.
  const grown = Math.max(n, shown.length);

  const counts = countFigures(found, { shown: shown.length, grown, relevant, threshold });
  const cost: Figure = { name: 'total_cost', value: totalCost(shown, seen, relevant), fold: 'mean' };
  const area: Figure = { name: 'norm_area', value: normArea(found, grown, relevant), fold: 'mean' };
  const ap: Figure = { name: 'ap', value: found.reduce((sum, place, at) => sum + (at + 1) / place, 0) / relevant, fold: 'mean' };
  if (task === 1) return [...counts, cost, area, ap, ...levelFigures(found, seen, relevant)];
  const gains = gainFigures(found, { shown: shown.length, n, relevant, threshold, cut: lastCut });
  return [...counts, ...gains, cost, area, ap, ...lossFigures(found, { seen, n, relevant })];
};

const countFigures = (found: readonly number[], at: { shown: number; grown: number; relevant: number; threshold: number }): readonly Figure[] => {
  const enough = halfEven(at.relevant * 0.95);
  const last = found.at(-1) ?? 0;
  const last95 = found[Math.min(enough, found.length) - 1] ?? 0;
  return [
    { name: 'num_shown', value: at.shown, fold: 'sum', whole: true },
    { name: 'rels_found', value: found.length, fold: 'sum', whole: true },
    { name: 'num_rels', value: at.relevant, fold: 'sum', whole: true },
    { name: 'last_rel', value: last, fold: 'mean', whole: true },
    { name: 'norm_last_rel', value: threeDigits(last / at.grown), fold: 'mean' },
    { name: 'threshold', value: at.threshold, fold: 'mean', whole: true },
    { name: 'norm_threshold', value: threeDigits(at.threshold / at.grown), fold: 'mean' },
    ...(found.length < at.relevant
      ? [{ name: 'wss_100', value: 0, fold: 'mean', whole: true } as const]
      : [{ name: 'wss_100', value: (at.grown - last) / at.grown, fold: 'mean' } as const]),
    ...(found.length < enough
      ? [{ name: 'wss_95', value: 0, fold: 'mean', whole: true } as const]
      : [{ name: 'wss_95', value: (at.grown - last95) / at.grown - 0.05, fold: 'mean' } as const]),
  ];
};

/** recall@p% is what was found at rank round(pN/100), N ungrown; a run that ends earlier keeps its last reached percentile. */
const gainFigures = (
  found: readonly number[],
  at: { shown: number; n: number; relevant: number; threshold: number; cut: number },
): readonly Figure[] => {
  const toCut = at.threshold === at.n ? found.length : at.cut === 0 ? 0 : foundWithin(found, at.cut);
  const figures: Figure[] = [
    { name: 'cg_total', value: found.length, fold: 'mean', print: 'coarse' },
    { name: 'cg_max', value: at.relevant, fold: 'mean', print: 'coarse' },
    { name: 'cg_threshold', value: toCut, fold: 'mean', print: 'coarse' },
    { name: 'recall_threshold', value: toCut / at.relevant, fold: 'mean', print: 'fine' },
    { name: 'threshold', value: at.threshold, fold: 'mean', whole: true, print: 'coarse' },
  ];
  let reached = 0;
  for (let percent = 1; percent <= 100; percent++) {
    const rank = halfEven((at.n * percent) / 100);
    if (rank >= 1 && rank <= at.shown) reached = foundWithin(found, rank);
    figures.push({ name: `recall@${String(percent)}%`, value: reached / at.relevant, count: reached, fold: 'share', print: 'fine' });
  }
  return figures;
};

/** Task 1: recall at fixed ranks; a run that ends earlier is taken to show nothing relevant after. */
const levelFigures = (found: readonly number[], seen: number, relevant: number): readonly Figure[] => [
  { name: 'recall_total', value: found.length, fold: 'mean', print: 'coarse' },
  { name: 'recall_max', value: relevant, fold: 'mean', print: 'coarse' },
  { name: 'recall_at_threshold', value: foundWithin(found, seen) / relevant, count: foundWithin(found, seen), fold: 'share', print: 'fine' },
  { name: 'recall_threshold', value: seen, fold: 'mean', whole: true, print: 'fine' },
  ...levels.map((level): Figure => {
    const count = foundWithin(found, level);
    return { name: `recall@${String(level)}`, value: count / relevant, count, fold: 'share', print: 'fine' };
  }),
];

/** Seen irrelevant +1, seen relevant −19; relevant after the cut +20, and each relevant one not seen +20 again at the end. */
const totalCost = (shown: readonly Shown[], seen: number, relevant: number): number => {
  let sum = 0;
  let found = 0;
  shown.forEach(({ judgement }, at) => {
    if (at < seen) sum += judgement > 0 ? -19 : 1;
    else if (judgement > 0) sum += 20;
    if (at < seen && judgement > 0) found++;
  });
  return sum + 20 * (relevant - found);
};

/** Rounded to three digits for each topic, as the script does, before any mean. */
const normArea = (found: readonly number[], grown: number, relevant: number): number => {
  const area = found.reduce((sum, place) => sum + (grown - place) + 0.5, 0);
  return threeDigits(area / (relevant * grown - (relevant * relevant) / 2));
};

/** loss_r = (1 − recall)², loss_e = (100/N)²·(seen/(R+100))², of what was seen up to the cut. */
const lossFigures = (found: readonly number[], at: { seen: number; n: number; relevant: number }): readonly Figure[] => {
  const reached = foundWithin(found, at.seen) / at.relevant;
  const recall = (1 - reached) ** 2;
  const effort = (100 / Math.max(at.n, at.seen)) ** 2 * (at.seen / (at.relevant + 100)) ** 2;
  return [
    { name: 'r', value: reached, fold: 'mean' },
    { name: 'loss_e', value: effort, fold: 'mean' },
    { name: 'loss_r', value: recall, fold: 'mean' },
    { name: 'loss_er', value: recall + effort, fold: 'mean' },
  ];
};
