// In which order are records looked at? By what they say, so that the order of the files changes nothing.
import type { Work } from '../../shared/work.ts';
import type { Profile } from './profile.ts';

/** Everything that is compared, in one line: records with equal lines cannot be told apart. */
export const signature = (of: Profile): string => {
  const { title, people, place, journal } = of;
  const pages = place.pages;
  return [
    title.key,
    title.others.join(','),
    of.kind,
    of.year ?? '',
    people.persons.map((who) => `${who.family}.${who.initials}.${who.words.join('.')}`).join(','),
    people.bodies.join('.'),
    journal.key,
    journal.issn.join(','),
    place.volume ?? '',
    place.issue ?? '',
    place.supplement ? 's' : '',
    pages === undefined ? '' : `${pages.letter}${pages.starts.join(',')}-${pages.ends.join(',')}`,
    of.doi ?? '',
    of.pmid ?? '',
    of.pmcid ?? '',
    of.accession ?? '',
    of.trials.join(','),
    of.cochrane === undefined ? '' : `${of.cochrane.number}.${of.cochrane.version ?? ''}`,
    of.conference ? 'c' : '',
  ].join('|');
};

/** 53 bits of a text; two different ones of 100,000 get the same number once in two million runs. */
export const digest = (text: string): number => {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 13);
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff) + 1;
};

/** 0…n−1 sorted by a comparison as Array.sort takes it; equal ones stay in order. A merge sort that can be paused. */
export function* sorted(n: number, order: (a: number, b: number) => number): Work<Uint32Array> {
  let from = Uint32Array.from({ length: n }, (_, at) => at);
  let to = new Uint32Array(n);
  let moved = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place += 1) {
        const takeLeft = left < middle && (right >= end || order(from[left] ?? 0, from[right] ?? 0) <= 0);
        to[place] = from[takeLeft ? left++ : right++] ?? 0;
        if ((moved += 1) % 2048 === 0) yield { done: 0, total: n };
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
