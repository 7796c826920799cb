// What do two records' journals and abstracts say of each other? Asked once a pair of journals, once an abstract.
import type { Citation } from '../../shared/citation.ts';
import type { Context } from './evidence.ts';
import { fold, words } from './fold.ts';
import { compareJournals, type JournalMatch } from './places.ts';

/** Abstracts kept at a time; dropped all at once when more have been read. */
const held = 4000;

/** Sorted hashes of all pairs of neighbouring words in the first 150 words; empty below ten words. */
const wordPairs = (abstract: string): Uint32Array => {
  const list = words(fold(abstract.slice(0, 1500))).slice(0, 150);
  if (list.length < 8) return new Uint32Array(0);
  const found = new Set<number>();
  let before = 0;
  list.forEach((word, at) => {
    let sum = 0x811c9dc5;
    for (let place = 0; place < word.length; place += 1) sum = Math.imul(sum ^ word.charCodeAt(place), 0x01000193);
    if (at > 0) found.add((Math.imul(before, 31) ^ sum) >>> 0);
    before = sum;
  });
  return Uint32Array.from(found).sort();
};

const shared = (a: Uint32Array, b: Uint32Array): number => {
  let at = 0;
  let both = 0;
  for (const value of a) {
    while (at < b.length && (b[at] ?? 0) < value) at += 1;
    if (b[at] === value) both += 1;
  }
  return both;
};

export const contextOf = (citations: readonly Citation[]): Context => {
  const read = new Map<number, Uint32Array>();
  const known = new Map<string, JournalMatch>();
  const pairsOf = (at: number): Uint32Array | undefined => {
    const abstract = citations[at]?.abstract;
    if (abstract === undefined) return undefined;
    let found = read.get(at);
    if (found === undefined) {
      if (read.size >= held) read.clear();
      found = wordPairs(abstract);
      read.set(at, found);
    }
    return found.length === 0 ? undefined : found;
  };
  return {
    journals: (a, b) => {
      if (a.journal.key === b.journal.key || a.journal.key === '' || b.journal.key === '' || a.journal.issn.length + b.journal.issn.length > 0)
        return compareJournals(a.journal, b.journal);
      const pair = a.journal.key < b.journal.key ? `${a.journal.key}|${b.journal.key}` : `${b.journal.key}|${a.journal.key}`;
      let match = known.get(pair);
      if (match === undefined) {
        match = compareJournals(a.journal, b.journal);
        known.set(pair, match);
      }
      return match;
    },
    abstracts: (a, b) => {
      const [one, two] = [pairsOf(a.at), pairsOf(b.at)];
      return one === undefined || two === undefined ? undefined : shared(one, two) / Math.min(one.length, two.length);
    },
  };
};
