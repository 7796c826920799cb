// norm_area: which share of the area under the best recall curve does this order reach?
import type { Metric } from './metric.ts';
import { places } from './places.ts';

/** Σ_i (found before i + l_i/2) ÷ (RN − R²/2), as in the CLEF script but unrounded. 0…1, 1 best. */
export const normArea: Metric = {
  name: 'norm_area',
  of(order, gold) {
    const { n, relevant, found } = places(order, gold);
    if (relevant === 0) return undefined;
    let area = 0;
    for (const place of found) area += n - place + 0.5;
    return area / (relevant * n - (relevant * relevant) / 2);
  },
};
