// Do groups hold together, whatever the order, and does every record stay somewhere?
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../main/deduplication/context.ts';
import { compare } from '../../main/deduplication/evidence.ts';
import { deduplicate, exact, type Deduplicated } from '../../main/deduplication/index.ts';
import { profiler } from '../../main/deduplication/profile.ts';
import { judge } from '../../main/deduplication/verdict.ts';
import type { Citation } from '../../shared/citation.ts';
import { finish } from '../../shared/work.ts';
import { citation, citations, type Sketch } from './records.ts';

/** Records from so few values that they agree and clash in every way. */
const sketch: fc.Arbitrary<Sketch> = fc.record({
  title: fc.constantFrom(
    'Honey for leg ulcers: a trial',
    'Honey for leg ulcers',
    'Honey for leg ulcers in men',
    'Honey for leg ulcers in women',
    'Editorial',
    'Erratum: Honey for leg ulcers',
    undefined,
  ),
  by: fc.constantFrom('Wilk, Ewa; Osei, Kofi', 'Wilk E; Osei K', 'Moe, Ann', undefined),
  year: fc.constantFrom(2014, 2015, undefined),
  journal: fc.constantFrom('Wound Letters', 'Wound Lett', 'Skin', undefined),
  volume: fc.constantFrom('12', '13', undefined),
  issue: fc.constantFrom('1', '2', undefined),
  pages: fc.constantFrom('101-109', '101-9', '55', undefined),
  doi: fc.constantFrom('10.5555/a', '10.5555/b', undefined, undefined),
  pmid: fc.constantFrom('91000001', '91000002', undefined, undefined),
  type: fc.constantFrom('Journal Article', 'Preprint', undefined),
});
const list = fc.array(sketch, { maxLength: 14 }).map(citations);

const content = ({ id: _id, source: _source, ...fields }: Citation): string => JSON.stringify(fields);
const shape = (all: readonly Citation[], { groups, unsure, related }: Deduplicated): string[][] => [
  groups
    .map(({ members, reason, confidence }) =>
      JSON.stringify([members.map((at) => content(all[at] as Citation)).sort(), reason, confidence.toFixed(9)]),
    )
    .sort(),
  unsure.map(({ a, b, reason }) => JSON.stringify([[content(all[a] as Citation), content(all[b] as Citation)].sort(), reason])).sort(),
  related.map(({ a, b, reason }) => JSON.stringify([[content(all[a] as Citation), content(all[b] as Citation)].sort(), reason])).sort(),
];

