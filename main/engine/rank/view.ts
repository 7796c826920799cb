// Where do citations stand in a set, and how are their labels laid over it?
import type { View } from '../../rankers/ranker.ts';

export interface Labels {
  /** In order of time. */
  readonly keys: Uint32Array;
  readonly relevant: Uint8Array;
}

/** @param keys of the positions, ascending; labels of citations that are not shown are left out */
export const labelledIn = (keys: Uint32Array, labels: Labels): Pick<View, 'labelled' | 'relevant'> => {
  const known = Array.from(labels.keys, (key, at) => ({ at: positionOf(keys, key), relevant: labels.relevant[at]! })).filter(({ at }) => at >= 0);
  return { labelled: Uint32Array.from(known, ({ at }) => at), relevant: Uint8Array.from(known, ({ relevant }) => relevant) };
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
