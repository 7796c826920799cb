// Where in a text do the protocol's concepts and the words learnt so far stand?
import { newStemmer } from 'snowball-stemmers';
import { fixedStart, matchesWord, patternsOf, type WordPattern } from './patterns.ts';
import { functionWords } from './stop-words.ts';
import { eachWord } from './words.ts';

export interface Mark {
  /** UTF-16 offsets of the text given, `to` excluded. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'concept' | 'learnt';
  /** 0-based concept; the earliest where a word belongs to several. */
  readonly concept?: number;
}

/** Concepts as `protocol` finds them in a query: terms of words side by side. */
export interface Sought {
  readonly concepts: readonly { readonly terms: readonly { readonly words: readonly WordPattern[] }[] }[];
  /** Words or phrases that the ranker has learnt. */
  readonly learnt: readonly string[];
}

/** Words follow one another in a phrase if nothing but this little stands between them. */
const widestGap = 3;
/** Ways of reading a phrase that are followed at once: hostile wildcards cannot make more. */
const mostWays = 64;
const mostRemembered = 20_000;

type Meaning = Pick<Mark, 'kind' | 'concept'>;
/** A place in the tree of phrases. */
interface Place {
  readonly exact: Map<string, Place>;
  /** Open and wild words by the letters they begin with. */
  readonly begins: Map<string, { readonly pattern: WordPattern; readonly next: Place }[]>;
  readonly lengths: Set<number>;
  meaning: Meaning | undefined;
}
const place = (): Place => ({ exact: new Map(), begins: new Map(), lengths: new Set(), meaning: undefined });

/**
 * Makes a finder of marks for one protocol and one state of learning. Words match by their English stem, open words (`random*`) by their
 * beginning, phrases word by word, wildcards by the automaton of `patterns`; never a regular expression made from content.
 *
 * @returns for a text its marks: sorted, not overlapping, the longest phrase first; time linear in the text
 */
export const highlighter = ({ concepts, learnt }: Sought): ((text: string) => readonly Mark[]) => {
  const stemmer = newStemmer('english');
  const stems = new Map<string, string>();
  const stem = (word: string): string => {
    let known = stems.get(word);
    if (known === undefined) {
      known = stemmer.stem(word);
      if (stems.size < mostRemembered) stems.set(word, known);
    }
    return known;
  };
  const tree = place();
  concepts.forEach(({ terms }, concept) => {
    for (const { words } of terms) if (tells(words)) plant(tree, words, { kind: 'concept', concept }, stem);
  });
  for (const phrase of learnt) {
    const words = patternsOf(phrase.replace(/[*?#]/g, ' '));
    if (tells(words)) plant(tree, words, { kind: 'learnt' }, stem);
  }
  return (text) => marks(text, tree, stem);
};

/** A lone function word or two letters of a stem would mark every line. */
const tells = (words: readonly WordPattern[]): boolean => {
  const [first, ...rest] = words;
  if (first === undefined) return false;
  if (rest.length > 0) return true;
  return first.open || first.wild ? first.text.replace(/[*?#]/g, '').length > 2 : first.text.length > 1 && !functionWords.has(first.text);
};

const plant = (tree: Place, words: readonly WordPattern[], meaning: Meaning, stem: (word: string) => string): void => {
  let here = tree;
  for (const pattern of words) here = pattern.open || pattern.wild ? openBelow(here, pattern) : exactBelow(here, stem(pattern.text));
  here.meaning ??= meaning;
};
const exactBelow = (here: Place, stem: string): Place => {
  const known = here.exact.get(stem);
  if (known !== undefined) return known;
  const made = place();
  here.exact.set(stem, made);
  return made;
};
const openBelow = (here: Place, pattern: WordPattern): Place => {
  const start = fixedStart(pattern);
  const there = here.begins.get(start) ?? [];
  const known = there.find((other) => other.pattern.text === pattern.text && other.pattern.open === pattern.open);
  if (known !== undefined) return known.next;
  const next = place();
  // One beginning cannot be made to hold a crowd of patterns, all to be tried.
  if (there.length < mostWays) there.push({ pattern, next });
  here.begins.set(start, there);
  here.lengths.add(start.length);
  return next;
};

interface Seen {
  readonly word: string;
  readonly stem: string;
  readonly from: number;
  readonly to: number;
}

const marks = (text: string, tree: Place, stem: (word: string) => string): readonly Mark[] => {
  const seen: Seen[] = [];
  // Lower case word by word: of a whole text it can shift the offsets.
  eachWord(text, 1, (from, to) => {
    const word = text.slice(from, to).normalize('NFKC').toLowerCase();
    seen.push({ word, stem: stem(word), from, to });
  });
  const found: Mark[] = [];
  for (let at = 0; at < seen.length;) {
    const best = longest(text, seen, at, tree);
    if (best === undefined) at++;
    else {
      found.push({ from: seen[at]!.from, to: seen[best.end]!.to, ...best.meaning });
      at = best.end + 1;
    }
  }
  return found;
};

const longest = (text: string, seen: readonly Seen[], at: number, tree: Place): { end: number; meaning: Meaning } | undefined => {
  let ways: readonly Place[] = [tree];
  let best: { end: number; meaning: Meaning } | undefined;
  for (let end = at; end < seen.length && ways.length > 0; end++) {
    if (end > at && !side(text, seen[end - 1]!.to, seen[end]!.from)) break;
    ways = steps(ways, seen[end]!);
    const meaning = first(ways);
    if (meaning !== undefined) best = { end, meaning };
  }
  return best;
};

const side = (text: string, from: number, to: number): boolean => to - from <= widestGap && !/[.;:!?\n]/.test(text.slice(from, to));

const steps = (ways: readonly Place[], { word, stem }: Seen): readonly Place[] => {
  const next: Place[] = [];
  for (const way of ways) {
    const exact = way.exact.get(stem);
    if (exact !== undefined) next.push(exact);
    for (const length of way.lengths) {
      if (length > word.length) continue;
      for (const { pattern, next: below } of way.begins.get(word.slice(0, length)) ?? []) if (matchesWord(pattern, word)) next.push(below);
    }
  }
  return next.length > mostWays ? next.slice(0, mostWays) : next;
};

/** Concepts before learnt words, earlier concepts before later ones. */
const first = (ways: readonly Place[]): Meaning | undefined => {
  let best: Meaning | undefined;
  for (const { meaning } of ways)
    if (meaning !== undefined && (best === undefined || (meaning.concept ?? Infinity) < (best.concept ?? Infinity))) best = meaning;
  return best;
};
