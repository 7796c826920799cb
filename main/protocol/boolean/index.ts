// What does a pasted Boolean query ask for?
import { parseOvid } from './ovid/index.ts';
import { parsePubmed } from './pubmed/index.ts';
import type { Query } from './query.ts';
import { syntaxOf } from './syntax.ts';

export { conceptsOf, termsOf, wordsOf, type Concept, type SearchTerm } from './concepts.ts';
export { says, type Problem } from './problems.ts';
export type { Query } from './query.ts';
export { syntaxOf } from './syntax.ts';

/**
 * Reads any text in the syntax given or the one it looks like; undefined where there is nothing to read. Never throws on content;
 * linear in its length.
 */
export const parseBoolean = (text: string, syntax: 'pubmed' | 'ovid' | 'none' = syntaxOf(text)): Query | undefined =>
  syntax === 'none' ? undefined : syntax === 'ovid' ? parseOvid(text) : parsePubmed(text);
