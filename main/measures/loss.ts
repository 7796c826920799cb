// loss: how far does the recall curve stay below the best possible one?
import type { Metric } from './metric.ts';
import { completed, places } from './places.ts';

/**
 * [R(N − (R−1)/2) − Σ_k cum_k] / [R(N−R)], which is 1 − AUROC (ASReview). 0 best, .5 random, 1 worst.
 * Σ_k cum_k = Σ_j (N − pos_j + 1). Undefined where all or none are relevant.
 */
export const loss: Metric = {
  name: 'loss',
  of(order, gold) {
    const where = places(order, gold);
    const { n, relevant } = where;
    if (relevant === 0 || relevant === n) return undefined;
    let area = 0;
    for (const place of completed(where)) area += n - place + 1;
    return (relevant * (n - (relevant - 1) / 2) - area) / (relevant * (n - relevant));
  },
};
