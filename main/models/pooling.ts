// What becomes of token states? A vector, a score, or word vectors; passages are folded, and nothing but finite numbers leaves.

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

/** Unit vectors of whole words: the mean of their tokens' states (ColBERTer §3: subwords pooled, equal words merged). */
export const wordVectors = (
  states: Float32Array,
  row: { at: number; tokens: number; width: number; from: number; to: number },
  ids: readonly number[],
  beginsWord: (id: number) => boolean,
): Map<string, Float32Array> => {
  const sums = new Map<string, { sum: Float32Array; count: number }>();
  let key = '';
  for (let token = row.from; token < row.to;) {
    let end = token + 1;
    while (end < row.to && !beginsWord(ids[end] ?? 0)) end += 1;
    key = ids.slice(token, end).join(' ');
    const entry = sums.get(key) ?? { sum: new Float32Array(row.width), count: 0 };
    for (let t = token; t < end; t += 1) {
      const base = (row.at * row.tokens + t) * row.width;
      for (let k = 0; k < row.width; k += 1) entry.sum[k]! += states[base + k]!;
    }
    entry.count += end - token;
    sums.set(key, entry);
    token = end;
  }
  const words = new Map<string, Float32Array>();
  for (const [word, { sum }] of sums) {
    normalise(sum);
    words.set(word, sum);
  }
  return words;
};

/** Σ over the query's words of the best match among the record's, divided by their number: −1…1. */
export const maxSim = (query: ReadonlyMap<string, Float32Array>, record: ReadonlyMap<string, Float32Array>): number => {
  let total = 0;
  for (const q of query.values()) {
    let best = -1;
    for (const d of record.values()) {
      let dot = 0;
      for (let k = 0; k < q.length; k += 1) dot += q[k]! * d[k]!;
      if (dot > best) best = dot;
    }
    total += best;
  }
  return query.size === 0 ? 0 : total / query.size;
};
