// Where in the order did the relevant records come?

export interface Places {
  /** Records in all, shown or not. */
  readonly n: number;
  /** Relevant records in all. */
  readonly relevant: number;
  /** Places (from 1) of the relevant ones that were shown, ascending; shorter than `relevant` in a cut run. */
  readonly found: readonly number[];
}

/**
 * @param order positions in the order shown, each at most once, length ≤ N; shorter is a cut run
 * @param gold 1/0 per position, length N
 */
export const places = (order: Uint32Array, gold: Uint8Array): Places => {
  const found: number[] = [];
  for (let at = 0; at < order.length; at++) if (gold[order[at]!] === 1) found.push(at + 1);
  let relevant = 0;
  for (const one of gold) relevant += one === 1 ? 1 : 0;
  return { n: gold.length, relevant, found };
};

/**
 * Places of all relevant ones: those never shown stand at the very end (N−missing+1 … N), the worst a cut run can be.
 * Measures of effort use it, so that a cut run is never the better for what it leaves out; AP and nDCG count them as 0 instead.
 */
export const completed = ({ n, relevant, found }: Places): readonly number[] => {
  const all = [...found];
  for (let place = n - (relevant - found.length) + 1; place <= n; place++) all.push(place);
  return all;
};

/** How many of ascending `found` lie within the first `shown` places. */
export const foundWithin = (found: readonly number[], shown: number): number => {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (found[middle]! <= shown) low = middle + 1;
    else high = middle;
  }
  return low;
};
