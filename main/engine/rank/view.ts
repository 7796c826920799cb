// How does a ranker see a set with its labels? The collection's words, the protocol, and positions for citations.
import type { Protocol } from '../../../shared/citation.ts';
import type { Rng } from '../../../shared/work.ts';
import type { Collection, View } from '../../rankers/ranker.ts';

export interface Labels {
  /** In order of time. */
  readonly keys: Uint32Array;
  readonly relevant: Uint8Array;
}

/** @param keys of the positions, ascending; labels of citations that are not shown are left out */
export const viewOf = (collection: Collection, keys: Uint32Array, { protocol, labels }: { protocol: Protocol; labels: Labels }): View => {
  const known = Array.from(labels.keys, (key, at) => ({ at: positionOf(keys, key), relevant: labels.relevant[at]! })).filter(({ at }) => at >= 0);
  return {
    ...collection,
    protocol,
    labelled: Uint32Array.from(known, ({ at }) => at),
    relevant: Uint8Array.from(known, ({ relevant }) => relevant),
    tool: (_name, make) => make(), // each ranking anew: it follows from what is recorded with it, to the last bit
    evidence: ({ at }) => new Float32Array(at.length).fill(NaN),
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

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, enough for draws among records. */
export const seeded = (seed: number): Rng => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
