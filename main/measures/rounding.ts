// How are shares of a count made whole? Every measure names its rule.

/** Products such as .95 × 20 come out a hair beside the whole number meant; within this they count as it. */
const hair = 1e-9;

/** ⌈share·count⌉: the App's rule for recall levels. */
export const shareUp = (share: number, count: number): number => Math.ceil(share * count - hair);

/** ⌊share·count⌋: the rule of asreview-insights. */
export const shareDown = (share: number, count: number): number => Math.floor(share * count + hair);

/** To the nearest whole number, exact halves to the even one (Python's and NumPy's rule). */
export const halfEven = (x: number): number => {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
};

/** round(share·count), halves to even: the CLEF script's rule. */
export const shareEven = (share: number, count: number): number => halfEven(Number((share * count).toPrecision(12)));

/** To three digits, exact halves to the even digit: a double lies exactly between two only if it is an odd multiple of 1/16. */
export const threeDigits = (x: number): number => {
  const sixteenths = x * 16;
  if (Number.isInteger(sixteenths) && sixteenths % 2 !== 0) {
    const below = Math.floor(x * 1000);
    return (below % 2 === 0 ? below : below + 1) / 1000;
  }
  return Number(x.toFixed(3));
};
