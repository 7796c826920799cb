// recall@p%: which share of the relevant records was found in the first p% of all?
import type { Metric } from './metric.ts';
import { foundWithin, places } from './places.ts';
import { shareEven } from './rounding.ts';

/** Found in the first round(at·N) records over R, halves to even as in the CLEF script. `at` is a share (0, 1]. */
export const recall: Metric = {
  name: 'recall',
  of(order, gold, at) {
    const { n, relevant, found } = places(order, gold);
    return relevant === 0 ? undefined : foundWithin(found, shareEven(at, n)) / relevant;
  },
};
