// Which pieces does a PubMed query have? `"heart failure"[mh] AND (random*[tiab] OR placebo)`.
import { patternsOf } from '../../../text/patterns.ts';
import { explodes, isHeading, isKnown } from '../fields.ts';
import type { Problems } from '../problems.ts';
import { searchable, type Term } from '../query.ts';
import { closeQuotes, endFinder, isSpace, type Line, openQuotes, operatorOf, type Token } from '../tokens.ts';

const breaks = new Set(['(', ')', '[', ']', ...openQuotes]);

/**
 * The pieces of one line. Words that follow one another without an operator are one phrase, as they are for PubMed's field tags.
 * Also understood, since they are pasted here: NEAR/3 and adj3, `:ti,ab,kw` and `[mh "…"]` (Cochrane Library), `#3` for earlier lines.
 */
export const tokenise = (text: string, { from, to }: Line, problems: Problems): readonly Token[] => {
  const tokens: Token[] = [];
  const quoteEnd = endFinder(text, closeQuotes, to);
  const tagEnd = endFinder(text, new Set([']']), to);
  let at = from;
  /** Words of the phrase now being read. */
  let phrase: { from: number; to: number } | undefined;

  const endPhrase = (): void => {
    if (phrase !== undefined) tokens.push(operand(text.slice(phrase.from, phrase.to), phrase.from, phrase.to, false));
    phrase = undefined;
  };
  const fields = (names: string, begin: number, end: number): void => {
    const given = names
      .toLowerCase()
      .split(',')
      .map((name) => name.trim().replace(/\s+/g, ' '))
      .filter((name) => name !== '');
    for (const name of given) if (!isKnown(name)) problems.add('field.unknown', begin, { field: name });
    tokens.push({ kind: 'fields', fields: given, heading: given.some(isHeading), explode: given.some(explodes), from: begin, to: end });
  };

  while (at < to) {
    const unit = text[at]!;
    if (isSpace(unit) || unit === ',' || unit === ';') {
      at++;
    } else if (unit === '(' || unit === ')') {
      endPhrase();
      tokens.push({ kind: unit === '(' ? 'open' : 'close', from: at, to: at + 1 });
      at++;
    } else if (openQuotes.has(unit)) {
      const end = quoteEnd(at);
      if (end === undefined) {
        problems.add('quote.open', at);
        at++;
        continue;
      }
      endPhrase();
      tokens.push(operand(text.slice(at + 1, end - 1), at, end, true));
      at = end;
    } else if (unit === '[') {
      const end = tagEnd(at);
      if (end === undefined) {
        problems.add('tag.open', at);
        at++;
        continue;
      }
      const inside = text.slice(at + 1, end - 1);
      const heading = /^\s*mh\s+\^?"?([^"]+)"?\s*$/i.exec(inside);
      endPhrase();
      if (heading === null) fields(inside, at, end);
      else {
        tokens.push(operand(heading[1]!, at, end, true));
        fields(/\^/.test(inside) ? 'mh:noexp' : 'mh', at, end);
      }
      at = end;
    } else if (unit === ']') {
      at++;
    } else {
      const begin = at;
      while (at < to && !isSpace(text[at]) && !breaks.has(text[at]!)) at++;
      readWord(begin);
    }
  }
  endPhrase();
  return tokens;

  /** A run of characters up to a space, bracket or quotation mark. */
  function readWord(begin: number): void {
    const word = text.slice(begin, at).replace(/[,;]+$/, '');
    const operator = operatorOf(word, begin);
    const lines = /^#(\d{1,6})$/.exec(word);
    if (operator !== undefined) {
      endPhrase();
      tokens.push(operator);
    } else if (lines !== null) {
      endPhrase();
      tokens.push({ kind: 'lines', join: 'or', lines: [Number(lines[1])], from: begin, to: at });
    } else if (word === ':') {
      // A range of dates: both ends are of a field that is not searched for words.
      endPhrase();
      tokens.push({ kind: 'or', from: begin, to: at });
    } else if (/^:[a-z]{2}(?:,[a-z]{2})*$/i.test(word)) {
      endPhrase();
      fields(word.slice(1), begin, at);
    } else {
      const suffix = /:([a-z]{2}(?:,[a-z]{2})*)$/i.exec(word);
      const end = begin + word.length - (suffix?.[0].length ?? 0);
      phrase = { from: phrase?.from ?? begin, to: end };
      if (suffix !== null) {
        endPhrase();
        fields(suffix[1]!, end, at);
      }
    }
  }
};

/** An operand as PubMed writes it. */
const operand = (words: string, from: number, to: number, quoted: boolean): Token => {
  // `"heart failure/therapy"`: a heading and its subheading are words alike; `?` and `#` are wildcards elsewhere only.
  const term: Term = {
    kind: 'term',
    from,
    to,
    words: searchable(patternsOf(words.replace(/[?#]/g, ' '))),
    fields: [],
    heading: false,
    explode: false,
    quoted,
  };
  return { kind: 'operand', term, from, to };
};
