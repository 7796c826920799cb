// ATD: how many records were read until a relevant one was found, on average over them?
import type { Metric } from './metric.ts';
import { completed, places } from './places.ts';

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean pos_j in records. */
export const averageTimeToDiscovery: Metric = {
  name: 'atd_records',
  of: (order, gold) => mean(completed(places(order, gold))),
};

/** Mean pos_j as a share of N: the `atd` of runs.csv. */
export const averageTimeShare: Metric = {
  name: 'atd',
  of(order, gold) {
    const records = mean(completed(places(order, gold)));
    return records === undefined ? undefined : records / gold.length;
  },
};
