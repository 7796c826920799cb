// What of a record is compared? Everything normalised once, before any pair is looked at.
import type { Citation } from '../../shared/citation.ts';
import { looksDecodedTwice, repairDecodedTwice } from '../citations/decoded-twice.ts';
import { doi as readDoi, pmcid as readPmcid, pmid as readPmid } from '../citations/identifiers.ts';
import { fold, isStop, spelling, wordSet } from './fold.ts';
import { remembered } from './memo.ts';
import { readPeople, readPerson, type People, type Person } from './people.ts';
import { readJournal, readPlace, type Journal, type Place } from './places.ts';
import { readTitle, type Title } from './title.ts';

/** What kind of publication a record is, as far as two kinds are never one reference. */
export type Kind = 'article' | 'preprint' | 'registration' | 'notice' | 'reply' | 'protocol' | 'abstract' | 'book' | 'chapter';

export interface Profile {
  readonly at: number;
  readonly kind: Kind;
  readonly doi?: string;
  readonly pmid?: string;
  readonly pmcid?: string;
  readonly accession?: string;
  /** Numbers of trial registers, sorted. */
  readonly trials: readonly string[];
  /** Cochrane review number and version (1 = first), where the DOI tells. */
  readonly cochrane?: { readonly number: string; readonly version?: number };
  readonly title: Title;
  readonly people: People;
  readonly year?: number;
  readonly journal: Journal;
  readonly place: Place;
  readonly conference: boolean;
  /** Words of the title and of the names as sets of bits, to see at a glance that two records have nothing in common. */
  readonly titleBits: number;
  readonly nameBits: number;
}

const none: readonly string[] = [];
const trialNumber =
  /\b(?:nct\s?\d{8}|isrctn\s?\d{8}|actrn\s?\d{14}|eudract\s?(?:no\.?\s?)?\d{4}-\d{6}-\d{2}|chictr[-a-z]{0,6}\d{6,}|drks\s?\d{8}|(?:jprn-)?umin\s?\d{9}|jprn-jrcts?\d+|ctri\/\d{4}\/\d+\/\d+|ntr\s?\d{3,5}|irct\s?\d{6,}n?\d*|pactr\s?\d{12,}|kct\s?\d{7}|tctr\s?\d{11}|euctr\d{4}-\d{6}-\d{2})/g;
const register =
  /clinicaltrials\.gov|isrctn|anzctr|eudract|\bictrp\b|chictr|trialsearch|clinicaltrialsregister|(?:trials?|clinical) regist(?:ry|er)|regist(?:ry|er) record/;
const preprintHome =
  /\b(?:medrxiv|biorxiv|arxiv|chemrxiv|psyarxiv|socarxiv|edarxiv|osf preprints?|ssrn|research square|preprints?\.org|preprints|authorea|techrxiv|sportrxiv|metaarxiv)\b/;
const preprintDoi =
  /^10\.(?:1101\/\d|48550\/|2139\/ssrn|21203\/rs|20944\/preprints|31234\/|31219\/|31222\/|31235\/|26434\/chemrxiv|22541\/au|36227\/techrxiv)/;
const conferenceHome = /\b(?:proceedings|conference|symposium|congress|workshop|meeting|annual convention)\b/;

/** Preprint servers number their versions at the end; the work is the same. */
const withoutVersion = (doi: string): string => (preprintDoi.test(doi) ? doi.replace(/(?:\/?v|\.v)\d{1,2}$/, '') : doi);

const kindOf = (types: string, title: Title, home: string, doi: string | undefined, supplement: boolean): Kind => {
  if (
    /retraction of publication|retraction notice|(?:^|\| )(?:retraction|withdrawal)(?:$| \|)|published erratum|^erratum|corrigendum|^correction|expression of concern/.test(
      types,
    )
  )
    return 'notice';
  if (title.mark === 'notice') return 'notice';
  if (register.test(types) || /registration/.test(types) || register.test(home)) return 'registration';
  if (title.mark === 'reply') return 'reply';
  if (/preprint/.test(types) || preprintHome.test(home) || (doi !== undefined && preprintDoi.test(doi) && home === '')) return 'preprint';
  if (title.protocol || /(?:^|\| )protocol(?:$| \|)/.test(types)) return 'protocol';
  if (/(?:conference|meeting) abstract|^abstract\b/.test(types) || title.abstract || (supplement && /abstract/.test(types))) return 'abstract';
  if (/chapter|book section/.test(types)) return 'chapter';
  if (/^book\b/.test(types)) return 'book';
  return 'article';
};

