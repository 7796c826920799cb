// How does a text become numbered words?
import { type Lexicon, lexicon } from './lexicon.ts';
import { sklearnEnglish } from './stop-words.ts';
import { eachWord } from './words.ts';

/** Turns texts into word numbers of its own lexicon; made anew for every collection. */
export interface Analyser {
  readonly lexicon: Lexicon;
  /** Calls `token` with the number of every word in order. */
  read(text: string, token: (id: number) => void): void;
}

/** scikit-learn's tokens: lower case, two or more word characters. */
export const plainWords = (): Analyser => {
  const known = lexicon();
  return {
    lexicon: known,
    read(text, token) {
      const lower = text.toLowerCase();
      eachWord(lower, 2, (from, to) => token(known.add(lower, from, to)));
    },
  };
};

/** Headings as wholes: `Lens, Crystalline/*surgery; Humans` → lens, crystalline · surgery · humans. */
export const headings = (): Analyser => {
  const known = lexicon();
  return {
    lexicon: known,
    read(text, token) {
      for (const part of text.toLowerCase().split(/[;/]/)) {
        const heading = part.replaceAll('*', '').trim();
        if (heading !== '') token(known.add(heading, 0, heading.length));
      }
    },
  };
};

/** {@link plainWords} without scikit-learn's English stop words. */
export const plainWordsWithoutStops = (): Analyser => {
  const known = lexicon();
  for (const word of sklearnEnglish) known.add(word, 0, word.length);
  const stops = known.size; // the stop words are the first numbers
  return {
    lexicon: known,
    read(text, token) {
      const lower = text.toLowerCase();
      eachWord(lower, 2, (from, to) => {
        const id = known.add(lower, from, to);
        if (id >= stops) token(id);
      });
    },
  };
};
