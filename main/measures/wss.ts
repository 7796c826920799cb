// WSS@ρ: which share of the reading was saved when ρ of the relevant records was found, beyond what chance saves?
import type { Metric } from './metric.ts';
import { completed, places } from './places.ts';
import { shareUp } from './rounding.ts';

/** Place of the ⌈at·R⌉-th relevant record; N for one that a cut run never showed. */
export const placeReaching = (order: Uint32Array, gold: Uint8Array, at: number): number | undefined => {
  const where = places(order, gold);
  return completed(where)[shareUp(at, where.relevant) - 1];
};

/** Classical (Cohen 2006): (N − pos_k)/N − (1 − ρ), k = ⌈ρR⌉. `at` is ρ. At most ρ; 0 is what a random order gives. */
export const wss: Metric = {
  name: 'wss',
  of(order, gold, at) {
    const place = placeReaching(order, gold, at);
    return place === undefined ? undefined : (gold.length - place) / gold.length - (1 - at);
  },
};
