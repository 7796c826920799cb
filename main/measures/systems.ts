// Which ranker is best over many reviews: by its mean, by its places, and do the two agree?

export interface Standing {
  readonly system: string;
  /** Mean over the reviews. */
  readonly mean: number;
  /** Σ over reviews of (systems − rank + 1), ties sharing their mean rank. */
  readonly borda: number;
}

/** Per review the value of each system, in the order of `systems`. */
export type Table = readonly (readonly number[])[];

/**
 * Mean and Borda points of each system, in the order given.
 * @param better whether more or less of the measure is better
 */
export const standings = (systems: readonly string[], table: Table, better: 'more' | 'less'): readonly Standing[] =>
  systems.map((system, of) => {
    let sum = 0;
    let borda = 0;
    for (const review of table) {
      const own = review[of]!;
      sum += own;
      let ahead = 0;
      let level = 0;
      for (const value of review) {
        if (value === own) level++;
        else if (value > own === (better === 'more')) ahead++;
      }
      const rank = ahead + (level + 1) / 2;
      borda += systems.length - rank + 1;
    }
    return { system, mean: table.length === 0 ? Number.NaN : sum / table.length, borda };
  });

/** Kendall's τ-b of two score lists over the same things, −1…1; undefined where one of them is all ties. */
export const kendall = (one: readonly number[], other: readonly number[]): number | undefined => {
  let together = 0;
  let untiedOne = 0;
  let untiedOther = 0;
  for (let a = 0; a < one.length; a++)
    for (let b = a + 1; b < one.length; b++) {
      const here = Math.sign(one[a]! - one[b]!);
      const there = Math.sign(other[a]! - other[b]!);
      together += here * there;
      untiedOne += Math.abs(here);
      untiedOther += Math.abs(there);
    }
  return untiedOne === 0 || untiedOther === 0 ? undefined : together / Math.sqrt(untiedOne * untiedOther);
};

/** Do the order by mean and the order by Borda points agree? Kendall's τ-b, both read as "more is better". */
export const agreement = (made: readonly Standing[], better: 'more' | 'less'): number | undefined =>
  kendall(
    made.map(({ mean }) => (better === 'more' ? mean : -mean)),
    made.map(({ borda }) => borda),
  );
