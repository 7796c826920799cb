// What would other rankers have done with these labels? Runs, their means, their curves.
import type { Step } from '../../../shared/work.ts';
import type { SimulationRow } from '../../../shared/contract.ts';
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

/** Means over the runs of each ranker, in the order they came. */
export const means = (rows: readonly SimulationRow[]): readonly Mean[] =>
  [...new Set(rows.map((row) => row.ranker))].map((ranker) => {
    const own = rows.filter((row) => row.ranker === ranker);
    const mean = (name: string) => {
      const known = own.map((row) => row.measures[name]).filter((value) => value !== undefined && Number.isFinite(value)) as number[];
      return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
    };
    return { ranker, runs: own.length, values: measures.map(mean) };
  });

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
      labelAt: 0.5 + 0.12 * Math.floor(rankers.indexOf(ranker) / 2),
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

export class SimulateState {
  chosen = $state.raw<readonly string[]>(['winnow', 'bm25']);
  priors = $state<'none' | '1+1'>('none');
  seeds = $state(3);
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
  /** Labels of this review that a simulation can learn from and be judged by. */
  get labels(): { readonly include: number; readonly exclude: number } {
    const counts = this.#review.summary?.counts;
    if (counts === undefined) return { include: 0, exclude: 0 };
    return { include: counts.include + counts.prior.include, exclude: counts.exclude + counts.prior.exclude };
  }
  get possible(): boolean {
    return this.labels.include >= 2 && this.labels.exclude >= 2 && this.chosen.length > 0;
  }

  toggle(ranker: string): void {
    this.chosen = this.chosen.includes(ranker)
      ? this.chosen.filter((one) => one !== ranker)
      : this.rankers.filter((one) => one === ranker || this.chosen.includes(one));
  }

  async run(): Promise<void> {
    this.rows = [];
    const input = { review: this.#review.id, rankers: [...this.chosen], priors: this.priors, seeds: this.seeds };
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
