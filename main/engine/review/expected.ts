// What is expected of the reading from here on? The estimate of what is left, spread over the records to come.
import type { Curve, Left } from '../../../shared/contract.ts';

const points = 40;

/**
 * The estimate behind `left` lets the rate of finding fade exponentially, with length θ = .08·N: after x more records (1 − e^{−x/θ})/(1 − e^{−U/θ}) of
 * what is left are found. Low and high are spread the same way. Empty where nothing is known or nothing is left to read.
 */
export const expectedFrom = ({ read, found, all, left }: { read: number; found: number; all: number; left: Left | undefined }): Curve['expected'] => {
  const unread = all - read;
  if (left === undefined || unread <= 0) return [];
  const fading = 0.08 * all;
  const share = (x: number) => (1 - Math.exp(-x / fading)) / (1 - Math.exp(-unread / fading));
  return Array.from({ length: points + 1 }, (_, at) => {
    const more = Math.round((unread * at) / points);
    const by = share(more);
    return { read: read + more, low: found + left.low * by, mid: found + left.mid * by, high: found + left.high * by };
  });
};