describe('groups', () => {
  it('do not depend on the order of the records', () => {
    const shuffled = list.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(shape(other, finish(deduplicate(other)))).toEqual(shape(all, finish(deduplicate(all))));
      }),
      { numRuns: 100 },
    );
  });

  it('never hold two records that contradict each other', () => {
    fc.assert(
      fc.property(list, (all) => {
        const read = profiler();
        const profiles = all.map((one, at) => read(one, at));
        const context = contextOf(all);
        for (const { members } of finish(deduplicate(all)).groups)
          for (const a of members)
            for (const b of members) {
              if (a >= b) continue;
              const [one, two] = [profiles[a], profiles[b]];
              if (one === undefined || two === undefined) throw new Error('position out of range');
              const evidence = compare(one, two, context);
              expect(evidence !== undefined && !judge(evidence, one, two).opposed).toBe(true);
            }
      }),
      { numRuns: 100 },
    );
  });

  it('keep every record once, and ask and link only across groups', () => {
    fc.assert(
      fc.property(list, (all) => {
        const { groups, unsure, related } = finish(deduplicate(all));
        const seen = groups.flatMap(({ members }) => members);
        expect(new Set(seen).size).toBe(seen.length);
        const groupOf = (at: number): number => groups.findIndex(({ members }) => members.includes(at));
        for (const { members, kept, confidence, pairs } of groups) {
          expect(members.length).toBeGreaterThan(1);
          expect([...members].sort((a, b) => a - b)).toEqual(members);
          expect(members).toContain(kept);
          expect(confidence).toBeGreaterThan(0.5);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(pairs).toHaveLength((members.length * (members.length - 1)) / 2);
        }
        for (const { a, b } of [...unsure, ...related]) {
          expect(a).toBeLessThan(b);
          expect(groupOf(a) < 0 || groupOf(a) !== groupOf(b)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are not chained through a record that says little', () => {
    const sparse: Sketch = { title: 'Standards of wound care', by: 'Moe, Ann', journal: 'Wound Letters' };
    const one: Sketch = { ...sparse, year: 2018, volume: '15', pages: '1-80', doi: '10.5555/wl.2018' };
    const two: Sketch = { ...sparse, year: 2019, volume: '16', pages: '3-88', doi: '10.5555/wl.2019' };
    const { groups } = finish(deduplicate(citations([one, sparse, two])));
    expect(groups.filter(({ members }) => members.includes(0) && members.includes(2))).toEqual([]);
    expect(groups).toHaveLength(1);
  });

  it('take records that are alike to the letter as one, unless they say next to nothing', () => {
    const column: Sketch = { title: 'Editorial', year: 2010, pages: '5' };
    expect(finish(deduplicate(citations([column, column, column]))).groups[0]).toMatchObject({ members: [0, 1, 2], reason: 'identical' });
    const little: Sketch = { title: 'Editorial', by: 'Quist, H', year: 2010 };
    expect(finish(deduplicate(citations([little, little]))).groups).toEqual([]);
    // The same file twice: the record's own id is the same.
    expect(finish(deduplicate([...citations([little]), ...citations([little])])).groups).toHaveLength(1);
  });
});

describe('work', () => {
  const many = (n: number): Citation[] =>
    Array.from({ length: n }, (_, at) =>
      citation(
        { title: 'Editorial on the wound', by: `Name${String(at % 700)}, A`, year: 1990 + (at % 30), volume: String(at % 40), pages: String(at) },
        at,
      ),
    );

  it('goes on in steps and never overruns its total', () => {
    const work = deduplicate(many(300));
    let steps = 0;
    let before = 0;
    for (;;) {
      const next = work.next();
      if (next.done) break;
      steps += 1;
      expect(next.value.total).toBe(300);
      expect(next.value.done).toBeGreaterThanOrEqual(before);
      expect(next.value.done).toBeLessThanOrEqual(300);
      before = next.value.done;
    }
    expect(steps).toBeGreaterThan(30);
  });

  it('does not go wild where one title stands 3,000 times', () => {
    let steps = 0;
    const work = deduplicate(many(3000));
    while (work.next().done !== true) steps += 1;
    // A step is at most some hundred comparisons; all pairs would take 45,000 steps.
    expect(steps).toBeLessThan(5000);
  });

  it('takes an empty list and a single record', () => {
    expect(finish(deduplicate([]))).toEqual({ groups: [], unsure: [], related: [] });
    expect(finish(deduplicate(many(1)))).toEqual({ groups: [], unsure: [], related: [] });
  });
});

describe('the exact stage', () => {
  const paper: Sketch = {
    title: 'Honey for leg ulcers: a trial',
    by: 'Wilk, Ewa; Osei, Kofi',
    year: 2015,
    doi: '10.5555/a',
    journal: 'Wound Letters',
    pages: '1-9',
  };
  it.each<[string, Sketch, boolean]>([
    ['the same DOI', { ...paper, by: undefined, year: undefined, journal: undefined, pages: undefined }, true],
    ['title, authors and year', { title: 'HONEY FOR LEG ULCERS. A TRIAL', by: 'Wilk E; Osei K', year: 2015 }, true],
    ['a typing error in the title', { ...paper, doi: undefined, title: 'Honey for leg ulcrs: a trial' }, false],
    ['the same DOI on another paper', { title: 'Asthma and chocolate', by: 'Weiss, Emil', year: 2001, doi: '10.5555/a' }, false],
  ])('%s', (_what, other, same) => {
    expect(finish(exact(citations([paper, other]))).groups).toHaveLength(same ? 1 : 0);
  });
});
