// What does a LaTeX text say in plain characters?
import { accents, aloneAccents, dress, signs, skipFirst, spaces } from './latex-signs.ts';

const telling = /[\\{}$~]|--|``|''/;
const mathLike = /[\\^_{}]|^[^\p{L}\p{N}\s]{1,3}$|^\s*[A-Za-z]\s*$|^\s*[<>=≤≥±~]/u;
const word = /[A-Za-z@]+\*?/y;
const group = /\{([^{}\\]{0,8}|\\[ij]\s*)\}/y;
const oneLetter = /(\\[ij](?![A-Za-z])|[^\\{}\s$])/y;
const maxMath = 1000;
const maxSkipped = 2000;

/**
 * Accents, named signs, dashes, quotes and formulae become characters, dressing commands and grouping braces go;
 * a command we do not know is text and stays as it is. One pass, no recursion: any bytes are fine.
 */
export const fromLatex = (text: string): string => {
  if (!telling.test(text)) return text;
  let out = '';
  let math = '';
  let quotes = 0;
  /** Whether each open brace belongs to an unknown command and is shown. */
  const shown: boolean[] = [];
  let showNext = false;
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    if (sign === '\\') {
      const [said, to, unknown] = command(text, at + 1);
      out += said;
      at = to;
      showNext = unknown;
      continue;
    }
    const show = showNext;
    showNext = false;
    at += 1;
    if (sign === '{') {
      shown.push(show);
      if (show) out += '{';
    } else if (sign === '}') {
      if (shown.pop() === true) {
        out += '}';
        showNext = text.charAt(at) === '{';
      }
    } else if (sign === '$') {
      const twice = text.charAt(at) === '$' ? '$$' : '$';
      if (math !== '') {
        at += math.length - 1;
        math = '';
      } else if (isMath(text, at + twice.length - 1)) {
        math = twice;
        at += twice.length - 1;
      } else out += '$';
    } else if (sign === '~') {
      out += /[\p{L}\p{N}.})]/u.test(text.charAt(at - 2)) && /[\p{L}\p{N}\\{(]/u.test(text.charAt(at)) ? ' ' : '~';
    } else if (math !== '' && (sign === '^' || sign === '_')) {
      // Raised and lowered text stands on the line, as it does where mark-up is taken out.
    } else if (sign === '-' && text.charAt(at) === '-' && math === '') {
      const three = text.charAt(at + 1) === '-';
      out += three ? '—' : '–';
      at += three ? 2 : 1;
    } else if (sign === '`' && text.charAt(at) === '`') {
      out += '“';
      quotes += 1;
      at += 1;
    } else if (sign === "'" && text.charAt(at) === "'" && quotes > 0) {
      out += '”';
      quotes -= 1;
      at += 1;
    } else out += sign;
  }
  return out;
};

/** An address or identifier: BibTeX styles take it verbatim, exporters escape some signs all the same. Dashes, tildes and dollars stay. */
export const fromVerbatim = (text: string): string =>
  /[\\{]/.test(text)
    ? text
        .replace(
          /\\text(asciitilde|underscore|less|greater|backslash|asciicircum)(?:\{\}|\s+)?/g,
          (_whole, sign: string) => verbatimSigns[sign] ?? '',
        )
        .replace(/\\([_%&#~{}$^-])(?:\{\})?|[{}]/g, (_whole, sign: string | undefined) => sign ?? '')
    : text;
const verbatimSigns: Readonly<Record<string, string>> = {
  asciitilde: '~',
  underscore: '_',
  less: '<',
  greater: '>',
  backslash: '\\',
  asciicircum: '^',
};

/** Dollars of a price are text; those of a formula come in pairs around something that looks like one. */
const isMath = (text: string, from: number): boolean => {
  const to = text.indexOf('$', from);
  return to > from && to - from <= maxMath && mathLike.test(text.slice(from, to));
};

/** What the command behind a backslash says, where the text goes on, and whether it is unknown. */
const command = (text: string, from: number): [said: string, to: number, unknown: boolean] => {
  const sign = text.charAt(from);
  word.lastIndex = from;
  const name = word.exec(text)?.[0];
  if (name === undefined) {
    if (accents.has(sign)) return accented(text, sign, from + 1);
    if ('&%$#_{}'.includes(sign) && sign !== '') return [sign, from + 1, false];
    if (sign === '\\' || sign === '\n' || sign === ' ' || sign === ',' || sign === ';' || sign === ':' || sign === '>') return [' ', from + 1, false];
    if (sign === '-' || sign === '/' || sign === '!' || sign === '(' || sign === ')' || sign === '[' || sign === ']') return ['', from + 1, false];
    return [`\\${sign}`, from + Math.max(1, sign.length), false];
  }
  const to = from + name.length;
  if (name.length === 1 && accents.has(name)) {
    const next = text.charAt(to);
    if (next === '{' || next === ' ' || next === '\\') return accented(text, name, to);
  }
  const said = signs.get(name);
  if (said !== undefined) return [said, behind(text, to), false];
  if (spaces.has(name)) return [' ', behind(text, to), false];
  if (dress.has(name)) return ['', text.charAt(to) === ' ' ? to + 1 : to, false];
  if (skipFirst.has(name)) return ['', skipGroup(text, to), false];
  return [`\\${name}`, to, text.charAt(to) === '{'];
};

/** A sign's name swallows the blank or the empty group behind it. */
const behind = (text: string, at: number): number => {
  if (text.startsWith('{}', at)) return at + 2;
  let to = at;
  while (text.charAt(to) === ' ') to += 1;
  return to;
};

const accented = (text: string, accent: string, from: number): [string, number, boolean] => {
  let at = from;
  while (text.charAt(at) === ' ') at += 1;
  const mark = accents.get(accent) ?? '';
  group.lastIndex = at;
  oneLetter.lastIndex = at;
  const m = group.exec(text) ?? oneLetter.exec(text);
  if (m === null) {
    // `\'{\aa}`, `{\'}`: an accent on something longer stands before it.
    return [aloneAccents.get(accent) ?? '', at, false];
  }
  const inside = (m[1] ?? '').trim();
  const to = at + m[0].length;
  if (inside === '') return [aloneAccents.get(accent) ?? '', to, false];
  const letter = inside === '\\i' ? 'i' : inside === '\\j' ? 'j' : inside.charAt(0) === 'ı' ? 'i' : inside;
  const [first = '', ...rest] = letter;
  // Behind `\i` LaTeX swallows blanks.
  const end = m[0].startsWith('\\') ? behind(text, to) : to;
  return [(first + mark).normalize('NFC') + rest.join(''), end, false];
};

const skipGroup = (text: string, from: number): number => {
  if (text.charAt(from) !== '{') return from;
  let depth = 0;
  for (let at = from; at < text.length && at < from + maxSkipped; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return from;
};
