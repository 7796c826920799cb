// What speaks for and against two records being one reference? Field by field, no judgement yet.
import { bitCount, distance } from './fold.ts';
import { comparePeople, type PeopleMatch } from './people.ts';
import { compareIssues, comparePages, compareVolumes, type JournalMatch, type PagesMatch, type PlaceMatch } from './places.ts';
import type { Profile } from './profile.ts';
import { compareTitles, type TitleMatch } from './title.ts';

export type Same = 'same' | 'differ' | 'missing';

export interface Evidence {
  readonly doi: Same | 'near';
  readonly pmid: Same;
  readonly pmcid: Same;
  readonly accession: 'same' | 'missing';
  readonly trials: Same;
  readonly title: TitleMatch;
  readonly people: PeopleMatch;
  /** Years apart; undefined where one is missing. */
  readonly years?: number;
  readonly journal: JournalMatch;
  readonly volume: PlaceMatch;
  readonly issue: PlaceMatch;
  readonly pages: PagesMatch;
  /** Share of the shorter abstract's word pairs found in the longer, 0…1; undefined where one is missing. */
  readonly abstract?: number;
}

/** What the comparison needs beside the two profiles, made once for a run. */
export interface Context {
  journals(a: Profile, b: Profile): JournalMatch;
  abstracts(a: Profile, b: Profile): number | undefined;
}

const same = (a: string | undefined, b: string | undefined): Same => (a === undefined || b === undefined ? 'missing' : a === b ? 'same' : 'differ');

const compareDois = (a: string | undefined, b: string | undefined): Same | 'near' => {
  const plain = same(a, b);
  if (plain !== 'differ' || a === undefined || b === undefined) return plain;
  // Cut off, or a slip of the typist; a number one higher is the neighbouring article, so an exchange of two signs only.
  if (a.length === b.length && distance(a, b, 1) === 1 && a.split('').sort().join('') === b.split('').sort().join('')) return 'near';
  return 'differ';
};

const compareTrials = (a: readonly string[], b: readonly string[]): Same => {
  if (a.length === 0 || b.length === 0) return 'missing';
  return a.some((number) => b.includes(number)) ? 'same' : 'differ';
};

/** At a glance: neither identifier nor place nor enough words of the title can agree. Never true of two titles that share half their words. */
const strangers = (a: Profile, b: Profile): boolean => {
  const [start] = a.place.pages?.starts ?? [];
  if (start !== undefined && b.place.pages?.starts.includes(start)) return false;
  if (a.title.key === b.title.key || a.title.others.length + b.title.others.length > 0 || a.title.weight < 4 || b.title.weight < 4) return false;
  if (a.nameBits !== 0 && b.nameBits !== 0 && (a.nameBits & b.nameBits) === 0) return true;
  return bitCount(a.titleBits & b.titleBits) < 0.34 * Math.min(bitCount(a.titleBits), bitCount(b.titleBits));
};

/** @returns undefined where nothing but chance brought the two together */
export const compare = (a: Profile, b: Profile, context: Context): Evidence | undefined => {
  const doi = compareDois(a.doi, b.doi);
  const pmid = same(a.pmid, b.pmid);
  const pmcid = same(a.pmcid, b.pmcid);
  const trials = compareTrials(a.trials, b.trials);
  const byNumber = doi === 'same' || pmid === 'same' || pmcid === 'same' || trials === 'same';
  if (!byNumber && strangers(a, b)) return undefined;
  const title = compareTitles(a.title, b.title);
  const pages = comparePages(a.place.pages, b.place.pages);
  if (!byNumber && title.likeness === 'other' && pages !== 'same' && pages !== 'full') return undefined;
  const people = comparePeople(a.people, b.people);
  if (!byNumber && people === 'none' && title.likeness !== 'exact' && title.likeness !== 'near' && pages !== 'full') return undefined;
  // Where all else agrees, or nothing can help, the abstracts need not be read.
  const close = title.likeness === 'exact' || title.likeness === 'near';
  const clear =
    (close && people !== 'none' && (pages === 'full' || pages === 'same' || (doi === 'same' && pages !== 'differ'))) || title.likeness === 'other';
  return {
    doi,
    pmid,
    pmcid,
    accession: a.accession !== undefined && a.accession === b.accession ? 'same' : 'missing',
    trials,
    title,
    people,
    years: a.year === undefined || b.year === undefined ? undefined : Math.abs(a.year - b.year),
    journal: context.journals(a, b),
    volume: compareVolumes(a.place, b.place, a.year),
    issue: compareIssues(a.place, b.place),
    pages,
    abstract: clear ? undefined : context.abstracts(a, b),
  };
};
