// What do the labels look like to a learner?
import type { View } from './ranker.ts';

/** Whether both kinds are there: what every learner needs. */
export const isFittable = ({ relevant }: Pick<View, 'relevant'>): boolean => relevant.includes(1) && relevant.includes(0);

/** +1 relevant, −1 not. */
export const signsOf = ({ relevant }: Pick<View, 'relevant'>): Int8Array => Int8Array.from(relevant, (one) => (one === 1 ? 1 : -1));

export const relevantFound = ({ relevant }: Pick<View, 'relevant'>): number => {
  let found = 0;
  for (const one of relevant) found += one;
  return found;
};
