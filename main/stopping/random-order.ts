// Could the relevant records found last have come as they did if at least that many more were missing and the order were random?
import { hypergeometricCdf } from './distributions.ts';
import { type Found, leastMissing } from './found.ts';

/**
 * The least p over all suffixes of the log (Callaghan & Müller-Hansen 2020; buscar): for a suffix of n_s records with k_s relevant,
 * P(X ≤ k_s), X hypergeometric with N − n_0 records, K = ⌊r/τ⌋ + 1 − r_0 relevant, n_s draws; n_0, r_0 before the suffix.
 * Of all suffixes with the same k_s the longest has the least p, so only r + 1 are looked at.
 *
 * 0 where more relevant records would have to be missing than records are left. 1 where nothing was screened.
 */
export const randomOrderP = ({ n, r, left, all, places }: Found, target: number): number => {
  const missing = leastMissing(r, target);
  if (missing > left) return 0;
  let least = 1;
  for (let inside = 0; inside <= r; inside++) {
    const before = inside === r ? 0 : places[r - inside - 1]!;
    // The median lies less than one above the mean: from there on p is one half or more.
    const few = inside < ((n - before) * (missing + inside)) / (all - before) + 1;
    if (n > before && (few || least > 0.5)) least = Math.min(least, hypergeometricCdf(inside, all - before, missing + inside, n - before));
  }
  return least;
};

/**
 * Is that p below α? The same answer, sooner: the suffixes are looked at from the end, where the least p nearly always is, and the search
 * ends at the first that is below.
 */
export const isRandomOrderBelow = ({ n, r, left, all, places }: Found, target: number, alpha: number): boolean => {
  const missing = leastMissing(r, target);
  if (missing > left) return true;
  for (let inside = 0; inside <= r; inside++) {
    const before = inside === r ? 0 : places[r - inside - 1]!;
    if (n > before && hypergeometricCdf(inside, all - before, missing + inside, n - before) < alpha) return true;
  }
  return false;
};
