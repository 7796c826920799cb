// Is one ranker better than another over many reviews, or is it chance?
import type { Rng } from '../../shared/work.ts';

export interface SignedRank {
  /** Pairs that differ. */
  readonly n: number;
  /** Rank sums of the positive and of the negative differences. */
  readonly plus: number;
  readonly minus: number;
  /** Two-sided; 1 where nothing differs. */
  readonly p: number;
}

/** Above this many pairs the exact distribution gives way to the normal one with tie and continuity correction. */
const exactUpTo = 300;

/** Wilcoxon's signed-rank test of paired differences: zeros leave, ties share their mean rank, the distribution is exact given the ties. */
export const wilcoxon = (differences: readonly number[]): SignedRank => {
  const moved = differences.filter((difference) => difference !== 0);
  const n = moved.length;
  const { doubled, ties } = doubledRanks(moved.map(Math.abs));
  let plus = 0;
  moved.forEach((difference, at) => {
    if (difference > 0) plus += doubled[at]! / 2;
  });
  const minus = (n * (n + 1)) / 2 - plus;
  if (n === 0) return { n, plus, minus, p: 1 };
  const least = Math.min(plus, minus);
  return { n, plus, minus, p: n <= exactUpTo ? exact(doubled, 2 * least) : normal(n, least, ties) };
};

/** Mean ranks, doubled so that halves are whole; Σ(t³ − t) over groups of ties. */
const doubledRanks = (sizes: readonly number[]): { doubled: number[]; ties: number } => {
  const order = sizes.map((_, at) => at).sort((a, b) => sizes[a]! - sizes[b]! || a - b);
  const doubled = sizes.map(() => 0);
  let ties = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && sizes[order[to + 1]!] === sizes[order[from]!]) to++;
    for (let at = from; at <= to; at++) doubled[order[at]!] = from + to + 2;
    const tied = to - from + 1;
    ties += tied ** 3 - tied;
    from = to + 1;
  }
  return { doubled, ties };
};

/** 2·P(sum ≤ least) with every sign equally likely, by convolution over the ranks that occurred. */
const exact = (doubled: readonly number[], least: number): number => {
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const chance = new Float64Array(total + 1);
  chance[0] = 1;
  let reach = 0;
  for (const rank of doubled) {
    reach += rank;
    for (let sum = reach; sum >= 0; sum--) chance[sum] = (chance[sum]! + (sum >= rank ? chance[sum - rank]! : 0)) / 2;
  }
  let below = 0;
  for (let sum = 0; sum <= least; sum++) below += chance[sum]!;
  return Math.min(1, 2 * below);
};

const normal = (n: number, least: number, ties: number): number => {
  const mean = (n * (n + 1)) / 4;
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48);
  return Math.min(1, 2 * lowerTail((least + 0.5 - mean) / deviation));
};

/** Φ(z), |error| < 1e-7 (Abramowitz & Stegun 26.2.17). */
const lowerTail = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z <= 0 ? upper : 1 - upper;
};

export interface Wins {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/** How often is the difference above, within, below ±`margin` (0: exact ties only)? */
export const wins = (differences: readonly number[], margin = 0): Wins => ({
  wins: differences.filter((difference) => difference > margin).length,
  ties: differences.filter((difference) => Math.abs(difference) <= margin).length,
  losses: differences.filter((difference) => difference < -margin).length,
});

export interface Interval {
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

/**
 * Bootstrap percentile interval of a mean, drawing whole reviews with replacement.
 * Undefined without values.
 */
export const bootstrap = (values: readonly number[], rng: Rng, asked: { draws?: number; level?: number } = {}): Interval | undefined => {
  const { draws = 10_000, level = 0.95 } = asked;
  const n = values.length;
  if (n === 0) return undefined;
  const means = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let at = 0; at < n; at++) sum += values[Math.floor(rng() * n)]!;
    means[draw] = sum / n;
  }
  means.sort();
  const at = (share: number) => means[Math.min(draws - 1, Math.max(0, Math.floor(share * draws)))]!;
  return { low: at((1 - level) / 2), mean: values.reduce((sum, value) => sum + value, 0) / n, high: at(1 - (1 - level) / 2) };
};
