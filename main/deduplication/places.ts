// Where was it printed: do journal, volume, issue and pages of two records agree?
import { fold, isStop, spelling, words } from './fold.ts';

export interface Journal {
  readonly key: string;
  /** The name and, where given, its second language or short form: lists of words. */
  readonly names: readonly (readonly string[])[];
  readonly issn: readonly string[];
}

const small = new Set(['and', 'the', 'of', 'for', 'in', 'on', 'official', 'publication', 'part']);

/** @param text journal or book title; addresses and placeholders count as none */
export const readJournal = (text: string | undefined, issn: string | undefined): Journal => {
  const folded = fold(text ?? '').replace(/["]/g, '');
  const numbers = (issn ?? '').toLowerCase().match(/\d{4}-?\d{3}[\dx]/g) ?? [];
  const list = numbers.map((number) => number.replace('-', ''));
  if (folded === '' || /^\W*(?:unknown|n\/?a|none|null)\W*$/.test(folded) || /^https?:/.test(folded)) return { key: '', names: [], issn: list };
  const bare = folded.replace(/[([][^()[\]]*[)\]]/g, ' ');
  const names: string[][] = [];
  for (const part of (bare.trim() === '' ? folded : bare).split(/\s=\s|\s:\s|\/|(?<=[a-z]{4})\.\s?(?=[a-z]{4,})/)) {
    const name = words(part)
      .filter((word) => !isStop(word) && !small.has(word))
      .map(spelling);
    if (name.length > 0) names.push(name);
  }
  const whole = names.flat();
  if (names.length > 1) names.unshift(whole);
  return { key: whole.join(''), names, issn: list };
};

/** `natl` for national, `endocrinol` for endocrinology, `j` for journal: begins alike and keeps the order of letters. */
const abbreviates = (short: string, long: string): boolean => {
  if (short.charCodeAt(0) !== long.charCodeAt(0) || short.length > long.length + 1) return false;
  if (long.startsWith(short)) return true;
  let at = 0;
  let both = 0;
  while (both < short.length && both < long.length && short.charCodeAt(both) === long.charCodeAt(both)) both += 1;
  // Endings that differ by language or number: paediatric, paediatrics; cardiologia, cardiology.
  if (both >= 5 && long.length - both <= 3) return true;
  if (long.includes('?') || short.includes('?')) return both > 0;
  if (both < 2 && short.length > 3 && /[aeiouy]/.test(short)) return false;
  for (const sign of short) {
    at = long.indexOf(sign, at);
    if (at < 0) return false;
    at += 1;
  }
  return true;
};

/** Words of the shorter name that find their partner in order, as a share of the shorter; and whether all words of the longer were used. */
const align = (a: readonly string[], b: readonly string[]): { share: number; whole: boolean } => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  let found = 0;
  for (const word of short) {
    for (let next = at; next < long.length; next += 1) {
      const other = long[next] ?? '';
      if (!abbreviates(word, other) && !abbreviates(other, word)) continue;
      found += 1;
      at = next + 1;
      break;
    }
  }
  return { share: found / short.length, whole: found === long.length };
};

export type JournalMatch = 'same' | 'likely' | 'differ' | 'missing';

export const compareJournals = (a: Journal, b: Journal): JournalMatch => {
  if (a.issn.length > 0 && b.issn.some((number) => a.issn.includes(number))) return 'same';
  if (a.key === '' || b.key === '') return 'missing';
  if (a.key === b.key) return 'same';
  let best = 0;
  for (const one of a.names)
    for (const two of b.names) {
      if (one.join('') === two.join('')) return one.join('').length > 3 ? 'same' : 'likely';
      const { share, whole } = align(one, two);
      if (share === 1 && whole) return 'same';
      // An acronym: JPEN, PNAS, CMAJ.
      const [short, long] = one.length <= two.length ? [one, two] : [two, one];
      if (short.length === 1 && long.length > 2 && short[0] === long.map((word) => word.charAt(0)).join('')) return 'same';
      const weight = Math.min(one.length, two.length) / Math.max(one.length, two.length);
      best = Math.max(best, share === 1 && (weight > 0.5 || short.join('').length > 7) ? 0.8 : share * (0.5 + weight / 2));
    }
  return best >= 0.75 ? 'likely' : 'differ';
};

export interface Place {
  readonly volume?: number;
  readonly issue?: number;
  readonly supplement: boolean;
  readonly pages?: Pages;
}

export interface Pages {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Letters before the first number: `e`, `s`, `cd`. */
  readonly letter: string;
  /** Written so that not much can be concluded from a difference. */
  readonly odd: boolean;
}

const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const supplement = /\bsup+l|\bspl\b|\bsuppl|\bsup\b/;

/** Spreadsheets turn 8-8 into 08-Aug and 11-19 into Nov-19. */
const dated = (text: string): Pages | undefined => {
  const found =
    /^(\d{1,2})-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/.exec(text) ??
    /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-(\d{1,2})$/.exec(text);
  if (found === null) return undefined;
  const [one = 0, two = 0] = found.slice(1).map((part) => months[part] ?? Number(part));
  return { starts: [one, two], ends: [one, two], letter: '', odd: true };
};

export const readPages = (raw: string | undefined): Pages | undefined => {
  if (raw === undefined) return undefined;
  const text = fold(raw).replace(/["\s]+/g, ' ').replace(/no pagination|unknown/g, '').trim(); // prettier-ignore
  const damaged = dated(text);
  if (damaged !== undefined) return damaged;
  if (/^\d+ ?(?:p|pp|pages|s)\.?$/.test(text)) return undefined;
  const starts: number[] = [];
  const ends: number[] = [];
  let letter: string | undefined;
  for (const [, before = '', from = '', to = ''] of text.matchAll(
    /([a-z]{0,8})[ .:-]{0,2}(\d{1,9})(?:\.e?\d+)?(?:\s*-+\s*(?:[a-z]{0,2}\.?)?(\d{1,9}))?/g,
  )) {
    const start = Number(from);
    letter ??= before;
    starts.push(start);
    if (to === '') ends.push(start);
    else ends.push(to.length < from.length ? Number(from.slice(0, from.length - to.length) + to) : Number(to));
    if (starts.length === 4) break;
  }
  if (starts.length === 0) return undefined;
  return { starts, ends, letter: (letter ?? '').replace(/^pp?$/, ''), odd: /^(?:sup+l?|t|tp)$/.test(letter ?? '') || text.includes('[') };
};

/** The first number of a volume or issue and whether it is a supplement. */
export const readPlace = (volume: string | undefined, issue: string | undefined, pages: string | undefined): Place => {
  const vol = fold(volume ?? '').replace(/(?:\b|conference:.*?)(?:19|20)\d\d-[a-z]+/g, ' ');
  const iss = fold(issue ?? '');
  const read = readPages(pages);
  // `4 (1) (no pagination)`, `59 (1 Supplement 1)`: the issue stands behind the volume. A congress before it is no number.
  const inner = /\d\D*\((?:pt\.? ?)?(\d+)/.exec(vol)?.[1];
  const first = /(?:conference|meeting|congress)\b.*?(\d+)\D*$/.exec(vol)?.[1] ?? /\d+/.exec(vol.replace(/^\s*\(.*?\)/, ''))?.[0];
  const second = /\d+/.exec(iss)?.[0] ?? inner;
  return {
    volume: first === undefined ? undefined : Number(first),
    issue: second === undefined ? undefined : Number(second),
    supplement: supplement.test(vol) || supplement.test(iss) || read?.letter === 's' || read?.letter === 'suppl',
    pages: read,
  };
};

export type PlaceMatch = 'same' | 'near' | 'open' | 'differ' | 'missing';
/** full: start and end agree over three pages or more, which two articles of one volume never share. */
export type PagesMatch = PlaceMatch | 'full';

/** same: one start in common; near: one end in common or a digit wrong; open: article number against page count and the like. */
export const comparePages = (a: Pages | undefined, b: Pages | undefined): PagesMatch => {
  if (a === undefined || b === undefined) return 'missing';
  const [startA = 0] = a.starts;
  const [startB = 0] = b.starts;
  const [endA = 0] = a.ends;
  const [endB = 0] = b.ends;
  if (a.starts.some((start) => b.starts.includes(start))) {
    // Counting from 1 in every article says little unless the count agrees.
    if (startA === 1 && startB === 1) return endA === endB ? 'near' : 'open';
    return startA === startB && endA === endB && endA - startA >= 2 ? 'full' : 'same';
  }
  if (a.starts.includes(endB) && b.starts.includes(endA)) return 'same';
  const [longA, longB] = [startA > 9999 || a.letter === 'e' || a.letter === 'cd', startB > 9999 || b.letter === 'e' || b.letter === 'cd'];
  if (a.ends.some((end) => b.ends.includes(end)) && endA !== startA && endB !== startB) return 'near';
  // One digit wrong, the other end right within reach.
  if (Math.abs(startA - startB) <= 2 && Math.abs(endA - endB) <= 2 && endA > startA && endB > startB) return 'near';
  if (a.starts.some((start) => b.ends.includes(start)) && (a.odd || b.odd)) return 'near';
  if (a.odd || b.odd) return 'open';
  // Ahead of print the pages are counted from 1: as many of them.
  if (Math.min(startA, startB) === 1 && endA - startA === endB - startB && endA - startA >= 3) return 'near';
  if (startA === 1 || startB === 1) return 'open';
  if (longA !== longB) return 'open';
  return 'differ';
};

/** @param year a volume that is the year says nothing; @param crossed the numbers of the other field, where volume and issue were exchanged */
export const compareVolumes = (a: Place, b: Place, year: number | undefined): PlaceMatch => {
  if (a.volume === undefined || b.volume === undefined) return 'missing';
  if (a.volume === b.volume) return 'same';
  if (a.volume === b.issue || b.volume === a.issue || a.volume === year || b.volume === year) return 'open';
  return 'differ';
};

export const compareIssues = (a: Place, b: Place): PlaceMatch => {
  if (a.issue === undefined || b.issue === undefined) return 'missing';
  if (a.issue === b.issue) return 'same';
  return a.issue > 400 || b.issue > 400 || a.issue === b.volume || b.issue === a.volume ? 'open' : 'differ';
};
