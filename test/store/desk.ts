// What do the store's tests start from? A folder of their own, a clock that is told the time, small reviews.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Citation, Rejection } from '../../shared/citation.ts';
import type { Ranking } from '../../shared/decision.ts';
import { finish } from '../../shared/work.ts';
import { createReview } from '../../main/store/index.ts';
import type { DecisionEntry, WritableReview } from '../../main/store/index.ts';

const work = fileURLToPath(new URL('../work/', import.meta.url));

/** A fresh folder, removed after the file's tests. */
export const folder = (): string => {
  mkdirSync(work, { recursive: true });
  const made = mkdtempSync(join(work, 'store-'));
  afterAll(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
};

/** Says the given times one after the other, then the last one for ever. */
export const clock = (...times: string[]): (() => string) => {
  let at = 0;
  return () => times[Math.min(at++, times.length - 1)] ?? '2025-03-01T10:00:00.000Z';
};

export const options = { now: clock() };
export const by = 'Ada';

/** Invented records, told apart by their number. */
export const citations = (count: number, file = 'search.ris'): Citation[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `r${at + 1}`,
    source: { file, line: at * 10 + 1 },
    title: `Title ${at + 1}: tea and sleep, a trial`,
    ...(at % 5 !== 4 && { abstract: `BACKGROUND: Adults drank ${at + 1} cups. RESULTS: They slept.` }),
    authors: [`Müller, A${at % 7}`, 'Östberg, B'],
    year: 1990 + (at % 30),
    journal: `Journal ${String.fromCharCode(65 + (at % 4))}`,
    doi: `10.1234/t.${at + 1}`,
    pmid: String(30_000_000 + at),
    keywords: ['tea', `sort ${at % 3}`],
    raw: `TY  - JOUR\nTI  - Title ${at + 1}\nER  - \n`,
  }));

export const rejection: Rejection = { line: 99, code: 'record.empty', raw: 'TY  - JOUR\nER  -' };

/** Imports what is given and returns the keys. */
export const imported = (review: WritableReview, found: readonly (Citation | Rejection)[], key = 'import 1'): number[] => {
  const open = review.write.startImport({ file: 'search.ris', format: 'ris', encoding: 'utf-8' });
  const keys = finish(open.add(found));
  open.finish({ warnings: [] }, { key, by });
  finish(review.write.index());
  return keys.filter((number) => number !== undefined);
};

export const review = (path: string, count: number): WritableReview => {
  const made = createReview(path, { by, protocol: { title: 'Tea and sleep', criteria: ['adults'] } }, options);
  if (count > 0) imported(made, citations(count));
  return made;
};

export const include = (citation: number): DecisionEntry => ({ citation, stage: 'abstract', verdict: 'include', origin: 'screened' });
export const exclude = (citation: number, reason?: string): DecisionEntry => ({
  citation,
  stage: 'abstract',
  verdict: 'exclude',
  origin: 'screened',
  ...(reason !== undefined && { reason }),
});

/** An order of n positions, different for each seed. */
export const ranking = (n: number, seed: number): Ranking => ({
  order: Uint32Array.from({ length: n }, (_, at) => (at * 7 + seed) % n),
  scores: Float64Array.from({ length: n }, (_, at) => Math.sin(at + seed)),
  recipe: { ranker: 'bm25', version: 1, params: { k1: 0.9, b: 0.4 } },
  seed,
  upTo: seed,
  inputs: 'ab'.repeat(32),
});
