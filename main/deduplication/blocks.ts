// Which pairs are worth comparing at all? Keys that two records of one reference share.
import type { Work } from '../../shared/work.ts';
import { isStop } from './fold.ts';
import { digest } from './order.ts';
import type { Profile } from './profile.ts';

/** exact: identifiers and the whole of title, authors and year. */
export type Stage = 'all' | 'exact';

/** Records with one key: beyond this many, only those that share a second trait are paired. */
const crowd = 24;
/** No key pairs a record with more than this many others. */
const most = 400;

/**
 * Keys → small numbers, by open addressing in typed arrays: a Map of a million numbers costs seconds of garbage collection.
 * Room is made for `expected` keys at once, so that it never has to grow.
 */
const keyTable = (expected: number): { slot(key: number): number; slots: number } => {
  let slots = 1024;
  while (slots < expected * 1.6) slots *= 2;
  const keys = new Float64Array(slots);
  return {
    slots,
    slot: (key) => {
      let at = (key / 0x200000) & (slots - 1);
      for (;;) {
        const found = keys[at];
        if (found === key) return at;
        if (found === 0) {
          keys[at] = key;
          return at;
        }
        at = (at + 1) & (slots - 1);
      }
    },
  };
};

/** How many records use each word of a title. */
function* wordCounts(profiles: readonly Profile[]): Work<Map<string, number>> {
  const counts = new Map<string, number>();
  let seen = 0;
  for (const { title } of profiles) {
    for (const word of new Set(title.words)) counts.set(word, (counts.get(word) ?? 0) + 1);
    if ((seen += 1) % 256 === 0) yield { done: 0, total: profiles.length };
  }
  return counts;
}

const family = (of: Profile, at: number): string => of.people.persons[at]?.family ?? '';

/** The three rarest words, but for those of this record alone: a typing error would be one. In order of the alphabet. */
const rarest = (of: Profile, counts: ReadonlyMap<string, number>): readonly [string, string, string] => {
  const best: { word: string; count: number }[] = [];
  for (const word of of.title.words) {
    if ((word.length < 3 && !/\d/.test(word)) || isStop(word)) continue;
    const count = counts.get(word) ?? 0;
    if (count < 2 || best.some((other) => other.word === word)) continue;
    best.push({ word, count });
    best.sort((a, b) => a.count - b.count || (a.word < b.word ? -1 : 1));
    if (best.length > 3) best.pop();
  }
  const [one = '', two = '', three = ''] = best.map(({ word }) => word).sort();
  return [one, two, three];
};

/** Every key of a record; the number of its kind keeps equal texts of different meaning apart. At most 20. */
const keysOf = (of: Profile, counts: ReadonlyMap<string, number>, stage: Stage): number[] => {
  const keys: number[] = [];
  const add = (kind: number, ...parts: (string | number | undefined)[]): void => {
    for (const part of parts) if (part === undefined || part === '') return;
    const key = digest(`${kind}|${parts.join('|')}`);
    if (!keys.includes(key) && keys.length < 20) keys.push(key);
  };
  add(1, of.doi);
  add(2, of.pmid);
  add(3, of.pmcid);
  add(4, of.accession);
  for (const trial of of.trials.slice(0, 3)) add(5, trial);
  if (stage === 'exact') {
    add(6, of.title.key, of.year, of.people.persons.map((who) => who.family).join(','));
    return keys;
  }
  add(6, of.title.key);
  for (const key of of.title.others.slice(0, 4)) add(6, key);
  if (of.title.key.length > 24) add(7, of.title.key.slice(0, 24));
  const [one, two, three] = rarest(of, counts);
  add(8, one, two);
  add(8, one, three);
  add(8, two, three);
  const { pages, volume } = of.place;
  const start = pages?.starts[0];
  if (start !== 1) {
    add(9, family(of, 0), start, volume);
    add(10, start, volume, of.year);
    add(11, family(of, 0), start, of.year);
  }
  add(12, family(of, 0), family(of, 1), of.year, volume);
  return keys;
};

