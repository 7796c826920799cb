// Which pieces does a line of an Ovid strategy have? `exp Neoplasms/ or (tumo?r$ adj3 stag$).ti,ab.`
import { patternsOf } from '../../../text/patterns.ts';
import { isHeading, isKnown } from '../fields.ts';
import type { Problems } from '../problems.ts';
import { searchable, type Term } from '../query.ts';
import { closeQuotes, endFinder, isSpace, type Line, openQuotes, operatorOf, type Token } from '../tokens.ts';

/** `limit 9 to english`, `remove duplicates from 9`, `from 9 keep 1-20`: the line named, what is done to it is no matter of words. */
const passing = /^\s*(?:limit\s+(\d{1,6})\s+to\b|remove\s+duplicates\s+from\s+(\d{1,6})\b|from\s+(\d{1,6})\s+keep\b)/i;
const joinedLines = /(and|or)\/(\d{1,6}(?:\s*[-–,]\s*\d{1,6})*)(?![\w.])/iy;
const suffix = /\.\s?([a-z]{2}(?:\s?,\s?[a-z]{2})*)(\.|(?=[\s)\]]|$))(?:\s?\/\s?freq\s?=\s?\d+)?/iy;
const colonSuffix = /:([a-z]{2}(?:,[a-z]{2})*)(?![\w*])/iy;
/** The slash of a heading, with its subheadings. */
const headingEnd = /\/(?:[a-z]{2}(?:\s?,\s?[a-z]{2})*(?![\w*$?#]))?(?![\p{L}\p{N}])/iuy;
const lineNumber = /^(?:#|S)?(\d{1,6})(?:\s+use\s+[\w,]+)?$/i;

/**
 * @param strategy number of this line, from 1, and how many there are: only where there are several can a number name a line
 */
export const tokenise = (text: string, { from, to }: Line, strategy: { number: number; of: number }, problems: Problems): readonly Token[] => {
  const whole = passing.exec(text.slice(from, Math.min(to, from + 80)));
  if (whole !== null && strategy.of > 1) return [{ kind: 'lines', join: 'or', lines: [Number(whole[1] ?? whole[2] ?? whole[3])], from, to }];

  const tokens: Token[] = [];
  const quoteEnd = endFinder(text, closeQuotes, to);
  const commentEnd = endFinder(text, new Set([']']), to);
  const here = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found !== null && at + found[0].length <= to ? found : null;
  };
  let at = from;
  let phrase: { from: number; to: number; quoted?: string } | undefined;
  let exploded = false;

  const endPhrase = (): void => {
    if (phrase === undefined) return;
    const raw = phrase.quoted ?? text.slice(phrase.from, phrase.to);
    const line = phrase.quoted === undefined ? lineNumber.exec(raw) : null;
    // Numbers from 1900 on are years.
    if (line !== null && strategy.of > 1 && Number(line[1]) < 1900)
      tokens.push({ kind: 'lines', join: 'or', lines: [Number(line[1])], from: phrase.from, to: phrase.to });
    else push(raw, { heading: false });
    phrase = undefined;
    exploded = false;
  };
  const push = (raw: string, { heading }: { heading: boolean }): void => {
    if (phrase === undefined) return;
    const words = searchable(patternsOf(heading ? raw.replace(/^\*/, '') : wildcards(raw)));
    const term: Term = {
      kind: 'term',
      from: phrase.from,
      to: phrase.to,
      words,
      fields: heading ? ['mh'] : [],
      heading,
      explode: heading && exploded,
      quoted: phrase.quoted !== undefined,
    };
    tokens.push({ kind: 'operand', term, from: phrase.from, to: phrase.to });
  };
  /** The field suffix at `at`, if one stands there: behind a word, a phrase or a closed bracket. */
  const takeSuffix = (): boolean => {
    const found = here(suffix) ?? here(colonSuffix);
    if (found === null) return false;
    const names = found[1]!.toLowerCase().split(/\s?,\s?/);
    // Without its last dot only known codes are a suffix.
    if (found[2] === '' && !names.every(isKnown)) return false;
    endPhrase();
    for (const name of names) if (!isKnown(name)) problems.add('field.unknown', at, { field: name });
    tokens.push({ kind: 'fields', fields: names, heading: names.every(isHeading), explode: false, from: at, to: at + found[0].length });
    at += found[0].length;
    return true;
  };
  const takeHeading = (): boolean => {
    const found = phrase === undefined ? null : here(headingEnd);
    if (found === null || phrase === undefined) return false;
    const raw = phrase.quoted ?? text.slice(phrase.from, phrase.to);
    at += found[0].length;
    phrase = { ...phrase, to: at };
    push(raw, { heading: true });
    phrase = undefined;
    exploded = false;
    return true;
  };

  while (at < to) {
    const unit = text[at]!;
    if (isSpace(unit)) at++;
    else if (unit === '[') {
      const end = commentEnd(at);
      endPhrase();
      if (end === undefined) problems.add('tag.open', at);
      at = end ?? at + 1;
    } else if (unit === '(') {
      endPhrase();
      tokens.push({ kind: 'open', from: at, to: ++at });
    } else if (unit === ')') {
      endPhrase();
      tokens.push({ kind: 'close', from: at, to: ++at });
      takeSuffix();
    } else if (openQuotes.has(unit)) {
      const end = quoteEnd(at);
      if (end === undefined) {
        problems.add('quote.open', at++);
        continue;
      }
      endPhrase();
      phrase = { from: at, to: end, quoted: text.slice(at + 1, end - 1) };
      at = end;
      if (!takeHeading() && !takeSuffix()) endPhrase();
    } else if (unit === ']' || unit === ',' || unit === ';') at++;
    else readWord();
  }
  endPhrase();
  return tokens;

  function readWord(): void {
    const lines = here(joinedLines);
    if (lines !== null && phrase === undefined) {
      const join = lines[1]!.toLowerCase() === 'and' ? 'and' : 'or';
      tokens.push({ kind: 'lines', join, lines: written(lines[2]!, strategy.of), from: at, to: at + lines[0].length });
      at += lines[0].length;
      return;
    }
    const begin = at;
    while (at < to) {
      const unit = text[at]!;
      if (isSpace(unit) || unit === '(' || unit === ')' || unit === '[' || openQuotes.has(unit)) break;
      if (at > begin && (unit === '.' || unit === ':' || unit === '/')) {
        const before = phrase;
        phrase = { from: phrase?.from ?? begin, to: at };
        if (unit === '/' ? takeHeading() : takeSuffix()) return;
        phrase = before;
      }
      at++;
    }
    const word = text.slice(begin, at);
    const operator = operatorOf(word, begin);
    if (operator !== undefined) {
      endPhrase();
      tokens.push(operator);
    } else if (phrase === undefined && /^exp(?:lode)?$/i.test(word)) exploded = true;
    else if (phrase === undefined && /^[./]$/.test(word)) return;
    else phrase = { from: phrase?.from ?? begin, to: at };
  }
};

/** `1-3,5` → 1, 2, 3, 5. Numbers beyond the strategy are named once, not a range of them. */
const written = (ranges: string, most: number): readonly number[] => {
  const lines: number[] = [];
  for (const range of ranges.split(/\s*,\s*/)) {
    const [from = 0, to = from] = range.split(/\s*[-–]\s*/).map(Number);
    for (let line = from; line <= Math.min(to, most + 1); line++) lines.push(line);
    if (from > most + 1) lines.push(from);
  }
  return lines;
};

/** `$`, `$3`, `:` are stars in Ovid. */
const wildcards = (raw: string): string => raw.replace(/[$*]\d{0,2}/g, '*').replace(/:(?=\s|$)/g, '*');
