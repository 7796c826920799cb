// With which texts is a protocol asked for?
import type { Protocol } from '../../shared/citation.ts';
import { queryText, type QueryPart } from '../protocol/query-text.ts';

export type { QueryPart } from '../protocol/query-text.ts';
export const queryParts: readonly QueryPart[] = ['title', 'question', 'criteria', 'boolean'];

/** The parts that say something, in the order of {@link queryParts}; inclusion criteria only, Boolean terms without NOT branches. */
export const queryTexts = (protocol: Protocol, parts: readonly QueryPart[] = queryParts): { part: QueryPart; text: string }[] =>
  parts.map((part) => ({ part, text: queryText(protocol, part).trim() })).filter(({ text }) => text !== '');

/** Names what a ranking took from the protocol, for what is kept under it. */
export const queryKey = (protocol: Protocol): string => JSON.stringify([protocol.title, protocol.question, protocol.criteria, protocol.booleanQuery]);
