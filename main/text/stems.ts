// Which stems are in a text, for the lexical rankers?
import { newStemmer } from 'snowball-stemmers';
import type { Analyser } from './analyser.ts';
import { lexicon } from './lexicon.ts';
import { functionWords } from './stop-words.ts';
import { eachWord } from './words.ts';

const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(' ');
const firstGreek = 0x3b1; // α; the final sigma has a place of its own
const fewGreek = /(?<![\u0370-\u03ff\u1f00-\u1fff])[α-ω]{1,2}(?![\u0370-\u03ff\u1f00-\u1fff])/g;
const anyGreek = /[α-ω]/;

/** One or two Greek letters are a symbol and spelled out (`tnf-α` → `tnf-alpha`); longer runs are Greek words and stay. */
const spelled = (lower: string): string =>
  anyGreek.test(lower)
    ? lower.replace(fewGreek, (letters) => Array.from(letters, (letter) => greek[letter.charCodeAt(0) - firstGreek]!).join(''))
    : lower;

/** NFKC, lower case, Greek spelled out, underscores as spaces. */
export const prepared = (text: string): string => spelled(text.normalize('NFKC').toLowerCase()).replaceAll('_', ' ');

const isHyphen = (unit: number): boolean => unit === 0x2d || unit === 0x2010;
const mostParts = 4;

/**
 * Calls `word` with every word of prepared text: parts split at anything but letters and digits, and after the last part of a hyphen
 * compound of two to four parts the whole joined (`covid-19` → covid, 19, covid19).
 */
export const eachPart = (text: string, word: (text: string, from: number, to: number) => void): void => {
  let joined = '';
  let parts = 0;
  let last = -2;
  const close = (): void => {
    if (parts > 1 && parts <= mostParts) word(joined, 0, joined.length);
  };
  eachWord(text, 1, (from, to) => {
    const goesOn = from === last + 1 && isHyphen(text.charCodeAt(last));
    if (!goesOn) {
      close();
      joined = '';
      parts = 0;
    }
    word(text, from, to);
    const begins = isHyphen(text.charCodeAt(to));
    if (goesOn || begins) joined = parts === 0 ? text.slice(from, to) : joined + text.slice(from, to);
    parts++;
    last = to;
  });
  close();
};

/** NFKC, lower case, Greek letters spelled out, hyphen compounds also joined, function words left out, Snowball English stems (RANKING §2). */
export const stems = (): Analyser => {
  const seen = lexicon(); // words as written; stemming is done once for each
  const known = lexicon();
  const stemmer = newStemmer('english');
  const stemOf: number[] = []; // −1 for a function word
  const idOf = (word: string): number => {
    if (functionWords.has(word)) return -1;
    const stem = stemmer.stem(word);
    return known.add(stem, 0, stem.length);
  };
  return {
    lexicon: known,
    read(text, token) {
      eachPart(prepared(text), (part, from, to) => {
        const id = seen.add(part, from, to);
        if (id === stemOf.length) stemOf.push(idOf(part.slice(from, to)));
        const stem = stemOf[id]!;
        if (stem >= 0) token(stem);
      });
    },
  };
};

/** The stems of one short text, in order, repeats kept: a query. */
export const stemsOf = (text: string): string[] => {
  const analyser = stems();
  const found: string[] = [];
  analyser.read(text, (id) => found.push(analyser.lexicon.word(id)));
  return found;
};
