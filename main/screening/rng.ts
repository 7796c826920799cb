// Where does chance come from? A seeded source, the same numbers on every machine.
import type { Rng } from '../../shared/work.ts';

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to draw records, not for secrets. */
export const rngOf = (seed: number): Rng => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
};
