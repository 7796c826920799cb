// What becomes of token states and of passages? One vector or one score a record.

/** Mean over the masked tokens, or the first token's state; written to `into` at `at`·width. */
export const pool = (
  states: Float32Array,
  row: { at: number; tokens: number; length: number; width: number },
  how: 'mean' | 'cls',
  into: Float32Array,
  at: number,
): void => {
  const { width } = row;
  const base = row.at * row.tokens * width;
  const out = at * width;
  if (how === 'cls') {
    into.set(states.subarray(base, base + width), out);
    return;
  }
  for (let token = 0; token < row.length; token += 1) {
    const from = base + token * width;
    for (let k = 0; k < width; k += 1) into[out + k]! += states[from + k]!;
  }
  for (let k = 0; k < width; k += 1) into[out + k]! /= row.length;
};

/** To length 1, in place; a zero vector stays. */
export const normalise = (vector: Float32Array): void => {
  let sum = 0;
  for (const x of vector) sum += x * x;
  if (sum === 0) return;
  const scale = 1 / Math.sqrt(sum);
  for (let k = 0; k < vector.length; k += 1) vector[k]! *= scale;
};

/** Passages of one record to one value: for vectors the mean (first: the first); for scores max, first or mean. */
export const foldScores = (scores: readonly number[], fold: 'max' | 'first' | 'mean'): number => {
  if (fold === 'first') return scores[0] ?? Number.NaN;
  if (fold === 'max') return Math.max(...scores);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
};

export const foldVectors = (vectors: readonly Float32Array[], unit: boolean): Float32Array => {
  const first = vectors[0] ?? new Float32Array(0);
  if (vectors.length === 1) return first;
  const folded = new Float32Array(first.length);
  for (const vector of vectors) for (let k = 0; k < folded.length; k += 1) folded[k]! += vector[k]! / vectors.length;
  if (unit) normalise(folded);
  return folded;
};
