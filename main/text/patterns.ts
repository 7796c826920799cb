// Does a word of a text match a searched word with its wildcards? Never by a regular expression.
import { eachWord } from './words.ts';

/** A searched word, lower case: `tumo?r` with `*` any run, `?` none or one, `#` exactly one character. */
export interface WordPattern {
  readonly text: string;
  /** Matches every word that begins so (`random*`); `text` is without the star. */
  readonly open: boolean;
  /** Wildcards stand inside `text`. */
  readonly wild: boolean;
}

/** Longer patterns and words than these match nothing: no searched word is that long, and the work stays small. */
const longestPattern = 100;
const longestWord = 200;

const isWild = (unit: string): boolean => unit === '*' || unit === '?' || unit === '#';

/**
 * The words of a searched phrase, split where words of texts are split (`anti-vegf*` → anti, vegf*).
 * Words without a letter or digit, or too long, are left out.
 * @param phrase with `*`, `?`, `#` as wildcards
 */
export const patternsOf = (phrase: string): readonly WordPattern[] => {
  const lower = phrase.normalize('NFKC').toLowerCase();
  const made: WordPattern[] = [];
  let run = '';
  let end = 0;
  const close = (): void => {
    const made1 = patternOf(run);
    if (made1 !== undefined) made.push(made1);
    run = '';
  };
  const gap = (from: number, to: number): void => {
    for (const unit of lower.slice(from, to)) {
      if (isWild(unit)) run += unit;
      else close();
    }
  };
  eachWord(lower, 1, (from, to) => {
    gap(end, from);
    run += lower.slice(from, to);
    end = to;
  });
  gap(end, lower.length);
  close();
  return made;
};

const patternOf = (run: string): WordPattern | undefined => {
  // A star swallows its neighbours; beside one, `?` says nothing.
  const text = run.replace(/[*?]*\*[*?]*/g, '*');
  const open = text.endsWith('*');
  const stem = open ? text.slice(0, -1) : text;
  const letters = stem.replace(/[*?#]/g, '').length;
  return letters === 0 || stem.length > longestPattern ? undefined : { text: stem, open, wild: letters < stem.length };
};

/** The part before the first wildcard: every match begins so. */
export const fixedStart = ({ text, wild }: WordPattern): string => (wild ? text.slice(0, text.search(/[*?#]/)) : text);

/** @param word lower case, NFKC */
export const matchesWord = (pattern: WordPattern, word: string): boolean => {
  if (!pattern.wild) return pattern.open ? word.startsWith(pattern.text) : word === pattern.text;
  return word.length <= longestWord && matchesWild(pattern.open ? `${pattern.text}*` : pattern.text, word);
};

/** All states of the pattern at once, a character of the word a step: time pattern × word, whatever the wildcards. */
const matchesWild = (pattern: string, word: string): boolean => {
  const end = pattern.length;
  let here = new Uint8Array(end + 1);
  here[0] = 1;
  skipOptional(pattern, here);
  for (let at = 0; at < word.length; at++) {
    const next = new Uint8Array(end + 1);
    const unit = word[at];
    for (let state = 0; state < end; state++) {
      if (here[state] === 0) continue;
      const asked = pattern[state];
      if (asked === '*') next[state] = 1;
      else if (asked === unit || asked === '?' || asked === '#') next[state + 1] = 1;
    }
    skipOptional(pattern, next);
    here = next;
  }
  return here[end] === 1;
};

const skipOptional = (pattern: string, states: Uint8Array): void => {
  for (let state = 0; state < pattern.length; state++)
    if (states[state] === 1 && (pattern[state] === '*' || pattern[state] === '?')) states[state + 1] = 1;
};

/** As the searcher would write it: `random*`. */
export const written = ({ text, open }: WordPattern): string => (open ? `${text}*` : text);

/**
 * As a plain word: open ends and optional characters left off, `i?e`, `i#a` read as the z of British/American spelling
 * (`randomi#ed` → randomized).
 */
export const plainly = ({ text }: WordPattern): string => text.replace(/i[?#](?=[eai])/g, 'iz').replace(/[*?#]/g, '');
