// How likely are counts, by the laws that the stopping rules need? Exact sums of terms, safe for large and tiny numbers.

const halfLnTwoPi = 0.5 * Math.log(2 * Math.PI);
/** Bernoulli numbers over 2k(2k−1): Stirling's series, error below 1e-16 from 12 on. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** ln Γ(x), x > 0; relative error near 1e-15 (shifted to 12 by the recurrence, then Stirling). */
export const lnGamma = (x: number): number => {
  let shift = 1;
  let z = x;
  for (; z < 12; z++) shift *= z;
  const square = 1 / (z * z);
  let series = 0;
  for (let at = stirling.length - 1; at >= 0; at--) series = series * square + stirling[at]!;
  return (z - 0.5) * Math.log(z) - z + halfLnTwoPi + series / z - Math.log(shift);
};

/** ln C(n, k), 0 ≤ k ≤ n. */
export const lnChoose = (n: number, k: number): number => (k === 0 || k === n ? 0 : lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1));

/** Terms smaller than this part of the sum no longer change it. */
const negligible = 1e-18;

/** Sum of terms that begin with `first` and go on by the ratio of each to the one before, from `from` by `step` to `to`, until they fade. */
const sumOf = (first: number, from: number, to: number, step: 1 | -1, ratio: (x: number) => number): number => {
  let term = first;
  let sum = first;
  for (let x = from; step > 0 ? x <= to : x >= to; x += step) {
    term *= ratio(x);
    sum += term;
    if (term <= sum * negligible) break;
  }
  return sum;
};

/**
 * P(X ≤ k), X hypergeometric: `draws` without replacement from `population` of which `marked` are marked.
 * Whole numbers; 0 ≤ marked, draws ≤ population.
 */
export const hypergeometricCdf = (k: number, population: number, marked: number, draws: number): number => {
  const least = Math.max(0, marked + draws - population);
  const most = Math.min(marked, draws);
  if (k < least) return 0;
  if (k >= most) return 1;
  const term = (x: number) => Math.exp(lnChoose(marked, x) + lnChoose(population - marked, draws - x) - lnChoose(population, draws));
  const up = (x: number) => ((marked - x) * (draws - x)) / ((x + 1) * (population - marked - draws + x + 1));
  const mode = Math.floor(((marked + 1) * (draws + 1)) / (population + 2));
  if (k <= mode)
    return Math.min(
      1,
      sumOf(term(k), k - 1, least, -1, (x) => 1 / up(x)),
    );
  return Math.max(0, 1 - sumOf(term(k + 1), k + 1, most - 1, 1, up));
};

/** P(X ≤ k), X binomial with n trials of chance p. */
export const binomialCdf = (k: number, n: number, p: number): number => {
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  const odds = p / (1 - p);
  const term = (x: number) => Math.exp(lnChoose(n, x) + x * Math.log(p) + (n - x) * Math.log1p(-p));
  if (k <= Math.floor((n + 1) * p))
    return Math.min(
      1,
      sumOf(term(k), k, 1, -1, (x) => x / ((n - x + 1) * odds)),
    );
  return Math.max(0, 1 - sumOf(term(k + 1), k + 1, n - 1, 1, (x) => ((n - x) * odds) / (x + 1)));
};

/** P(X ≤ k), X Poisson with mean λ. */
export const poissonCdf = (k: number, mean: number): number => {
  if (k < 0) return 0;
  if (mean <= 0) return 1;
  const term = (x: number) => Math.exp(x * Math.log(mean) - mean - lnGamma(x + 1));
  if (k <= mean)
    return Math.min(
      1,
      sumOf(term(k), k, 1, -1, (x) => x / mean),
    );
  return Math.max(0, 1 - sumOf(term(k + 1), k + 2, Infinity, 1, (x) => mean / x));
};

/** The least k with P(X ≤ k) ≥ share, X Poisson with mean λ; 0 ≤ share < 1. */
export const poissonQuantile = (share: number, mean: number): number => leastWhole((k) => poissonCdf(k, mean) >= share, mean);

/** The least whole number ≥ 0 for which a monotone condition holds: doubling from a guess, then halving. */
const leastWhole = (holds: (k: number) => boolean, guess: number): number => {
  let high = Math.max(1, Math.ceil(guess));
  while (!holds(high)) high *= 2;
  let low = -1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
};
