// What was found, by how much reading, and what may still be there?
import type { Progress } from '../../../shared/contract.ts';
import type { Series } from '../../parts/chart/series.ts';
import { Running } from '../../client/running.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';

export class ProgressState {
  progress = $state.raw<Progress>();
  readonly fetching = new Running();
  readonly #review: OpenReview;

  constructor(review: OpenReview) {
    this.#review = review;
  }

  async fetch(): Promise<void> {
    const progress = await this.fetching.run((signal) => this.#review.wire.ask('progress.get', { review: this.#review.id }, { signal }));
    if (progress !== undefined) this.progress = progress;
  }
}

export interface Drawn {
  readonly series: readonly Series[];
  readonly band: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly xTop: number;
  readonly yTop: number;
}

/** The recall curve as lines: found, expected with its band, and what reading in the order of the file would give. */
export const drawn = ({ curve, counts, left }: Progress, says: { expected: string; file: string }): Drawn => {
  const found = [{ x: 0, y: 0 }, ...curve.points.map((p) => ({ x: p.read, y: p.found }))];
  const expected = curve.expected.map((p) => ({ x: p.read, y: p.mid }));
  const total = expected.at(-1)?.y ?? (left === undefined ? undefined : counts.include + left.mid);
  const high = Math.max(found.at(-1)?.y ?? 0, ...curve.expected.map((p) => p.high));
  const series: Series[] = [{ label: '', look: 'main', points: found }];
  if (expected.length > 1) series.push({ label: says.expected, look: 'main', points: expected, dashed: true, labelAt: 0.72 });
  if (total !== undefined && total > 0 && counts.all > 0)
    series.push({ label: says.file, look: 'reference', points: [0, 0.25, 0.5, 0.62, 1].map((share) => ({ x: share * counts.all, y: share * total })), labelAt: 0.5, below: true }); // prettier-ignore
  return {
    series,
    band: curve.expected.map((p) => ({ x: p.read, low: p.low, high: p.high })),
    xTop: Math.max(1, counts.all),
    yTop: Math.max(5, Math.ceil(high * 1.06)),
  };
};

/** The curve as rows for the table: at most about sixty, always with the last. */
export const curveRows = ({ curve }: Progress): readonly (readonly [number, number])[] => {
  const every = Math.max(1, Math.ceil(curve.points.length / 60));
  return curve.points.filter((_, i) => i % every === every - 1 || i === curve.points.length - 1).map((p) => [p.read, p.found] as const);
};
