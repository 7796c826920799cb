// On which citation was the reader, and from which on are they reading? Small files beside the library: they are no part of the review's record.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReviewId } from '../../../shared/contract.ts';

export interface Place {
  get(): number | undefined;
  set(citation: number | undefined): void;
}

export const placeOf = (data: string, review: ReviewId): Place => kept(data, review);

/** The first citation of the search update that alone is being read; undefined: everything is. */
export const narrowOf = (data: string, review: ReviewId): Place => kept(data, `${review}.from`);

const kept = (data: string, name: string): Place => {
  const folder = join(data, 'places');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  let at = existsSync(path) ? numberIn(readFileSync(path, 'utf8')) : undefined;
  return {
    get: () => at,
    set: (citation) => {
      if (citation === at) return;
      at = citation;
      // Survives a killed process; a power cut may cost the place, never a decision.
      writeFileSync(`${path}.new`, at === undefined ? '' : String(at));
      renameSync(`${path}.new`, path);
    },
  };
};

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,14}$/.test(text.trim()) ? Number(text) : undefined);
