// nDCG: how early are the relevant records, each place worth less by its logarithm?
import type { Metric } from './metric.ts';
import { places } from './places.ts';

/** Σ l_i/log2(i+1) ÷ Σ_{i≤R} 1/log2(i+1), over the whole order. (0, 1], 1 best; a relevant record never shown adds 0. */
export const ndcg: Metric = {
  name: 'ndcg',
  of(order, gold) {
    const { relevant, found } = places(order, gold);
    if (relevant === 0) return undefined;
    let gain = 0;
    for (const place of found) gain += 1 / Math.log2(place + 1);
    let ideal = 0;
    for (let place = 1; place <= relevant; place++) ideal += 1 / Math.log2(place + 1);
    return gain / ideal;
  },
};
