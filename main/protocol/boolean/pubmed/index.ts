// What does a query pasted from PubMed say?
import { join, leftToRight } from '../grammar.ts';
import { splitLines } from '../lines.ts';
import { type Problems, problemList } from '../problems.ts';
import type { Query } from '../query.ts';
import { strategy } from '../strategy.ts';
import type { Line } from '../tokens.ts';
import { tokenise } from './tokens.ts';

/** Reads any text; what is wrong stands in `problems` with its offset. Linear in the length. */
export const parsePubmed = (text: string): Query => {
  const problems: Problems = problemList();
  const { lines, numbered } = splitLines(text);
  // Without line numbers a line break is a space.
  const asOne: readonly Line[] = numbered || lines.length < 2 ? lines : [{ from: lines[0]!.from, to: lines.at(-1)!.to }];
  const root = strategy(
    asOne,
    (line) => tokenise(text, line, problems),
    (tokens, grammar) => join(tokens, { ...grammar, binding: leftToRight, besideIsSlip: false }, problems),
    problems,
  );
  return { syntax: 'pubmed', text, root, problems: problems.sorted() };
};
