// Where on the paper does a number lie, and which numbers stand at the edge?

export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Steps of 1, 2 or 5 times a power of ten, at most `most` of them from 0 to `top`; whole numbers where `whole`. */
export const ticks = (top: number, most: number, whole = false): readonly number[] => {
  if (!(top > 0)) return [0];
  const rough = top / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= rough - 1e-12) ?? rough;
  const used = whole ? Math.max(1, Math.round(step)) : step;
  return Array.from({ length: Math.floor(top / used + 1e-9) + 1 }, (_, i) => i * used);
};

/** Linear from 0…top onto from…to (pixels, either direction). */
export const scale = (top: number, from: number, to: number, most: number, whole = false): Scale => ({
  at: (value) => from + ((to - from) * value) / (top > 0 ? top : 1),
  ticks: ticks(top, most, whole),
});

export interface Point {
  readonly x: number;
  readonly y: number;
}

const fixed = (n: number) => String(Math.round(n * 10) / 10);

/** An SVG path through the points, in their order. */
export const line = (points: readonly Point[], x: Scale, y: Scale): string =>
  points.map((p, i) => `${i === 0 ? 'M' : 'L'}${fixed(x.at(p.x))} ${fixed(y.at(p.y))}`).join('');

/** The area between two lines that share their x. */
export const area = (points: readonly { readonly x: number; readonly low: number; readonly high: number }[], x: Scale, y: Scale): string => {
  if (points.length === 0) return '';
  const up = line(points.map((p) => ({ x: p.x, y: p.high })), x, y); // prettier-ignore
  const down = line([...points].reverse().map((p) => ({ x: p.x, y: p.low })), x, y); // prettier-ignore
  return `${up}L${down.slice(1)}Z`;
};