/** Second traits for crowded keys: two records of one reference share at least one of them unless they say hardly anything. */
const traits = (of: Profile): string[] => {
  const out: string[] = [];
  if (of.people.persons.length > 0) out.push(`a${family(of, 0)}`);
  if (of.place.pages !== undefined) out.push(`p${of.place.pages.starts[0]}|${of.place.volume ?? ''}`);
  if (of.title.key === '') return out;
  out.push(`k${of.title.key}|${of.place.volume ?? ''}|${of.place.issue ?? ''}`);
  // "Editorial" and a year bring hundreds together for nothing.
  if (!of.title.generic) out.push(`t${of.title.key.slice(0, 16)}|${of.year ?? ''}`);
  return out;
};

/** Chains of the records that have a key, newest first. */
const chains = (slots: number, links: number): { head: Int32Array; next: Int32Array; owner: Int32Array; length: number } => ({
  head: new Int32Array(slots).fill(-1),
  next: new Int32Array(links),
  owner: new Int32Array(links),
  length: 0,
});

/**
 * Pairs of positions in `profiles`, each once, smaller first, handed to `meet`.
 * @param meet does the comparing; the step counts records whose pairs are done
 */
export function* pairs(profiles: readonly Profile[], meet: (a: number, b: number) => void, stage: Stage = 'all'): Work<void> {
  const n = profiles.length;
  const counts = yield* wordCounts(profiles);
  const own: Float64Array[] = [];
  let links = 0;
  for (const of of profiles) {
    const keys = Float64Array.from(keysOf(of, counts, stage));
    links += keys.length;
    own.push(keys);
    if (own.length % 64 === 0) yield { done: 0, total: n };
  }
  const table = keyTable(links);
  const size = new Uint32Array(table.slots);
  yield { done: 0, total: n };
  let crowded = 0;
  for (let at = 0; at < n; at += 1) {
    const keys = own[at] as Float64Array;
    for (let place = 0; place < keys.length; place += 1) {
      const slot = table.slot(keys[place] ?? 0);
      // From here on the number of the slot stands for the key.
      keys[place] = slot;
      if ((size[slot] = (size[slot] ?? 0) + 1) === crowd + 1) crowded += crowd + 1;
      else if ((size[slot] ?? 0) > crowd) crowded += 1;
    }
    if (at % 512 === 0) yield { done: 0, total: n };
  }
  const plain = chains(table.slots, links);
  yield { done: 0, total: n };
  const second = keyTable(crowded * 4);
  const split = chains(second.slots, crowded * 4);
  const met = new Int32Array(n).fill(-1);
  let compared = 0;
  const follow = (chain: typeof plain, at: number, slot: number): void => {
    const first = chain.head[slot] ?? -1;
    for (let link = first, seen = 0; link >= 0 && seen < most; link = chain.next[link] ?? -1, seen += 1) {
      const other = chain.owner[link] ?? 0;
      if (met[other] === at) continue;
      met[other] = at;
      compared += 1;
      meet(other, at);
    }
    chain.owner[chain.length] = at;
    chain.next[chain.length] = first;
    chain.head[slot] = chain.length;
    chain.length += 1;
  };
  for (let at = 0; at < n; at += 1) {
    met[at] = at;
    let more: readonly string[] | undefined;
    for (const slot of own[at] as Float64Array) {
      const together = size[slot] ?? 0;
      if (together < 2) continue;
      if (together <= crowd) follow(plain, at, slot);
      else for (const trait of (more ??= traits(profiles[at] as Profile))) follow(split, at, second.slot(digest(`${slot}|${trait}`)));
      if (compared > 100) {
        yield { done: at, total: n };
        compared = 0;
      }
    }
    if (at % 64 === 0) yield { done: at, total: n };
  }
  yield { done: n, total: n };
}
