// Which whole words does a text hold, as rankers and the network count them alike?
import { functionWords } from './stop-words.ts';

/** A letter, number or mark, and those that follow. */
const wholeWord = /[\p{L}\p{N}\p{M}]+/gu;

/** In lower case, each once, in order of first appearance. */
export const wholeWords = (text: string): string[] => [...new Set(Array.from(text.matchAll(wholeWord), ([word]) => word.toLowerCase()))];

/** Those of a question that could be its subject; all of them where none could. */
export const askedWords = (question: string): string[] => {
  const all = wholeWords(question);
  const telling = all.filter((word) => !functionWords.has(word));
  return telling.length === 0 ? all : telling;
};

/**
 * Words and what stands between them, in order; white space alone is left out. A space stays with the word that it stands before, for some
 * tokenisers tell words at the beginning of a text from others.
 */
export const stretches = (text: string): { readonly text: string; readonly word?: string }[] =>
  Array.from(text.matchAll(/ ?([\p{L}\p{N}\p{M}]+)|[^\p{L}\p{N}\p{M}\s]+/gu), ([all, word]) =>
    word === undefined ? { text: all } : { text: all, word: word.toLowerCase() },
  );
