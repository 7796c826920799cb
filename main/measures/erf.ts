// ERF@x: which extra share of the relevant records was found after a share x, beyond chance?
import type { Metric } from './metric.ts';
import { foundWithin, places } from './places.ts';
import { halfEven, shareDown } from './rounding.ts';

/** (found at ⌊xN⌋ − found there by the line round(linspace(0, R, N)))/R, as in asreview-insights. `at` is x. −1…1. */
export const extraRelevantFound: Metric = {
  name: 'erf',
  of(order, gold, at) {
    const { n, relevant, found } = places(order, gold);
    if (relevant === 0) return undefined;
    const shown = shareDown(at, n);
    const byChance = shown === 0 ? 0 : halfEven((relevant * (shown - 1)) / Math.max(1, n - 1));
    return (foundWithin(found, shown) - byChance) / relevant;
  },
};
