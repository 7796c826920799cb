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
