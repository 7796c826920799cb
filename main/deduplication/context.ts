// What do two records' journals and abstracts say of each other? Asked once a pair of journals, once an abstract.
import type { Citation } from '../../shared/citation.ts';
import type { Context } from './evidence.ts';
import { compareJournals, type JournalMatch } from './places.ts';

/** Abstracts kept at a time; dropped all at once when more have been read. */
const held = 4000;

/** Sorted hashes of all pairs of neighbouring words at the beginning; empty below eight words. One pass over the signs: this is the hot spot of long lists. */
const wordPairs = (abstract: string): Uint32Array => {
  const found: number[] = [];
  const end = Math.min(abstract.length, 1200);
  let before = 0;
  let sum = 0;
  for (let at = 0; at <= end; at += 1) {
    const code = at === end ? 32 : abstract.charCodeAt(at);
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if ((lower >= 97 && lower <= 122) || (lower >= 48 && lower <= 57)) sum = Math.imul(sum ^ lower, 0x01000193) ^ (sum >>> 15);
    else if (sum !== 0) {
      if (before !== 0) found.push((Math.imul(before, 31) ^ sum) >>> 0);
      before = sum;
      sum = 0;
    }
  }
  return found.length < 7 ? new Uint32Array(0) : Uint32Array.from(new Set(found)).sort();
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
