// Which one text stands for some parts of a protocol?
import { type QueryPart, queryTexts } from './query.ts';
import type { View } from './ranker.ts';

/** The parts one after the other as sentences; "" where the protocol says nothing. */
export const asked = ({ protocol }: Pick<View, 'protocol'>, parts: readonly QueryPart[]): string =>
  queryTexts(protocol, parts)
    .map(({ text }) => text.trim().replace(/[.\s]+$/, ''))
    .join('. ');

/** What is asked in one text: title and question; where neither is there the criteria, or the Boolean query's terms. */
export const question = (view: Pick<View, 'protocol'>): string =>
  asked(view, ['title', 'question']) || asked(view, ['criteria']) || asked(view, ['boolean']);
