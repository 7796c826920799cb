// Which pairs are worth comparing at all? Keys that two records of one reference share.
import type { Work } from '../../shared/work.ts';
import { isStop } from './fold.ts';
import type { Profile } from './profile.ts';

/** Records with one key: beyond this many, only those that share a second trait are paired. */
const crowd = 24;
/** No key pairs more than this many even so; the rest are paired with their neighbours in order of title. */
const most = 400;

/** 53 bits of two 32-bit FNV-1a sums: keys as numbers take a tenth of the memory of strings. */
const digest = (kind: number, text: string): number => {
  let a = 0x811c9dc5 ^ kind;
  let b = 0x01000193 ^ (kind << 8);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 13);
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
};

const content = (words: readonly string[]): string[] => words.filter((word) => !isStop(word) && (word.length > 2 || /\d/.test(word)));

/** How many records use each word of a title. */
export const wordCounts = (profiles: readonly Profile[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { title } of profiles) for (const word of new Set(title.words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

const family = (of: Profile, at: number): string => of.people.persons[at]?.family ?? '';

/** exact: identifiers and the whole of title, authors and year. */
export type Stage = 'all' | 'exact';

/** Every key of a record. The kind keeps equal texts of different meaning apart. */
const keysOf = (of: Profile, counts: ReadonlyMap<string, number>, stage: Stage): number[] => {
  const keys: number[] = [];
  const add = (kind: number, ...parts: (string | number | undefined)[]): void => {
    if (parts.every((part) => part !== undefined && part !== '')) keys.push(digest(kind, parts.join('|')));
  };
  add(1, of.doi);
  add(2, of.pmid);
  add(3, of.pmcid);
  add(4, of.accession);
  for (const trial of of.trials) add(5, trial);
  if (stage === 'exact') {
    add(6, of.title.key, of.year, of.people.persons.map((who) => who.family).join(','));
    return keys;
  }
  add(6, of.title.key);
  for (const key of of.title.others) add(6, key);
  if (of.title.key.length > 24) add(7, of.title.key.slice(0, 24));
  // Rare words, but for those of this record alone: a typing error would be one.
  const rare = content(of.title.words)
    .filter((word) => (counts.get(word) ?? 0) > 1)
    .sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1));
  const [one, two, three] = [...new Set(rare)];
  add(8, ...[one, two].sort());
  add(8, ...[one, three].sort());
  add(8, ...[two, three].sort());
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
  if (of.title.key !== '') out.push(`t${of.title.key.slice(0, 16)}|${of.year ?? ''}`);
  if (of.title.key !== '') out.push(`k${of.title.key}|${of.place.volume ?? ''}|${of.place.issue ?? ''}`);
  return out;
};

/**
 * Pairs of positions in `profiles`, each once, smaller first, handed to `meet`. What is paired does not depend on the order of the records.
 * @param meet does the comparing; the step counts records whose pairs are done
 */
export function* pairs(profiles: readonly Profile[], meet: (a: number, b: number) => void, stage: Stage = 'all'): Work<void> {
  const n = profiles.length;
  const counts = wordCounts(profiles);
  const size = new Map<number, number>();
  const starts = new Uint32Array(n + 1);
  const all: number[] = [];
  for (let at = 0; at < n; at += 1) {
    const own = new Set(keysOf(profiles[at] as Profile, counts, stage));
    for (const key of own) {
      all.push(key);
      size.set(key, (size.get(key) ?? 0) + 1);
    }
    starts[at + 1] = all.length;
    if (at % 64 === 0) yield { done: 0, total: n };
  }
  // Chains through the records seen so far, newest first: `next` holds the entry before.
  const head = new Map<number, number>();
  const owner: number[] = [];
  const next: number[] = [];
  const met = new Int32Array(n).fill(-1);
  let compared = 0;
  const follow = (at: number, key: number): void => {
    const first = head.get(key) ?? -1;
    for (let link = first, seen = 0; link >= 0 && seen < most; link = next[link] ?? -1, seen += 1) {
      const other = owner[link] ?? 0;
      if (met[other] === at) continue;
      met[other] = at;
      compared += 1;
      meet(other, at);
    }
    head.set(key, owner.length);
    owner.push(at);
    next.push(first);
  };
  for (let at = 0; at < n; at += 1) {
    const own = profiles[at] as Profile;
    met[at] = at;
    let second: string[] | undefined;
    for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place += 1) {
      const key = all[place] ?? 0;
      const together = size.get(key) ?? 0;
      if (together < 2) continue;
      if (together <= crowd) follow(at, key);
      else for (const trait of (second ??= traits(own))) follow(at, digest(13, `${key}|${trait}`));
      if (compared > 100) {
        yield { done: at, total: n };
        compared = 0;
      }
    }
    if (at % 64 === 0 || compared > 100) {
      yield { done: at, total: n };
      compared = 0;
    }
  }
  yield { done: n, total: n };
}
