// Where would a rule have stopped a run, and was that well?
import type { Rng } from '../../shared/work.ts';
import type { Judgement, Screened, StoppingRule } from './rule.ts';

/** How often rules are looked at, in records: more looks inflate every error. */
export const looksEvery = 25;

export interface Stopped {
  /** Records read: those screened and those of a sample drawn beforehand. */
  readonly screened: number;
  /** Relevant among them over all. */
  readonly recall: number;
  /** Was the target reached? */
  readonly reached: boolean;
  /** The least that could have been read: place of the ⌈τR⌉-th relevant record. */
  readonly oracle: number;
}

type Judged = Pick<StoppingRule<unknown>, 'sample'> & { judge(log: Screened, target: number, params: unknown): Judgement };

export interface Asked {
  readonly target: number;
  readonly params?: Readonly<Record<string, unknown>>;
  /** For rules that want a sample drawn beforehand. */
  readonly rng: Rng;
  readonly every?: number;
}

/**
 * Plays a finished order to a rule, looking every 25 records; never stopped: all is read.
 *
 * @param order positions in the order screened, priors left out
 * @param gold 1/0 per position, length N; at least one 1
 */
export const playRule = (rule: Judged, order: Uint32Array, gold: Uint8Array, { target, params = {}, rng, every = looksEvery }: Asked): Stopped => {
  const all = gold.length;
  const drawn = sampleFor(rule, gold, target, rng);
  const shown = drawn.first.length === 0 ? order : Uint32Array.from([...drawn.first, ...order.filter((at) => drawn.inFirst[at] === 0)]);
  const relevant = Uint8Array.from(shown, (at) => gold[at]!);
  const audit = Uint8Array.from(shown, (at) => drawn.marked[at]!);
  const total = gold.reduce((sum, one) => sum + one, 0);
  const places: number[] = [];
  order.forEach((at, place) => {
    if (gold[at] === 1) places.push(place + 1);
  });
  const oracle = places[Math.ceil(target * total - 1e-9) - 1] ?? all;
  const given = drawn.sampled === undefined ? params : { ...params, sampled: drawn.sampled };

  let stop = shown.length;
  for (let n = every; n < shown.length; n += every)
    if (rule.judge({ relevant: relevant.subarray(0, n), audit: audit.subarray(0, n), left: all - n }, target, given).stop) {
      stop = n;
      break;
    }
  const read = new Uint8Array(all);
  for (let at = 0; at < stop; at++) read[shown[at]!] = 1;
  for (const at of drawn.aside) read[at] = 1;
  let [screened, found] = [0, 0];
  for (let at = 0; at < all; at++) {
    screened += read[at]!;
    found += read[at]! & gold[at]!;
  }
  const recall = found / total;
  return { screened, recall, reached: recall >= target - 1e-9, oracle };
};

interface Drawn {
  /** Read before everything else, in order, and the same as 1/0. */
  readonly first: readonly number[];
  readonly inFirst: Uint8Array;
  /** Read apart, unknown to the ranker. */
  readonly aside: readonly number[];
  readonly marked: Uint8Array;
  /** Relevant ones in the sample aside. */
  readonly sampled: number | undefined;
}

const sampleFor = ({ sample }: Judged, gold: Uint8Array, target: number, rng: Rng): Drawn => {
  const marked = new Uint8Array(gold.length);
  const inFirst = new Uint8Array(gold.length);
  const none: Drawn = { first: [], inFirst, aside: [], marked, sampled: undefined };
  if (sample === undefined) return none;
  const shuffled = Uint32Array.from(gold, (_, at) => at);
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(rng() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  if (sample.kind === 'records') {
    const first = [...shuffled.subarray(0, Math.ceil(sample.share * gold.length))];
    for (const at of first) marked[at] = inFirst[at] = 1;
    return { ...none, first };
  }
  const aside: number[] = [];
  let sampled = 0;
  for (const at of shuffled) {
    if (sampled >= sample.size(target)) break;
    aside.push(at);
    if (gold[at] === 1) {
      marked[at] = 1;
      sampled++;
    }
  }
  return { ...none, aside, sampled };
};
