// What would other rankers have done with these labels? Runs, their means, their curves.
import type { Step } from '../../../shared/work.ts';
import type { Counts, LibraryEntry, SimulationRow } from '../../../shared/contract.ts';
import type { App } from '../../client/app.svelte.ts';
import { Running } from '../../client/running.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';
import type { Series } from '../../parts/chart/series.ts';

/** Offered until the engine says which it has. */
const usual = ['winnow', 'elas-u4', 'bm25', 'qlm-jm', 'elas-u3', 'autotar'];
const looks = ['main', 'second', 'third'] as const;
export const measures = ['ap', 'wss95', 'recall10', 'recall20', 'last_rel', 'atd'] as const;

export interface Mean {
  readonly ranker: string;
  readonly runs: number;
  readonly values: readonly (number | undefined)[];
}

const average = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Runs within a review first, then reviews, each weighing the same. */
const overReviews = (rows: readonly SimulationRow[], value: (row: SimulationRow) => number | undefined): number | undefined =>
  average(
    [...new Set(rows.map((row) => row.review))].flatMap((review) => {
      const known = rows.filter((row) => row.review === review).map(value);
      return average(known.filter((one) => one !== undefined && Number.isFinite(one)) as number[]) ?? [];
    }),
  );

/** Means over the runs of each ranker, in the order they came. */
export const means = (rows: readonly SimulationRow[]): readonly Mean[] =>
  [...new Set(rows.map((row) => row.ranker))].map((ranker) => {
    const own = rows.filter((row) => row.ranker === ranker);
    return { ranker, runs: own.length, values: measures.map((name) => overReviews(own, (row) => row.measures[name])) };
  });

export interface StopMean {
  readonly rule: string;
  readonly ranker: string;
  readonly runs: number;
  /** Shares: of runs that reached the target, recall, read of all, the least that would have done. */
  readonly reached: number;
  readonly recall: number;
  readonly read: number;
  readonly oracle: number;
}

/** Where each rule would have stopped each ranker's runs, in the mean. */
export const stopMeans = (rows: readonly SimulationRow[]): readonly StopMean[] => {
  const rules = [...new Set(rows.flatMap((row) => row.stops.map(({ rule }) => rule)))];
  const rankers = [...new Set(rows.map((row) => row.ranker))];
  return rules.flatMap((rule) =>
    rankers.flatMap((ranker): StopMean[] => {
      const own = rows.filter((row) => row.ranker === ranker && row.stops.some((stop) => stop.rule === rule));
      if (own.length === 0) return [];
      const mean = (value: (stop: SimulationRow['stops'][number]) => number) =>
        overReviews(own, (row) => value(row.stops.find((stop) => stop.rule === rule)!)) ?? 0;
      return [
        {
          rule,
          ranker,
          runs: own.length,
          reached: mean(({ reached }) => Number(reached)),
          recall: mean(({ recall }) => recall),
          read: mean(({ screened, all }) => screened / all),
          oracle: mean(({ oracle, all }) => oracle / all),
        },
      ];
    }),
  );
};

/** The mean curves as a table: share read, then the recall of each ranker. */
export const curveTable = (rows: readonly SimulationRow[], steps = 20): { rankers: readonly string[]; rows: readonly (readonly number[])[] } => {
  const strong = lines(rows, steps).filter((one) => one.faint !== true);
  const at = Array.from({ length: steps + 1 }, (_, i) => [i / steps, ...strong.map((one) => one.points[i]?.y ?? 0)]);
  return { rankers: strong.map(({ label }) => label), rows: at };
};

/** Every run faint, the mean of each ranker on top with its name; the first three rankers have a colour each. */
export const lines = (rows: readonly SimulationRow[], steps = 100): readonly Series[] => {
  const rankers = [...new Set(rows.map((row) => row.ranker))];
  const lookOf = (ranker: string) => looks[rankers.indexOf(ranker)] ?? 'reference';
  const points = (row: SimulationRow) => [{ x: 0, y: 0 }, ...row.curve.map((p) => ({ x: p.read, y: p.recall }))];
  const faint: Series[] = rows.map((row) => ({ label: '', look: lookOf(row.ranker), points: points(row), faint: true }));
  // Of each two lines the upper one has its name above, the lower one below.
  const height = (ranker: string) => rows.filter((row) => row.ranker === ranker).reduce((sum, row) => sum + valueAt(points(row), 0.5), 0);
  const lower = (ranker: string) => rankers.some((other) => height(other) > height(ranker));
  const strong: Series[] = rankers.map((ranker) => {
    const runs = rows.filter((row) => row.ranker === ranker).map(points);
    const at = (x: number) => runs.reduce((sum, run) => sum + valueAt(run, x), 0) / runs.length;
    return {
      label: ranker,
      look: lookOf(ranker),
      points: Array.from({ length: steps + 1 }, (_, i) => ({ x: i / steps, y: at(i / steps) })),
      labelAt: 0.4 + 0.14 * (rankers.indexOf(ranker) % 5), // each at a place of its own, so that lines that run together have names apart
      below: lower(ranker),
    };
  });
  return [...faint, ...strong];
};

