// Which neighbouring words form a pair, and how many texts have it?
import type { Work } from '../../shared/work.ts';
import type { Stream } from './stream.ts';

/** Pairs numbered 0, 1, 2 …: all that two texts have and a few of one text only; the other pairs of one text have no number (see `lone…`). */
export interface Pairs {
  readonly size: number;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Texts that have the pair. */
  readonly documents: Uint32Array;
  /** Text i has the pairs `pair[start[i] … start[i + 1])`, each once, `times` occurrences. */
  readonly start: Uint32Array;
  readonly pair: Uint32Array;
  readonly times: Uint16Array;
  /** Occurrences of the i-th text's own pairs: `loneTimes[loneStart[i] … loneStart[i + 1])`, one entry a pair. */
  readonly loneStart: Uint32Array;
  readonly loneTimes: Uint16Array;
}

const mixed = (first: number, second: number): number => {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 13)) >>> 0;
};
const slice = 30_000; // tokens between two steps, about 3 ms

const longer = (old: Uint32Array, length: number): Uint32Array<ArrayBuffer> => {
  const next = new Uint32Array(length);
  next.set(old);
  return next;
};
const longer16 = (old: Uint16Array, length: number): Uint16Array<ArrayBuffer> => {
  const next = new Uint16Array(length);
  next.set(old);
  return next;
};

/** The different pairs of one text with their occurrences: a small table cleared by a stamp. */
const distinct = () => {
  let mask = 1023;
  let stamp = new Uint32Array(mask + 1);
  let slotFirst = new Uint32Array(mask + 1);
  let slotSecond = new Uint32Array(mask + 1);
  let slotPlace = new Uint32Array(mask + 1);
  let round = 0;
  const found = { size: 0, first: new Uint32Array(512), second: new Uint32Array(512), times: new Uint16Array(512) };
  const room = (tokens: number): void => {
    if (tokens * 2 <= mask) return;
    while (tokens * 2 > mask) mask = mask * 2 + 1;
    stamp = new Uint32Array(mask + 1);
    slotFirst = new Uint32Array(mask + 1);
    slotSecond = new Uint32Array(mask + 1);
    slotPlace = new Uint32Array(mask + 1);
    round = 0;
    found.first = new Uint32Array(mask >> 1);
    found.second = new Uint32Array(mask >> 1);
    found.times = new Uint16Array(mask >> 1);
  };
  return {
    found,
    of(token: Uint32Array, from: number, to: number): void {
      room(to - from);
      round++;
      found.size = 0;
      for (let place = from; place + 1 < to; place++) {
        const first = token[place]!;
        const second = token[place + 1]!;
        let slot = mixed(first, second) & mask;
        while (stamp[slot] === round && (slotFirst[slot] !== first || slotSecond[slot] !== second)) slot = (slot + 1) & mask;
        if (stamp[slot] === round) {
          const at = slotPlace[slot]!;
          if (found.times[at]! < 0xffff) found.times[at] = found.times[at]! + 1;
          continue;
        }
        stamp[slot] = round;
        slotFirst[slot] = first;
        slotSecond[slot] = second;
        slotPlace[slot] = found.size;
        found.first[found.size] = first;
        found.second[found.size] = second;
        found.times[found.size] = 1;
        found.size++;
      }
    },
  };
};

