// Which characters make a word, as scikit-learn's default token rule `(?u)\b\w\w+\b` sees it?

/**
 * 1 for each UTF-16 unit of the basic plane that Python's `\w` matches: letters, numbers of any kind, underscore; not marks.
 * A table, since a regular expression a character is thirty times slower than a look-up.
 */
const wordUnits: Uint8Array = (() => {
  const table = new Uint8Array(0x10000);
  const units: string[] = [];
  for (let unit = 0; unit < 0xd800; unit++) units.push(String.fromCharCode(unit));
  for (const found of units.join('').matchAll(/[\p{L}\p{N}_]+/gu)) table.fill(1, found.index, found.index + found[0].length);
  for (let unit = 0xe000; unit < 0x10000; unit++) if (/[\p{L}\p{N}]/u.test(String.fromCharCode(unit))) table[unit] = 1;
  return table;
})();

const astralWord = /[\p{L}\p{N}]/u;

/** Length in UTF-16 units of the word character at `at` (1 or 2), or 0 where none stands there. */
export const wordUnit = (text: string, at: number): 0 | 1 | 2 => {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdfff) return wordUnits[unit] === 1 ? 1 : 0;
  return unit < 0xdc00 && at + 1 < text.length && astralWord.test(String.fromCodePoint(text.codePointAt(at)!)) ? 2 : 0;
};

/**
 * Calls `word` with start and end (UTF-16, end excluded) of every maximal run of at least `least` word characters.
 * @param lower the text, already in lower case
 */
export const eachWord = (lower: string, least: 1 | 2, word: (from: number, to: number) => void): void => {
  const end = lower.length;
  let at = 0;
  while (at < end) {
    let width = wordUnit(lower, at);
    if (width === 0) {
      at++;
      continue;
    }
    const from = at;
    let characters = 0;
    while (width !== 0) {
      characters++;
      at += width;
      width = at < end ? wordUnit(lower, at) : 0;
    }
    if (characters >= least) word(from, at);
  }
};

/** Lower-cased words of two or more characters in order, repeats kept: scikit-learn's tokens. */
export const words = (text: string): string[] => {
  const lower = text.toLowerCase();
  const found: string[] = [];
  eachWord(lower, 2, (from, to) => found.push(lower.slice(from, to)));
  return found;
};
