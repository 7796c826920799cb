// Do pictures and tables show what the numbers say?
import { expect, it } from 'vitest';
import { csv } from '../../renderer/parts/chart/save.ts';
import { area, line, scale, ticks } from '../../renderer/parts/chart/scale.ts';
import { curveRows, drawn } from '../../renderer/screens/progress/state.svelte.ts';
import { curveTable, lines, means, stopMeans } from '../../renderer/screens/simulate/state.svelte.ts';
import { countOf } from '../../renderer/views/exporting.svelte.ts';
import { counts } from './scripted.ts';

it.each([
  [56, 6, [0, 10, 20, 30, 40, 50]],
  [3240, 7, [0, 500, 1000, 1500, 2000, 2500, 3000]],
  [1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0, 5, [0]],
])('puts ticks for %d', (top, most, expected) => {
  expect(ticks(top, most).map((tick) => Math.round(tick * 1e9) / 1e9)).toEqual(expected);
});

it('draws lines and areas through the points', () => {
  const x = scale(10, 0, 100, 5);
  const y = scale(2, 50, 0, 2);
  expect(line([{ x: 0, y: 0 }, { x: 10, y: 2 }], x, y)).toBe('M0 50L100 0'); // prettier-ignore
  expect(area([{ x: 0, low: 0, high: 1 }, { x: 10, low: 1, high: 2 }], x, y)).toBe('M0 25L100 0L100 25L0 50Z'); // prettier-ignore
});

it('neutralises what a spreadsheet would run', () => {
  expect(csv(['a'], [['=1+1'], ['x, "y"'], [3]])).toBe('a\r\n\'=1+1\r\n"x, ""y"""\r\n3\r\n');
});

it('shows found, expected and the order of the file', () => {
  const points = Array.from({ length: 200 }, (_, i) => ({ read: i + 1, found: Math.floor(i / 10) }));
  const progress = { sentence: '', counts: counts({ all: 1000, read: 200, include: 19 }), curve: { points, expected: [{ read: 200, low: 19, mid: 19, high: 19 }, { read: 1000, low: 22, mid: 30, high: 44 }] }, days: [], sinceLastFound: 3 }; // prettier-ignore
  const picture = drawn(progress, { expected: 'expected', file: 'file' });
  expect(picture.series.map((one) => one.label)).toEqual(['', 'expected', 'file']);
  expect(picture.yTop).toBeGreaterThanOrEqual(44);
  const rows = curveRows(progress);
  expect(rows.length).toBeLessThanOrEqual(61);
  expect(rows.at(-1)).toEqual([200, 19]);
});

it('averages runs by ranker, missing measures left out', () => {
  const row = (ranker: string, seed: number, ap: number | undefined) => ({
    review: 'r',
    ranker,
    priors: 'none' as const,
    seed,
    measures: ap === undefined ? {} : { ap },
    curve: [{ read: 0.5, recall: 1 }],
  });
  const [a, b] = means([row('a', 1, 0.2), row('a', 2, 0.4), row('b', 1, undefined)] as never);
  expect(a?.values[0]).toBeCloseTo(0.3, 12);
  expect(b?.values[0]).toBeUndefined();
  const drawnLines = lines([row('a', 1, 0.2), row('a', 2, 0.4)] as never, 10);
  expect(drawnLines.filter((one) => one.faint)).toHaveLength(2);
  expect(drawnLines.at(-1)?.points.find((point) => point.x === 0.5)?.y).toBe(1);
});

it('counts what an export will hold as the screen counts it', () => {
  const now = counts({ all: 100, read: 60, include: 10, exclude: 45, maybe: 5, prior: { include: 2, exclude: 3 } });
  expect((['all', 'include', 'includeMaybe', 'exclude', 'unscreened'] as const).map((choice) => countOf(choice, now, undefined))).toEqual([
    105, 10, 15, 45, 40,
  ]);
});

it('tables curves and stops: runs within a review first, then reviews', () => {
  const row = (review: string, seed: number, reached: boolean, ap: number) => ({
    review,
    ranker: 'a',
    priors: 'none' as const,
    seed,
    measures: { ap },
    curve: [
      { read: 0, recall: 0 },
      { read: 1, recall: 1 },
    ],
    stops: [{ rule: 'buscar', target: 0.95, screened: reached ? 80 : 40, oracle: 30, all: 100, recall: reached ? 1 : 0.5, reached }],
  });
  const rows = [row('x', 1, true, 0.2), row('x', 2, false, 0.4), row('y', 1, true, 0.9)];
  // x: half of the runs, y: all of them; AP .3 and .9.
  const close = (value: number) => expect.closeTo(value, 12) as number;
  const shares = { reached: close(0.75), recall: close(0.875), read: close(0.7), oracle: close(0.3) };
  expect(stopMeans(rows)).toEqual([{ rule: 'buscar', ranker: 'a', runs: 3, ...shares }]);
  expect(means(rows)[0]?.values[0]).toBeCloseTo(0.6, 12);
  expect(curveTable(rows, 4)).toEqual({ rankers: ['a'], rows: [0, 0.25, 0.5, 0.75, 1].map((x) => [x, x]) });
});
