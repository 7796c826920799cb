// Who wrote it, and are two lists of authors the same people?
import { splitNames } from '../citations/names.ts';
import { distance, fold, spelling, words } from './fold.ts';

export interface Person {
  /** Folded letters of the family name without gaps. */
  readonly family: string;
  /** First letters of the given names, '' where there are none. */
  readonly initials: string;
  /** The other words of the name with three letters or more, and the parts of a compound family name. */
  readonly words: readonly string[];
}

export interface People {
  readonly persons: readonly Person[];
  /** Words of collective authors: working parties, committees. */
  readonly bodies: readonly string[];
}

const collective =
  /\b(?:groups?|committees?|society|association|consortium|investigators?|collaborat\w+|network|trialists?|party|organi[sz]ation|ministry|department|college|academy|universit\w+|institut\w+|forum|team|council|federation|centers?|centres?|agency|task ?force|board|foundation|for|study|gruppe|groupe|grupo)\b/i;
const nobody =
  /^\W*(?:unknown|anonymous|anon|no authors? listed|author unknown|et\.? al\.?|others|nct ?\d*|isrctn ?\d*|n\/?a|none|null|\[?\w*\d{5,}\w*\]?)\W*$/i;
/** Names glued to each other after an initial: `Adeli K.Lewis G. F.` */
const glue = /(?<=(?:^|[\s.-])\p{Lu}\.)(?=\p{Lu}[\p{Ll}'’]|\p{Ll}{2,} ?\p{L})/u;
const initialsOnly = /^(?:\p{Lu}\.?[-‐]?){1,4}$/u;
const particles = new Set('van von der den de da di del della la le du dos ter ten el al bin st'.split(' '));

/** Letters that keep a name apart from others however its umlauts are written. */
const letters = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}]+/gu, '')
    .replace(/([aou])e/g, '$1');
const longWords = (text: string): string[] =>
  words(fold(text).replace(/-/g, ' '))
    .map((word) => word.replace(/([aou])e/g, '$1'))
    .filter((word) => word.length > 2 && !particles.has(word));

const initialsOf = (given: string): string => {
  let out = '';
  for (const part of given.split(/[\s.\-‐,]+/)) {
    if (part === '') continue;
    out += initialsOnly.test(part) && part.length <= 4 ? fold(part).replace(/[^\p{L}]/gu, '') : fold(part).charAt(0);
  }
  return out;
};

const none: readonly string[] = [];

export const readPerson = (name: string): Person => {
  const comma = name.indexOf(',');
  let family: string;
  let given: string;
  if (comma > 0) {
    family = name.slice(0, comma);
    given = name.slice(comma + 1);
    // `van, Ballegooijen M`: the particle alone was taken for the name.
    if (particles.has(family.trim().toLowerCase())) {
      const [first = '', ...rest] = given.trim().split(/\s+/);
      family = `${family} ${first}`;
      given = rest.join(' ');
    }
  } else {
    const parts = name.split(/\s+/);
    let tail = parts.length;
    while (tail > 1 && initialsOnly.test(parts[tail - 1] ?? '')) tail -= 1;
    let head = 0;
    while (head < parts.length - 1 && initialsOnly.test(parts[head] ?? '')) head += 1;
    if (tail < parts.length && (head === 0 || parts.length > 2)) {
      family = parts.slice(0, tail).join(' ');
      given = parts.slice(tail).join(' ');
    } else if (head > 0) {
      family = parts.slice(head).join(' ');
      given = parts.slice(0, head).join(' ');
    } else {
      family = parts[parts.length - 1] ?? name;
      given = parts.slice(0, -1).join(' ');
    }
  }
  const key = letters(family);
  const others = longWords(`${family} ${given}`).filter((word) => word !== key);
  return { family: key, initials: initialsOf(given), words: others.length === 0 ? none : others };
};

/** A comma before the first seam belongs to one name with a given name behind its initial: `Smith, J.Robert`. */
const takeApart = (text: string): readonly string[] => {
  const seam = text.search(glue);
  const comma = text.indexOf(',');
  return seam > 0 && (comma < 0 || comma > seam) ? text.split(glue) : splitNames(text);
};

/** More names than this are not looked at. */
const most = 30;

/** @param list names as a record has them; lists glued into one string are taken apart */
export const readPeople = (list: readonly string[] | undefined, person: (name: string) => Person = readPerson): People => {
  const persons: Person[] = [];
  let bodies = none;
  let names: readonly string[] = list ?? [];
  const [only] = names;
  if (names.length === 1 && only !== undefined) names = takeApart(only);
  for (const raw of names.length > most ? names.slice(0, most) : names) {
    const name = raw.replace(/\(?\beds?\.?\)?$|[,;]?\s*\bet\.? ?al\.?$/i, '').replace(/[,;.\s]+$/, (end) => (end.includes('.') ? '.' : ''));
    if (name.length < 2 || nobody.test(name)) continue;
    if (collective.test(name))
      bodies = [
        ...bodies,
        ...words(fold(name))
          .filter((word) => word.length > 2)
          .map(spelling),
      ];
    else persons.push(person(name));
  }
  return { persons, bodies };
};

export type PeopleMatch = 'all' | 'most' | 'some' | 'first' | 'none' | 'missing';

/** One letter wrong in a longer name, two in a long one that begins alike. */
const slip = (a: string, b: string): boolean => {
  const short = Math.min(a.length, b.length);
  if (short < 5) return false;
  const limit = short > 7 && a.charCodeAt(0) === b.charCodeAt(0) ? 2 : 1;
  return distance(a, b, limit) <= limit;
};

const samePerson = (a: Person, b: Person): boolean => {
  const close = a.family === b.family || slip(a.family, b.family) || a.words.includes(b.family) || b.words.includes(a.family);
  if (!close) return false;
  if (a.initials === '' || b.initials === '') return true;
  // Family and given names may be exchanged: then an initial is the first letter of a family name.
  for (const sign of a.initials) if (b.initials.includes(sign)) return true;
  return a.initials.includes(b.family.charAt(0)) || b.initials.includes(a.family.charAt(0));
};

/**
 * all: the first agree, and three quarters of the shorter list are in the longer; most: so many, but another one stands first;
 * some: at least a third; first: only one; none: nobody in common.
 */
export const comparePeople = (a: People, b: People): PeopleMatch => {
  if (a.persons.length === 0 || b.persons.length === 0) {
    if (a.bodies.length === 0 || b.bodies.length === 0) return 'missing';
    const shared = a.bodies.filter((word) => b.bodies.includes(word)).length;
    return shared / Math.min(a.bodies.length, b.bodies.length) >= 0.6 ? 'all' : shared > 0 ? 'some' : 'none';
  }
  const [shorter, longer] = a.persons.length <= b.persons.length ? [a.persons, b.persons] : [b.persons, a.persons];
  const looked = shorter.slice(0, 10);
  const used = new Set<number>();
  let found = 0;
  let led = false;
  for (const [at, who] of looked.entries()) {
    let twin = longer[at] !== undefined && !used.has(at) && samePerson(who, longer[at]) ? at : -1;
    if (twin < 0) twin = longer.findIndex((other, place) => !used.has(place) && samePerson(who, other));
    if (twin < 0) continue;
    used.add(twin);
    found += 1;
    if (at === 0 && twin === 0) led = true;
  }
  if (found === 0) return 'none';
  const share = found / looked.length;
  if (share >= 0.75) return led ? 'all' : looked.length === 1 ? 'some' : 'most';
  return share >= 0.34 ? 'some' : 'first';
};
