// last_rel: at which place came the last relevant record?
import type { Metric } from './metric.ts';
import { completed, places } from './places.ts';

/** pos_R in records, 1…N; N where a cut run never showed it. */
export const lastRelevant: Metric = {
  name: 'last_rel',
  of: (order, gold) => completed(places(order, gold)).at(-1),
};
