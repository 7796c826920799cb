// Where do citations stand in a set, and how are their labels laid over it?
import type { View } from '../../rankers/ranker.ts';
import type { Labels } from '../../screening/queue.ts';

/** @param keys of the positions, ascending; labels of citations that are not shown are left out */
export const labelledIn = (keys: Uint32Array, labels: Labels): Pick<View, 'labelled' | 'relevant' | 'priors'> => {
  const known = Array.from(labels.keys, (key, k) => ({ at: positionOf(keys, key), relevant: labels.relevant[k]!, prior: k < labels.priors })).filter(
    ({ at }) => at >= 0,
  );
  return {
    labelled: Uint32Array.from(known, ({ at }) => at),
    relevant: Uint8Array.from(known, ({ relevant }) => relevant),
    priors: known.filter(({ prior }) => prior).length,
  };
};

/** −1 where it is not there. */
export const positionOf = (keys: Uint32Array, key: number): number => {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const mid = (low + high) >>> 1;
    if (keys[mid]! < key) low = mid + 1;
    else if (keys[mid]! > key) high = mid - 1;
    else return mid;
  }
  return -1;
};
