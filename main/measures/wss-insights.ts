// WSS as asreview-insights counts it: how much earlier than on a straight line was the k-th relevant record found?
import type { Metric } from './metric.ts';
import { completed, places } from './places.ts';
import { halfEven, shareDown } from './rounding.ts';

/**
 * (place of the k-th hit on the line round(linspace(0, R, N)) − place observed)/N, k = ⌊ρR⌋. `at` is ρ.
 * Lies about 1/(2R) below the classical form. Undefined where k is 0.
 */
export const wssInsights: Metric = {
  name: 'wss-insights',
  of(order, gold, at) {
    const where = places(order, gold);
    const k = shareDown(at, where.relevant);
    const observed = completed(where)[k - 1];
    if (observed === undefined) return undefined;
    let line = 1;
    while (line < where.n && halfEven((where.relevant * (line - 1)) / (where.n - 1)) < k) line++;
    return (line - observed) / where.n;
  },
};
