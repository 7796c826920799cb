// Which records does a recorded seed draw? Anyone can draw them again.

/** So many first numbers are thrown away: until then seeds that differ in few digits give like numbers. */
const thrownAway = 64;

/**
 * xoshiro128** (Blackman & Vigna, public domain) from a seed of 32 hexadecimal digits, not all 0, read as four words of 32 bits.
 * @returns a source of whole numbers in [0, 2³²)
 */
const source = (seed: string): (() => number) => {
  const state = Uint32Array.from({ length: 4 }, (_, at) => Number.parseInt(seed.slice(8 * at, 8 * at + 8), 16));
  const turned = (x: number, by: number) => ((x << by) | (x >>> (32 - by))) >>> 0;
  const next = () => {
    const [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
    const result = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    const third = c ^ a;
    const fourth = d ^ b;
    state[1] = b ^ third;
    state[0] = a ^ fourth;
    state[2] = third ^ shifted;
    state[3] = turned(fourth >>> 0, 11);
    return result;
  };
  for (let at = 0; at < thrownAway; at++) next();
  return next;
};

export const isSeed = (seed: string): boolean => /^[\da-f]{32}$/.test(seed) && !/^0+$/.test(seed);

/**
 * m of the ids without replacement, every subset equally likely: the ids in ascending order, then the first m steps of a Fisher–Yates shuffle,
 * position i changed with i + (x mod (U − i)), x the next number below the largest multiple of U − i (others are thrown away).
 *
 * @param seed 32 hexadecimal digits in lower case, not all 0
 * @returns in order of drawing
 */
export const draw = (ids: readonly number[], sample: number, seed: string): readonly number[] => {
  const next = source(seed);
  const rest = [...ids].sort((a, b) => a - b);
  for (let at = 0; at < Math.min(sample, rest.length); at++) {
    const range = rest.length - at;
    const fair = 2 ** 32 - (2 ** 32 % range);
    let number = next();
    while (number >= fair) number = next();
    const other = at + (number % range);
    [rest[at], rest[other]] = [rest[other]!, rest[at]!];
  }
  return rest.slice(0, sample);
};
