// How is a pasted Boolean query understood, for the page and for highlights?
import type { BooleanView } from '../../../shared/contract.ts';
import { conceptsOf, parseBoolean, says, syntaxOf, wordsOf, type Concept } from '../../protocol/boolean/index.ts';

export const readBoolean = (text: string): BooleanView => {
  const query = parseBoolean(text);
  if (query === undefined) return { syntax: syntaxOf(text), concepts: [], errors: [], words: '' };
  return {
    syntax: syntaxOf(text),
    concepts: conceptsOf(query).map(({ terms }) => ({ terms: terms.map(({ text: term }) => term) })),
    errors: query.problems.map((problem) => ({ at: problem.at, says: says(problem) })),
    words: wordsOf(query),
  };
};

/** What is marked in a text: concepts of the subject, not of study design, which nearly every text has. */
export const conceptsIn = (text: string | undefined): readonly Concept[] => {
  const query = text === undefined ? undefined : parseBoolean(text);
  return query === undefined ? [] : conceptsOf(query).filter(({ about }) => about === 'topic');
};
