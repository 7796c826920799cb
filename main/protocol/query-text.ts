// Which texts of a protocol can a ranker be asked with?
import type { Protocol } from '../../shared/citation.ts';
import { parseBoolean, wordsOf } from './boolean/index.ts';
import { splitCriteria } from './criteria.ts';

/** Parts by the names of RANKING §1; absent parts are "". `criteria`: what is wanted only; `boolean`: words without NOT branches. */
export type QueryPart = 'title' | 'question' | 'criteria' | 'boolean';

export const queryText = (protocol: Protocol, part: QueryPart): string => {
  if (part === 'title') return protocol.title;
  if (part === 'question') return protocol.question ?? '';
  if (part === 'criteria') return splitCriteria(protocol.criteria).include.join('\n');
  const query = parseBoolean(protocol.booleanQuery ?? '');
  return query === undefined ? '' : wordsOf(query);
};