/** Number ↔ pair of those added, with the texts that have it: open addressing in typed arrays. */
const table = () => {
  let mask = (1 << 16) - 1;
  let slots = new Int32Array(mask + 1).fill(-1);
  let size = 0;
  let first = new Uint32Array(1 << 15);
  let second = new Uint32Array(1 << 15);
  let documents = new Uint32Array(1 << 15);
  const widen = (): void => {
    mask = mask * 2 + 1;
    slots = new Int32Array(mask + 1).fill(-1);
    for (let id = 0; id < size; id++) {
      let slot = mixed(first[id]!, second[id]!) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    first = longer(first, (mask + 1) >> 1);
    second = longer(second, (mask + 1) >> 1);
    documents = longer(documents, (mask + 1) >> 1);
  };
  return {
    add(one: number, two: number): number {
      let slot = mixed(one, two) & mask;
      for (let id = slots[slot]!; id >= 0; id = slots[slot]!) {
        if (first[id] === one && second[id] === two) {
          documents[id] = documents[id]! + 1;
          return id;
        }
        slot = (slot + 1) & mask;
      }
      slots[slot] = size;
      first[size] = one;
      second[size] = two;
      documents[size] = 1;
      size++;
      if (size * 2 > mask) widen();
      return size - 1;
    },
    all: () => ({ size, first, second, documents }),
  };
};

/**
 * Two passes: the first marks in two bit sets which pairs occur in a second text (a false mark costs a table entry, nothing else), so that
 * the exact table of the second holds a third of all pairs only: 100,000 abstracts have 7 million pairs, 2.4 million of them in two texts.
 */
export function* countPairs(stream: Stream): Work<Pairs> {
  const { n, start, token } = stream;
  const bits = Math.min(27, Math.max(16, Math.ceil(Math.log2(token.length + 1)) + 3));
  const shift = 32 - bits;
  const once = new Uint32Array(1 << (bits - 5));
  const twice = new Uint32Array(1 << (bits - 5));
  const one = distinct();
  let sinceStep = 0;
  for (let at = 0; at < n; at++) {
    one.of(token, start[at]!, start[at + 1]!);
    for (let k = 0; k < one.found.size; k++) {
      const bit = mixed(one.found.first[k]!, one.found.second[k]!) >>> shift;
      const flag = 1 << (bit & 31);
      if ((once[bit >>> 5]! & flag) === 0) once[bit >>> 5] = once[bit >>> 5]! | flag;
      else twice[bit >>> 5] = twice[bit >>> 5]! | flag;
    }
    sinceStep += start[at + 1]! - start[at]! + 10;
    if (sinceStep > slice) {
      sinceStep = 0;
      yield { done: at + 1, total: 2 * n };
    }
  }
  const known = table();
  const pairStart = new Uint32Array(n + 1);
  const loneStart = new Uint32Array(n + 1);
  let pair = new Uint32Array(1 << 16);
  let times = new Uint16Array(1 << 16);
  let loneTimes = new Uint16Array(1 << 16);
  let entries = 0;
  let lone = 0;
  for (let at = 0; at < n; at++) {
    one.of(token, start[at]!, start[at + 1]!);
    const { size, first, second, times: of } = one.found;
    while (pair.length < entries + size) {
      pair = longer(pair, pair.length * 2);
      times = longer16(times, times.length * 2);
    }
    while (loneTimes.length < lone + size) loneTimes = longer16(loneTimes, loneTimes.length * 2);
    for (let k = 0; k < size; k++) {
      const bit = mixed(first[k]!, second[k]!) >>> shift;
      if ((twice[bit >>> 5]! & (1 << (bit & 31))) === 0) loneTimes[lone++] = of[k]!;
      else {
        pair[entries] = known.add(first[k]!, second[k]!);
        times[entries++] = of[k]!;
      }
    }
    pairStart[at + 1] = entries;
    loneStart[at + 1] = lone;
    sinceStep += start[at + 1]! - start[at]! + 10;
    if (sinceStep > slice) {
      sinceStep = 0;
      yield { done: n + at + 1, total: 2 * n };
    }
  }
  const all = known.all();
  return {
    size: all.size,
    first: all.first.subarray(0, all.size),
    second: all.second.subarray(0, all.size),
    documents: all.documents.subarray(0, all.size),
    start: pairStart,
    pair: pair.subarray(0, entries),
    times: times.subarray(0, entries),
    loneStart,
    loneTimes: loneTimes.subarray(0, lone),
  };
}
