// What does the text say once white space, mark-up and character references are taken out?
import { namedCharacter } from './entities.ts';

/** Words that tools write where there is nothing; in this spelling only, for `NaN` or `null` may be a title. */
const nothing = new Set(['NA', 'N/A', 'n/a', 'nan', 'None', 'none', '#N/A', '<NA>', '[none]']);
const noAbstract = /^\[?(?:abstract not (?:found|available)|no abstract(?: (?:available|found|provided))?)\]?\.?$/i;

/** True for a value that is no value: empty, `NA`, `nan`, `None`, `Abstract not found` … */
export const isNothing = (text: string): boolean =>
  text === '' || (text.length <= 6 ? nothing.has(text) : text.length <= 28 && noAbstract.test(text));

/** White space other than a plain blank, and NUL. Kept apart from the rule itself because most text has none and this is quick to see. */
const rare = /[\t\n\v\f\r\0\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;
const loose = (text: string): boolean => text.includes('  ') || rare.test(text);
const spaces = /[\s\0]+/g;
const spaceRuns = /[\s\0]{2,}|[\t\n\v\f\r\0\u2028\u2029]/g;

/** One line: runs of white space, tabs and line ends become single blanks, ends trimmed. A single no-break space stays. */
export const oneLine = (text: string): string => (loose(text) ? text.replace(spaceRuns, ' ').trim() : text.trim());

/** Lines are kept, the blanks inside them tidied, empty lines at most one in a row, ends trimmed. */
export const lines = (text: string): string => {
  if (!loose(text)) return text.trim();
  return text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .split('\n')
    .map(oneLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};

/** Does a value hold any sign but white space? NULs count as that. */
export const hasText = (text: string): boolean => text.replace(spaces, '') !== '';

/** Tags that only dress text. Anything else in angle brackets is text and stays. */
const dressing =
  /<(\/?)(i|b|u|em|strong|sub|sup|small|big|tt|span|font|p|br|div|h[1-6]|ul|ol|li|italic|bold|underline|sc|strike|inf|emph|title|sec|abstract|inline-formula|(?:jats|mml|m|ce|xhtml|sb|ja|html):[a-z][\w.-]*)(?:\s[^<>]{0,300})?(\/?)>/gi;
const breaking = /^(?:p|br|div|h[1-6]|ul|ol|li|sec|title|(?:jats|html|xhtml):(?:p|sec|title|list|list-item|br|div))$/i;
const entity = /&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,8});/g;

/** A tag without its partner is text: `a<b and c>d`. */
const paired = (lower: string, close: string, name: string): boolean => (close === '' ? lower.includes(`</${name}`) : lower.includes(`<${name}`));

const undress = (text: string): string => {
  const lower = text.toLowerCase();
  return text.replace(dressing, (whole: string, close: string, name: string, alone: string) => {
    if (alone === '' && !/^(?:p|br)$/i.test(name) && !paired(lower, close, name.toLowerCase())) return whole;
    return breaking.test(name) ? ' ' : '';
  });
};

/**
 * Takes dressing tags out and decodes references once; references encoded twice (`&amp;gt;`, as Rayyan and some databases write) are
 * decoded through. `protect` undoes it: plain(protect(x)) = x.
 */
export const plain = (text: string): string => {
  let out = text;
  if (out.includes('<') && out.includes('>')) out = undress(out);
  if (out.includes('&')) out = out.replace(entity, (whole, body: string) => namedCharacter(body) ?? whole);
  return out;
};

/** The text as it must be written so that reading gives it back: only what reading would take for mark-up is escaped. */
export const protect = (text: string): string => {
  let out = text;
  if (out.includes('&')) out = out.replace(entity, (whole, body: string) => (namedCharacter(body) === undefined ? whole : `&#38;${whole.slice(1)}`));
  if (out.includes('<')) out = out.replace(dressing, (whole) => `&#60;${whole.slice(1)}`);
  return out;
};

const seconds = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
const twice = new RegExp(`[ÂÃÄÅÎÏÐÑ]${seconds}|â(?:€|\\u0080)[\\u0080-\\u00bf™œ“”˜¦¢\\u0093\\u0094]|ï»¿`);

/** True where text looks like UTF-8 that was once read as Latin-1 or Windows-1252 (`GÃ¶del`, `donâ€™t`). */
export const looksDecodedTwice = (text: string): boolean => twice.test(text);
