// What is said of a review's progress in one sentence?
import type { Counts, Left } from '../../../shared/contract.ts';

const number = new Intl.NumberFormat('en-GB');
export const say = (count: number): string => number.format(count);

/** `60 of 113 read, 19 found; about 3 [1–6] relevant left.` */
export const progressSentence = ({ all, read, include }: Counts, left: Left | undefined): string => {
  if (all === 0) return 'No citations yet.';
  if (read === 0) return `${say(all)} citations to read.`;
  const so = `${say(read)} of ${say(all)} read, ${say(include)} found`;
  if (read >= all) return `All ${say(all)} read, ${say(include)} found.`;
  return left === undefined
    ? `${so}; too early to say how many are left.`
    : `${so}; about ${say(left.mid)} [${say(left.low)}–${say(left.high)}] relevant left.`;
};