/** The height at x of a line through the points, as it is drawn; level after the last. */
const valueAt = (points: readonly { readonly x: number; readonly y: number }[], x: number): number => {
  const after = points.findIndex((point) => point.x >= x - 1e-9);
  const right = points[after];
  const left = points[after - 1];
  if (right === undefined) return points.at(-1)?.y ?? 0;
  if (left === undefined || right.x === left.x) return right.y;
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
};

/** Rules offered when the engine has not said which it has. */
const usualRules = ['late-evidence', 'buscar', 'ipp', 'consecutive'];

export class SimulateState {
  chosen = $state.raw<readonly string[]>(['winnow', 'bm25']);
  priors = $state<'none' | '1+1'>('none');
  seeds = $state(3);
  rules = $state.raw<readonly string[]>([]);
  target = $state(0.95);
  /** Other reviews of this machine that have labels, and which of them are run as well. */
  others = $state.raw<readonly LibraryEntry[]>([]);
  also = $state.raw<readonly string[]>([]);
  rows = $state.raw<readonly SimulationRow[]>([]);
  readonly running = new Running<Step & { row?: SimulationRow }>();
  readonly #app: App;
  readonly #review: OpenReview;

  constructor(app: App, review: OpenReview) {
    this.#app = app;
    this.#review = review;
  }

  get rankers(): readonly string[] {
    return this.#app.info?.rankers ?? usual;
  }
  get ruleNames(): readonly string[] {
    return this.#app.info?.rules ?? usualRules;
  }
  /** Labels of this review that a simulation can learn from and be judged by. */
  get labels(): { readonly include: number; readonly exclude: number } {
    const counts = this.#review.summary?.counts;
    return counts === undefined ? { include: 0, exclude: 0 } : labelsOf(counts);
  }
  get possible(): boolean {
    return this.labels.include >= 2 && this.labels.exclude >= 2 && this.chosen.length > 0;
  }

  async look(): Promise<void> {
    const list = await this.#review.wire.ask('library.list', {}).catch(() => []);
    this.others = list.filter(({ review, state, counts }) => {
      const { include, exclude } = labelsOf(counts);
      return review !== this.#review.id && state === 'ready' && include >= 2 && exclude >= 2;
    });
  }

  toggle(ranker: string): void {
    this.chosen = toggled(this.rankers, this.chosen, ranker);
  }
  toggleRule(rule: string): void {
    this.rules = toggled(this.ruleNames, this.rules, rule);
  }
  toggleReview(review: string): void {
    this.also = toggled(
      this.others.map((one) => one.review),
      this.also,
      review,
    );
  }

  /** Rows come as they are done, in the end in their own order. What was cancelled goes on where it was. */
  async run(): Promise<void> {
    this.rows = [];
    const { chosen, priors, seeds, rules, target, also } = this;
    const input = { review: this.#review.id, rankers: [...chosen], priors, seeds, rules: [...rules], target, also: [...also] };
    const rows = await this.running.run((signal, step) =>
      this.#review.wire.ask('simulate.run', input, {
        signal,
        step: (now) => {
          if (now.row !== undefined) this.rows = [...this.rows, now.row];
          step(now);
        },
      }),
    );
    if (rows !== undefined) this.rows = rows;
  }
}

export const labelsOf = ({ include, exclude, prior }: Counts): { readonly include: number; readonly exclude: number } => ({
  include: include + prior.include,
  exclude: exclude + prior.exclude,
});

/** In the order of all. */
const toggled = (all: readonly string[], chosen: readonly string[], one: string): readonly string[] =>
  chosen.includes(one) ? chosen.filter((other) => other !== one) : all.filter((other) => other === one || chosen.includes(other));