/** The reader of one list: it remembers words, names and journals. Its second argument is the citation's position in the list. */
export const profiler = (): ((citation: Citation, at: number) => Profile) => {
  const spell = remembered(spelling, 100_000);
  const person = remembered(readPerson, 50_000);
  const named = remembered((text) => readJournal(text, undefined), 20_000);
  return (citation, at) =>
    profile(readable(citation), at, {
      spell,
      person,
      journal: (name, issn) => (issn === undefined && name !== undefined ? named(name) : readJournal(name, issn)),
    });
};

/** `SjÃ¶gren` is compared as `Sjögren`: one database's accident must not make two works of one. */
const readable = (citation: Citation): Citation => {
  const { title, journal, authors } = citation;
  if (![title, journal, ...(authors ?? none)].some((text) => text !== undefined && looksDecodedTwice(text))) return citation;
  return {
    ...citation,
    ...(title === undefined ? {} : { title: repairDecodedTwice(title) }),
    ...(journal === undefined ? {} : { journal: repairDecodedTwice(journal) }),
    ...(authors === undefined ? {} : { authors: authors.map(repairDecodedTwice) }),
  };
};

interface Readers {
  readonly spell: (word: string) => string;
  readonly person: (name: string) => Person;
  readonly journal: (name: string | undefined, issn: string | undefined) => Journal;
}

const profile = (citation: Citation, at: number, read: Readers): Profile => {
  const journal = read.journal(citation.journal, citation.issn);
  const title = readTitle(citation.title, { journal: journal.key, spell: read.spell });
  const people = readPeople(citation.authors, read.person);
  const place = readPlace(citation.volume, citation.issue, citation.pages);
  const found = readDoi(citation.doi);
  // What some tools cut at an angle bracket names an issue, not an article.
  const doi = found === undefined || (found.includes('/(sici)') && !/;2-.$/.test(found)) ? undefined : withoutVersion(found);
  const types = (citation.type ?? []).join(' | ').toLowerCase();
  const rawHome = `${citation.journal ?? ''} ${/clinicaltrials|isrctn|trialsearch/i.test(citation.url ?? '') ? (citation.url ?? '') : ''}`;
  const home = fold(rawHome).trim();
  const [firstAuthor = ''] = citation.authors ?? [];
  const byRegister = /^\W*(?:nct|isrctn|actrn|euctr|chictr|jprn|drks)\W*\d*/i.test(firstAuthor) && (citation.authors ?? []).length === 1;
  const kind = byRegister ? 'registration' : kindOf(types, title, home, doi, place.supplement);
  const said =
    `${citation.accession ?? ''} ${firstAuthor} ${citation.title ?? ''} ${rawHome} ${citation.url ?? ''} ${kind === 'registration' ? (citation.abstract ?? '').slice(0, 3000) : ''}`.toLowerCase();
  const trials: readonly string[] = /\d{3}/.test(said)
    ? [...new Set((said.match(trialNumber) ?? []).map((text) => text.replace(/[\s.]|no\./g, '')))].sort()
    : none;
  const cd = /^10\.1002\/14651858\.(cd\d{6}|mr\d{6}|ed\d{6})(?:\.pub(\d+))?$/.exec(doi ?? '');
  const byPage = cd === null && /cochrane/.test(home) ? /cd\d{6}/.exec(fold(`${citation.pages ?? ''} ${citation.issue ?? ''}`))?.[0] : undefined;
  return {
    at,
    kind,
    doi,
    pmid: readPmid(citation.pmid),
    pmcid: readPmcid(citation.pmcid),
    accession: citation.accession === undefined || citation.accession.length < 6 ? undefined : citation.accession.trim().toLowerCase(),
    trials,
    cochrane:
      cd?.[1] !== undefined
        ? { number: cd[1], version: cd[2] === undefined ? 1 : Number(cd[2]) }
        : byPage === undefined
          ? undefined
          : { number: byPage },
    title,
    people,
    year: citation.year,
    journal,
    place,
    conference: conferenceHome.test(home),
    titleBits: wordSet(title.words.filter((word) => !isStop(word))),
    nameBits: wordSet([...people.bodies, ...people.persons.flatMap((who) => [who.family, ...who.words]).map((name) => name.slice(0, 2))]),
  };
};
