// Where does the recall curve bend most, and how much?
import type { Found } from './found.ts';

/** ρ at place i: slope before over slope after, [r_i/i] / [(1 + r − r_i)/(n − i)] (Cormack & Grossman 2016). 0 ≤ i < n. */
export const bendAt = (i: number, found: number, n: number, r: number): number => found / i / ((1 + r - found) / (n - i));

/** max_i ρ. For a given number found ρ falls with i, so only the places of relevant records are looked at. 0 where there is none. */
export const sharpestBend = ({ n, r, places }: Found): number => {
  let most = 0;
  for (let at = 0; at < r; at++) if (places[at]! < n) most = Math.max(most, bendAt(places[at]!, at + 1, n, r));
  return most;
};
