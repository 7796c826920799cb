// How do scores become chances, and can these be trusted? Platt's sigmoid, and a table of what was said against what was so.

/** chance = 1/(1 + exp(a·score + b)); a < 0 where higher scores are likelier relevant. */
export interface Sigmoid {
  readonly a: number;
  readonly b: number;
}

const chanceOf = (t: number): number => (t >= 0 ? Math.exp(-t) / (1 + Math.exp(-t)) : 1 / (1 + Math.exp(t)));
/** ln(1 + e^t) without overflow. */
const softplus = (t: number): number => (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));

/**
 * The sigmoid of least cross-entropy (Platt 1999) by Newton's method with halved steps (Lin, Lin & Weng 2007). Targets are drawn in:
 * (n₁+1)/(n₁+2) for relevant, 1/(n₀+2) for the others, so that a perfect split does not run away.
 *
 * @param scores out of fold: of a model that did not learn from that record
 * @param relevant 1/0 along them
 */
export const platt = (scores: Float64Array, relevant: Uint8Array): Sigmoid => {
  const positive = relevant.reduce((sum, one) => sum + one, 0);
  const negative = relevant.length - positive;
  const [high, low] = [(positive + 1) / (positive + 2), 1 / (negative + 2)];
  const wanted = Float64Array.from(relevant, (one) => (one === 1 ? high : low));
  // −Σ t·ln p + (1−t)·ln(1−p), with p = 1/(1+e^z): t·ln(1+e^z) + (1−t)·ln(1+e^−z).
  const loss = (a: number, b: number): number => {
    let sum = 0;
    for (let at = 0; at < scores.length; at++) {
      const z = a * scores[at]! + b;
      sum += wanted[at]! * softplus(z) + (1 - wanted[at]!) * softplus(-z);
    }
    return sum;
  };
  let [a, b] = [0, Math.log((negative + 1) / (positive + 1))];
  let now = loss(a, b);
  for (let round = 0; round < 100; round++) {
    let [haa, hbb, hab, ga, gb] = [1e-12, 1e-12, 0, 0, 0];
    for (let at = 0; at < scores.length; at++) {
      const score = scores[at]!;
      const p = chanceOf(a * score + b);
      const curve = p * (1 - p);
      const off = wanted[at]! - p;
      haa += score * score * curve;
      hbb += curve;
      hab += score * curve;
      ga += score * off;
      gb += off;
    }
    if (Math.abs(ga) < 1e-9 && Math.abs(gb) < 1e-9) break;
    const det = haa * hbb - hab * hab;
    const [da, db] = [-(hbb * ga - hab * gb) / det, -(haa * gb - hab * ga) / det];
    let step = 1;
    while (step > 1e-10 && loss(a + step * da, b + step * db) > now - 1e-4 * step * -(ga * da + gb * db)) step /= 2;
    if (step <= 1e-10) break;
    a += step * da;
    b += step * db;
    const next = loss(a, b);
    if (now - next < 1e-14 * Math.abs(now)) break;
    now = next;
  }
  return { a, b };
};

export const chancesBy = ({ a, b }: Sigmoid, scores: Float64Array): Float64Array => scores.map((score) => chanceOf(a * score + b));

export interface Reliability {
  readonly from: number;
  readonly to: number;
  readonly records: number;
  /** Mean of the chances given, share that was relevant. */
  readonly expected: number;
  readonly observed: number;
}

const edges = [0, 0.02, 0.1, 0.3, 0.6, 1] as const;

/** By ranges of the chance given; ranges without a record are left out. */
export const reliability = (chance: Float64Array, relevant: Uint8Array): readonly Reliability[] =>
  edges.slice(1).flatMap((to, at) => {
    const from = edges[at]!;
    let [records, expected, observed] = [0, 0, 0];
    chance.forEach((p, place) => {
      if (p < from || (p >= to && to < 1)) return;
      records += 1;
      expected += p;
      observed += relevant[place]!;
    });
    return records === 0 ? [] : [{ from, to, records, expected: expected / records, observed: observed / records }];
  });
