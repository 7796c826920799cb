// What of the untyped package snowball-stemmers is used?
declare module 'snowball-stemmers' {
  /** @param language `english` … */
  export function newStemmer(language: string): { stem(word: string): string };
}
