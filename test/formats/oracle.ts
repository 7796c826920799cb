// Does a reading agree with what a person found in the file? Compared as the README of the fixtures says.
import { readFileSync } from 'node:fs';
import type { Citation } from '../../shared/citation.ts';
import { familyName } from '../../main/citations/index.ts';
import { sharedPath } from '../shared-data.ts';

export interface Expected {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly year?: number;
  readonly doi?: string;
  readonly pmid?: string;
  readonly abstract_start?: string;
  readonly decision?: string;
  readonly decisions?: Readonly<Record<string, string>>;
  readonly labels?: readonly string[];
  readonly reasons?: readonly string[];
  readonly note?: string;
}
export interface Fixture {
  readonly file: string;
  readonly format: string;
  readonly n: number;
  readonly first?: Expected;
  readonly last?: Expected;
  readonly decision_counts?: Readonly<Record<string, number>>;
}

/** The manifest's files of the formats named, or undefined where there is no ../shared. */
export const fixtures = (formats: readonly string[]): readonly Fixture[] | undefined => {
  const path = sharedPath('fixtures/manifest.json');
  if (path === undefined) return undefined;
  const all: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return (all as readonly Fixture[]).filter((fixture) => formats.includes(fixture.format));
};

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\s*\[(?:review|references|[a-z ]{3,30})\]\.?$/, '')
    .replace(/\.$/, '')
    .trim();

const verdicts: Readonly<Record<string, string>> = { include: 'included', exclude: 'excluded', maybe: 'maybe' };
const verdictOf = (c: Citation): string => {
  if (c.decision !== undefined) return verdicts[c.decision] ?? c.decision;
  return (c.opinions ?? []).length > 0 ? 'conflict' : 'unlabelled';
};

/** One line for each field that differs. */
export const differences = (c: Citation | undefined, expected: Expected): string[] => {
  if (c === undefined) return ['no record'];
  const out: string[] = [];
  const same = (field: string, got: unknown, want: unknown): void => {
    if (JSON.stringify(got) !== JSON.stringify(want)) out.push(`${field}: ${JSON.stringify(got)} for ${JSON.stringify(want)}`);
  };
  const { title, authors, year, doi, pmid, abstract_start: abstract, decision, decisions, labels, reasons, note } = expected;
  if (title !== undefined) same('title', tidy(c.title ?? ''), tidy(title));
  if (authors !== undefined) {
    same('authors', c.authors?.length ?? 0, authors.length);
    const got = c.authors ?? [];
    // A name as the file has it holds the family name somewhere, whatever its form.
    authors.forEach((name, at) => {
      const family = familyName(got[at] ?? '').toLowerCase();
      if (family === '' || !name.toLowerCase().includes(family)) out.push(`author ${String(at + 1)}: ${got[at] ?? '–'} for ${name}`);
    });
  }
  if (year !== undefined) same('year', c.year, year);
  if (doi !== undefined) same('doi', c.doi, doi.toLowerCase());
  if (pmid !== undefined) same('pmid', c.pmid, pmid);
  if (abstract !== undefined) same('abstract', (c.abstract ?? '').replace(/\s+/g, ' ').slice(0, abstract.trim().length), abstract.trim());
  if (decision !== undefined) same('decision', verdictOf(c), decision);
  if (decisions !== undefined) same('decisions', Object.fromEntries((c.opinions ?? []).map((o) => [o.by ?? '', verdicts[o.verdict]])), decisions);
  if (labels !== undefined) same('labels', c.tags ?? [], labels);
  if (reasons !== undefined) same('reasons', [...new Set((c.opinions ?? []).flatMap((o) => o.reasons ?? []))], reasons);
  if (note !== undefined) same('note', c.notes?.[0], note);
  return out;
};

/** Everything about a reading of a fixture that is not as expected. */
export const misses = (fixture: Fixture, citations: readonly Citation[]): string[] => {
  const out: string[] = [];
  if (citations.length !== fixture.n) out.push(`n: ${String(citations.length)} for ${String(fixture.n)}`);
  if (fixture.first !== undefined) out.push(...differences(citations[0], fixture.first).map((line) => `first ${line}`));
  if (fixture.last !== undefined) out.push(...differences(citations.at(-1), fixture.last).map((line) => `last ${line}`));
  for (const [verdict, count] of Object.entries(fixture.decision_counts ?? {})) {
    const got = citations.filter((c) => verdictOf(c) === verdict).length;
    if (got !== count) out.push(`${verdict}: ${String(got)} for ${String(count)}`);
  }
  return out;
};
