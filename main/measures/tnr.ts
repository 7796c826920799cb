// TNR@ρ (normalised WSS): which share of the irrelevant records need not be read to find ρ of the relevant ones?
import type { Metric } from './metric.ts';
import { shareUp } from './rounding.ts';
import { placeReaching } from './wss.ts';

/** Irrelevant after pos_k over N − R, k = ⌈ρR⌉ (Kusa et al. 2023). `at` is ρ. 0…1, 1 best. Undefined where all are relevant. */
export const trueNegativeRate: Metric = {
  name: 'tnr',
  of(order, gold, at) {
    const place = placeReaching(order, gold, at);
    if (place === undefined) return undefined;
    const relevant = gold.reduce((sum, one) => sum + one, 0);
    if (relevant === gold.length) return undefined;
    return (gold.length - place - (relevant - shareUp(at, relevant))) / (gold.length - relevant);
  },
};
