// How much may one client ask per second? A bucket that refills; a full one allows a burst.

export interface Bucket {
  /** False where the bucket is empty. */
  take(amount?: number): boolean;
}

export const bucket = (perSecond: number, burst: number, now: () => number): Bucket => {
  let level = burst;
  let last = now();
  return {
    take: (amount = 1) => {
      const at = now();
      level = Math.min(burst, level + ((at - last) / 1000) * perSecond);
      last = at;
      if (level < amount) return false;
      level -= amount;
      return true;
    },
  };
};
