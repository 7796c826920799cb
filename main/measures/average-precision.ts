// AP: how pure was the order above each relevant record, on average?
import type { Metric } from './metric.ts';
import { places } from './places.ts';

/** (1/R)·Σ j/pos_j; a relevant record never shown adds 0. (0, 1], 1 best; a random order comes near R/N. */
export const averagePrecision: Metric = {
  name: 'ap',
  of(order, gold) {
    const { relevant, found } = places(order, gold);
    if (relevant === 0) return undefined;
    let sum = 0;
    found.forEach((place, before) => {
      sum += (before + 1) / place;
    });
    return sum / relevant;
  },
};
