// How much does each label weigh, so that the few relevant ones are not drowned?

/**
 * ELAS' `Balanced` (RANKING §3): relevant 1, irrelevant n₁/(ratio·n₀), then scaled so that they sum to n. n₁ = 2, n₀ = 50, ratio 9.8: 23.592593, .096296.
 * @param y ±1, both present
 * @param ratio > 0: all relevant together weigh so many times as much as all irrelevant
 */
export const balanced = (y: Int8Array, ratio: number): Float64Array => {
  let relevant = 0;
  for (const label of y) if (label > 0) relevant++;
  const irrelevant = y.length - relevant;
  const light = relevant / (ratio * irrelevant);
  const scale = y.length / (relevant + irrelevant * light);
  return Float64Array.from(y, (label) => (label > 0 ? scale : scale * light));
};

export interface Recency {
  /** The newest weighs 1 + boost times the oldest of many. */
  readonly boost: number;
  /** So many relevant ones later, half of the boost is gone. */
  readonly halfLife: number;
}

/**
 * What each label weighs besides: of r relevant ones the k-th found 1 + boost·2^(−(r−k)/halfLife), scaled so that all r together weigh r; an irrelevant
 * one 1. The last ones to be found are like the newest rather than like the first: topics shift (ours; bench/NOTES.md).
 * @param y ±1, in order of time
 * @param priors so many first ones were known beforehand: no time stands behind their order, all count as found when the last of them was
 */
export const recencyWeights = (y: Int8Array, priors: number, { boost, halfLife }: Recency): Float64Array => {
  let found = 0;
  let before = 0;
  y.forEach((label, k) => {
    if (label > 0) found++;
    if (label > 0 && k < priors) before++;
  });
  let place = 0;
  let sum = 0;
  const weights = Float64Array.from(y, (label) => {
    if (label < 0) return 1;
    const weight = 1 + boost * 2 ** -((found - Math.max(++place, before)) / halfLife);
    sum += weight;
    return weight;
  });
  return weights.map((weight, k) => (y[k]! > 0 ? (weight * found) / sum : 1));
};
