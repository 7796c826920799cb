// How do the tests write down a screening log?
import type { Screened } from '../../main/stopping/rule.ts';

/** Labels in order (`'1100'`) and how many records there are in all. */
export const logOf = (labels: string, all: number): Screened => ({
  relevant: Uint8Array.from(labels, Number),
  audit: new Uint8Array(labels.length),
  left: all - labels.length,
});

/** n screened, relevant ones at these places (from 1). */
export const foundAt = (places: readonly number[], n: number, all: number): Screened => {
  const relevant = new Uint8Array(n);
  for (const place of places) relevant[place - 1] = 1;
  return { relevant, audit: new Uint8Array(n), left: all - n };
};

export const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step);
