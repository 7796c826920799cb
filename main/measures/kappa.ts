// κ: how far do two reviewers agree beyond chance?

export interface Agreement {
  /** Records judged by both. */
  readonly n: number;
  /** Share judged alike. */
  readonly observed: number;
  /** Share expected by chance from each one's own habits. */
  readonly expected: number;
  /** Cohen's κ = (observed − expected)/(1 − expected), −1…1; undefined where both always say the same one thing, or n is 0. */
  readonly kappa: number | undefined;
}

/** @param pairs for each record the two judgements, in any words */
export const cohenKappa = (pairs: readonly (readonly [first: string, second: string])[]): Agreement => {
  const n = pairs.length;
  const first = new Map<string, number>();
  const second = new Map<string, number>();
  let alike = 0;
  for (const [one, other] of pairs) {
    first.set(one, (first.get(one) ?? 0) + 1);
    second.set(other, (second.get(other) ?? 0) + 1);
    if (one === other) alike++;
  }
  let chance = 0;
  for (const [word, count] of first) chance += count * (second.get(word) ?? 0);
  // In whole numbers, so that perfect chance agreement is seen exactly.
  const kappa = n === 0 || chance === n * n ? undefined : (alike * n - chance) / (n * n - chance);
  return { n, observed: n === 0 ? 0 : alike / n, expected: n === 0 ? 0 : chance / (n * n), kappa };
};
