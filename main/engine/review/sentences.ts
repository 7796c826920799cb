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

interface Standing {
  readonly found: number;
  readonly read: number;
  readonly unread: number;
  readonly target: number;
  readonly left: Left | undefined;
  /** To be drawn at random for an audit that finds none. */
  readonly sample: number | undefined;
}

/** What is probably left, and what it would take to prove the target: one plain sentence. */
export const stopSentence = ({ found, read, unread, target, left, sample }: Standing): string => {
  const recall = `${String(Math.round(target * 1000) / 10)}% recall`;
  if (read === 0) return 'Nothing is read yet.';
  if (unread === 0) return `Everything is read: ${say(found)} found.`;
  if (found === 0) return `None found among ${say(read)} read; nothing can be said of the ${say(unread)} left before the first one is found.`;
  const probably =
    left === undefined
      ? `it is too early to say how many are left among ${say(unread)}`
      : `about ${say(left.mid)} [${say(left.low)}–${say(left.high)}] relevant left among ${say(unread)}`;
  if (sample === undefined) return `${say(found)} found; ${probably}; no sample can prove ${recall}.`;
  if (sample === 0) return `${say(found)} found; ${probably}; so few are unread that ${recall} is certain.`;
  return `${say(found)} found; ${probably}; reading ${say(sample)} of them drawn at random and finding none would prove ${recall}.`;
};
