// How do several lists of scores become one?

/**
 * Places from 1; equal scores share the mean of theirs, so that no order among equals is made up here.
 * NaN (the list says nothing of it) stays NaN.
 */
export const placesOf = (scores: ArrayLike<number>): Float64Array => {
  const order: number[] = [];
  const places = new Float64Array(scores.length).fill(NaN);
  for (let at = 0; at < scores.length; at++) if (!Number.isNaN(scores[at])) order.push(at);
  order.sort((one, other) => scores[other]! - scores[one]!);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (let k = from; k < to; k++) places[order[k]!] = (from + 1 + to) / 2;
    from = to;
  }
  return places;
};

/** (s − min)/(max − min); all 0 where they are equal. NaN stays. */
export const minMax = (scores: ArrayLike<number>): Float64Array => {
  let low = Infinity;
  let high = -Infinity;
  for (let at = 0; at < scores.length; at++) {
    low = Math.min(low, Number.isNaN(scores[at]) ? Infinity : scores[at]!);
    high = Math.max(high, Number.isNaN(scores[at]) ? -Infinity : scores[at]!);
  }
  return Float64Array.from(scores, (one) => (high > low ? (one - low) / (high - low) : one - one));
};

/** (s − mean)/sd over the population; 0 where all are equal. */
export const standard = (scores: Float64Array): { z: Float64Array; mean: number; sd: number } => {
  const n = scores.length;
  let mean = 0;
  for (const one of scores) mean += one / n;
  let square = 0;
  for (const one of scores) square += (one - mean) ** 2;
  const sd = n === 0 ? 0 : Math.sqrt(square / n);
  return { z: scores.map((one) => (sd > 1e-12 ? (one - mean) / sd : 0)), mean, sd };
};

/** What every list gives to every record; the sums are the fused scores. */
export type Given = readonly Float64Array[];
/** What a list gives a record that it says nothing of: the mean of what it gives the others (ours), or nothing (the published forms). */
export type Absent = 'mean' | 'nothing';

const filled = (given: Float64Array, absent: Absent): Float64Array => {
  let sum = 0;
  let known = 0;
  for (const one of given) {
    if (Number.isNaN(one)) continue;
    sum += one;
    known++;
  }
  const fill = absent === 'nothing' || known === 0 ? 0 : sum / known;
  return known === given.length ? given : given.map((one) => (Number.isNaN(one) ? fill : one));
};

/** Σ minmax(s). */
export const combSum = (lists: readonly ArrayLike<number>[], absent: Absent = 'mean'): Given => lists.map((list) => filled(minMax(list), absent));

/** CombSUM × the number of lists that name the record with a score above 0. */
export const combMnz = (lists: readonly ArrayLike<number>[], absent: Absent = 'mean'): Given => {
  const n = lists[0]?.length ?? 0;
  const naming = Float64Array.from({ length: n }, (_, at) => lists.reduce((sum, list) => sum + (list[at]! > 0 ? 1 : 0), 0));
  return combSum(lists, absent).map((list) => list.map((one, at) => one * naming[at]!));
};

/** Σ 1/(k + place), k 60. */
export const reciprocalRank = (lists: readonly ArrayLike<number>[], absent: Absent = 'mean'): Given =>
  lists.map((list) =>
    filled(
      placesOf(list).map((place) => 1 / (60 + place)),
      absent,
    ),
  );

/** Σ (N − place + 1), N the records of all lists. */
export const borda = (lists: readonly ArrayLike<number>[], absent: Absent = 'mean'): Given =>
  lists.map((list) =>
    filled(
      placesOf(list).map((place) => list.length - place + 1),
      absent,
    ),
  );

export const sumOf = (given: Given, n: number): Float64Array => {
  const sum = new Float64Array(n);
  for (const list of given) for (let at = 0; at < n; at++) sum[at] = sum[at]! + list[at]!;
  return sum;
};
