// What does a strategy pasted from Ovid say?
import { andFirst, join } from '../grammar.ts';
import { splitLines } from '../lines.ts';
import { problemList } from '../problems.ts';
import type { Query } from '../query.ts';
import { strategy } from '../strategy.ts';
import type { Line } from '../tokens.ts';
import { tokenise } from './tokens.ts';

/** Reads any text; what is wrong stands in `problems` with its offset. Linear in the length. */
export const parseOvid = (text: string): Query => {
  const problems = problemList();
  const { lines, numbered } = splitLines(text);
  const logical = numbered ? lines : unwrapped(text, lines);
  const root = strategy(
    logical,
    (line, number) => tokenise(text, line, { number, of: logical.length }, problems),
    (tokens, grammar) => join(tokens, { ...grammar, binding: andFirst, besideIsSlip: true }, problems),
    problems,
  );
  return { syntax: 'ovid', text, root, problems: problems.sorted() };
};

const mostWrapped = 20;

/** Unnumbered lines that were wrapped are joined again: an open bracket goes on below, and so does a line that begins or ends with an operator. */
const unwrapped = (text: string, lines: readonly Line[]): readonly Line[] => {
  const balances = lines.map((line) => balance(text, line));
  const joined: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const last = joined.at(-1);
    const end = closing(balances, at);
    if (last !== undefined && (begins(text, line) || ends(text, last))) joined[joined.length - 1] = { from: last.from, to: lines[end]!.to };
    else joined.push({ from: line.from, to: lines[end]!.to });
    at = end;
  }
  return joined;
};

/** The line in which the brackets opened at `at` are closed; `at` itself where that is not near: then it is a slip of this line alone. */
const closing = (balances: readonly number[], at: number): number => {
  let open = balances[at]!;
  for (let to = at; to < balances.length && to <= at + mostWrapped; open += balances[++to] ?? 0) if (open <= 0) return to;
  return at;
};

const balance = (text: string, { from, to }: Line): number => {
  let sum = 0;
  for (let at = from; at < to; at++) sum += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return sum;
};
const begins = (text: string, { from, to }: Line): boolean => /^\s*(?:and|or|not|adj\d*)\s/i.test(text.slice(from, Math.min(to, from + 40)));
const ends = (text: string, { from, to }: Line): boolean => /\s(?:and|or|not|adj\d*)\s*$/i.test(text.slice(Math.max(from, to - 40), to));
