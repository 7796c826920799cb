// What do calibrated chances say about the recall reached?

/** Sums over chances p: seen and all, of p and of p(1−p). */
export interface Sums {
  readonly seen: number;
  readonly all: number;
  readonly spread: number;
  readonly unseenSpread: number;
}

/** @param chance screened ones first */
export const sumsOf = (chance: Float64Array, screened: number): Sums => {
  let [seen, all, spread, unseenSpread] = [0, 0, 0, 0];
  for (let at = 0; at < chance.length; at++) {
    const p = chance[at]!;
    all += p;
    spread += p * (1 - p);
    if (at < screened) seen += p;
    else unseenSpread += p * (1 - p);
  }
  return { seen, all, spread, unseenSpread };
};

/** r̂ = Σ_seen p / Σ_all p (Yang, Lewis & Frieder 2021). */
export const recallOf = ({ seen, all }: Sums): number => (all > 0 ? seen / all : 0);

/** Standard deviation of r̂: var = K²/S⁴·V + (V − V_u)/S², K seen, S all, V and V_u the spreads of all and of the unseen. */
export const deviationOf = ({ seen, all, spread, unseenSpread }: Sums): number =>
  all > 0 ? Math.sqrt((seen ** 2 / all ** 4) * spread + (spread - unseenSpread) / all ** 2) : 0;

/**
 * Saerens–Latinne–Decaestecker: chances learnt at one prevalence, corrected to the set's own by expectation–maximisation.
 * @param prior prevalence among the labels learnt from, (0, 1)
 */
export const corrected = (chance: Float64Array, prior: number): Float64Array => {
  let own = prior;
  const made = Float64Array.from(chance);
  for (let round = 0; round < 100; round++) {
    let sum = 0;
    const [up, down] = [own / prior, (1 - own) / (1 - prior)];
    for (let at = 0; at < chance.length; at++) {
      const yes = up * chance[at]!;
      const no = down * (1 - chance[at]!);
      made[at] = yes + no > 0 ? yes / (yes + no) : 0;
      sum += made[at]!;
    }
    const next = Math.min(1 - 1e-9, Math.max(1e-9, sum / Math.max(1, chance.length)));
    if (Math.abs(next - own) < 1e-9) break;
    own = next;
  }
  return made;
};
