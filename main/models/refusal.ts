// How does trouble travel between processes? As a code of the catalogue; what the runtime says becomes one sentence of ours.
import { Failure } from '../../shared/failures.ts';
import type { Refusal } from './talk.ts';

/** The runtime's own words: cut, without control characters or places on the disk. */
export const plainWords = (error: unknown): string =>
  (error instanceof Error ? error.message : 'unknown')
    .replace(/\p{C}/gu, ' ')
    .replace(/(?:\/|[A-Za-z]:\\)[^\s:"']*[/\\]/g, '')
    .slice(0, 200);

export const refusalOf = (error: unknown): Refusal => {
  const { code, slots } = error instanceof Failure ? error : new Failure('model.refused', { what: plainWords(error) });
  return { code, slots };
};
