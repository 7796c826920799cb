// In which batches are passages asked? Sorted by length, a budget of tokens a batch, padded to the longest in it.

export interface Batch {
  /** Which passages, by position. */
  readonly of: readonly number[];
  readonly tokens: number;
}

/**
 * Longest first within a window, so that little is padded while the most useful records still come early.
 * @param lengths ids of each passage, in order of usefulness
 * @param budget tokens a batch, padding included; one passage always fits
 * @param window passages sorted together
 */
export const makeBatches = (lengths: readonly number[], { budget, window }: { budget: number; window: number }): Batch[] => {
  const batches: Batch[] = [];
  for (let from = 0; from < lengths.length; from += window) {
    const order = Array.from({ length: Math.min(window, lengths.length - from) }, (_unused, i) => from + i).sort(
      (a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b,
    );
    let at = 0;
    while (at < order.length) {
      const tokens = lengths[order[at] ?? 0] ?? 1;
      const count = Math.max(1, Math.floor(budget / Math.max(1, tokens)));
      batches.push({ of: order.slice(at, at + count), tokens });
      at += count;
    }
  }
  return batches;
};

/** Share of the computed tokens that are padding, 0…1. */
export const paddingWaste = (lengths: readonly number[], batches: readonly Batch[]): number => {
  let padded = 0;
  let real = 0;
  for (const batch of batches) {
    padded += batch.tokens * batch.of.length;
    for (const at of batch.of) real += lengths[at] ?? 0;
  }
  return padded === 0 ? 0 : 1 - real / padded;
};
