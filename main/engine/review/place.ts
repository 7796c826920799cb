// On which citation was the reader? A small file a review beside the library: it is no part of the review's record.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReviewId } from '../../../shared/contract.ts';

export interface Place {
  get(): number | undefined;
  set(citation: number): void;
}

export const placeOf = (data: string, review: ReviewId): Place => {
  const folder = join(data, 'places');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, review);
  let at = existsSync(path) ? numberIn(readFileSync(path, 'utf8')) : undefined;
  return {
    get: () => at,
    set: (citation) => {
      if (citation === at) return;
      at = citation;
      // Survives a killed process; a power cut may cost the place, never a decision.
      writeFileSync(`${path}.new`, String(at));
      renameSync(`${path}.new`, path);
    },
  };
};

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,14}$/.test(text.trim()) ? Number(text) : undefined);
