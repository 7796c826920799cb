// How far did an order move? Of the same things, before and after.
import { averagePrecision } from '../../measures/average-precision.ts';
import { wss } from '../../measures/wss.ts';

export interface Moved {
  /** Mean |rank before − rank after| / N. */
  readonly shift: number;
  /** Share of the first tenth that is still in it. */
  readonly overlap: number;
  /** Kendall's τ of both orders, without ties: −1…1. */
  readonly tau: number;
  /** AP and WSS@95 after, less before. */
  readonly ap: number;
  readonly wss95: number;
  /** The relevant one that fell furthest, in N; 0 where none fell. */
  readonly worst: number;
}

/** @param before ids, best first @param after the same ids @param isRelevant by id; at least one is */
export const movedBy = (before: readonly string[], after: readonly string[], isRelevant: (id: string) => boolean): Moved => {
  const n = before.length;
  const place = new Map(after.map((id, at) => [id, at]));
  const places = before.map((id) => place.get(id)!);
  const tenth = Math.max(1, Math.round(n / 10));
  const gold = Uint8Array.from(before, (id) => Number(isRelevant(id)));
  const asWas = Uint32Array.from(gold.keys());
  const asIs = new Uint32Array(n);
  places.forEach((to, from) => (asIs[to] = from));
  const gain = (of: (order: Uint32Array) => number | undefined): number => (of(asIs) ?? 0) - (of(asWas) ?? 0);
  return {
    shift: places.reduce((sum, to, from) => sum + Math.abs(to - from), 0) / n / n,
    overlap: places.slice(0, tenth).filter((to) => to < tenth).length / tenth,
    tau: n < 2 ? 1 : 1 - (4 * inversions(places)) / (n * (n - 1)),
    ap: gain((order) => averagePrecision.of(order, gold, 1)),
    wss95: gain((order) => wss.of(order, gold, 0.95)),
    worst: places.reduce((most, to, from) => (gold[from] === 1 ? Math.max(most, (to - from) / n) : most), 0),
  };
};

/** Pairs in the other order, by merging: n·log n. */
const inversions = (places: readonly number[]): number => {
  let from = Float64Array.from(places);
  let to = new Float64Array(from.length);
  let count = 0;
  for (let width = 1; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        const takeLeft = left < middle && (right >= end || from[left]! <= from[right]!);
        if (!takeLeft) count += middle - left;
        to[at] = takeLeft ? from[left++]! : from[right++]!;
      }
    }
    [from, to] = [to, from];
  }
  return count;
};
