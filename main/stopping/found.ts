// What does a screening log come to in numbers?
import type { Screened } from './rule.ts';

export interface Found {
  /** Screened. */
  readonly n: number;
  /** Relevant among them. */
  readonly r: number;
  /** Not screened yet. */
  readonly left: number;
  /** All. */
  readonly all: number;
  /** Places (from 1) of the relevant ones, ascending. */
  readonly places: Uint32Array;
}

export const foundIn = ({ relevant, left }: Screened): Found => {
  let r = 0;
  for (const one of relevant) r += one;
  const places = new Uint32Array(r);
  let next = 0;
  for (let at = 0; at < relevant.length; at++) if (relevant[at] === 1) places[next++] = at + 1;
  return { n: relevant.length, r, left, all: relevant.length + left, places };
};

/** Relevant among the last `length` screened. */
export const amongLast = ({ n, r, places }: Found, length: number): number => {
  let low = 0;
  let high = r;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= n - length) low = middle + 1;
    else high = middle;
  }
  return r - low;
};

/** Screened since the last relevant one; all where none was found. */
export const sinceLast = ({ n, places }: Found): number => n - (places.at(-1) ?? 0);

/** ⌊r/τ⌋ as of exact fractions: τ is taken as a decimal of at most six digits, 19/.95 is 20. */
export const wholePart = (r: number, target: number): number => Math.floor((r * 1_000_000) / Math.round(target * 1_000_000));

/** The least number of missing relevant records with which recall is below the target: r/(r + m) < τ. At target 1 one is enough. */
export const leastMissing = (r: number, target: number): number => wholePart(r, target) + 1 - r;
