// Which one text stands for some parts of a protocol?
import { type QueryPart, queryTexts } from './query.ts';
import type { View } from './ranker.ts';

/** The parts one after the other as sentences; "" where the protocol says nothing. */
export const asked = ({ protocol }: Pick<View, 'protocol'>, parts: readonly QueryPart[]): string =>
  queryTexts(protocol, parts)
    .map(({ text }) => text.trim().replace(/[.\s]+$/, ''))
    .join('. ');
