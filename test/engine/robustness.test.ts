// Do perturbations change the wording and nothing else, and is what moved counted right?
import { describe, expect, test } from 'vitest';
import { movedBy } from '../../main/engine/robustness/moved.ts';
import { robustnessOf, summariseRobustness, type RobustnessRow } from '../../main/engine/robustness/measure.ts';
import { perturbations } from '../../main/engine/robustness/perturb.ts';
import { british, synonyms } from '../../main/engine/robustness/words.ts';
import { rngOf } from '../../main/screening/rng.ts';
import { gold, protocol, sample } from '../rankers/sample.ts';
import type { Kept } from '../../shared/citation.ts';

const record: Kept = {
  key: 1,
  id: 'r1',
  title: 'Randomised trial of anaemia in children',
  abstract:
    'BACKGROUND: Tumour centres were randomised. METHODS: We measured haemoglobin. RESULTS: It rose by 4.1 g/dl. CONCLUSIONS: More is needed.',
  mesh: ['Anemia/*therapy', 'Humans'],
  source: { file: 'sample', line: 1 },
};
const changed = (name: string, citations: readonly Kept[] = [record], seed = 3) =>
  perturbations.find((one) => one.name === name)!.change({ citations, protocol }, rngOf(seed));

describe('wording', () => {
  test.each([
    ['upper case', (to: Kept) => to.title, 'RANDOMISED TRIAL OF ANAEMIA IN CHILDREN'],
    ['the other English', (to: Kept) => to.title, 'Randomized trial of anemia in children'],
    ['the other English', (to: Kept) => to.abstract?.slice(0, 43), 'BACKGROUND: Tumor centers were randomized. '],
    ['headings removed', (to: Kept) => to.abstract, 'Tumour centres were randomised. We measured haemoglobin. It rose by 4.1 g/dl. More is needed.'],
    ['keywords appended', (to: Kept) => to.abstract?.slice(-14), 'Anemia; Humans'],
    ['title repeated', (to: Kept) => to.abstract?.endsWith(record.title!), true],
    ['abstract dropped', (to: Kept) => 'abstract' in to, false],
  ] as const)('%s', (name, of, expected) => {
    expect(of(changed(name).citations[0]!)).toEqual(expected);
  });

  test('typos: about one sign in fifty, the same by seed', () => {
    const long = { ...record, abstract: 'walking after stroke improved the speed of gait in adults '.repeat(40) };
    const { abstract = '' } = changed('typos', [long]).citations[0]!;
    const words = (text: string) => text.split(' ');
    const wrong = words(abstract).filter((word, at) => word !== words(long.abstract)[at]).length;
    expect(wrong).toBeGreaterThan(10);
    expect(wrong).toBeLessThan(100);
    expect(changed('typos', [long]).citations[0]!.abstract).toBe(abstract);
    expect(changed('typos', [long], 4).citations[0]!.abstract).not.toBe(abstract);
  });

  test('shuffled sentences are the same sentences', () => {
    const { abstract = '' } = changed('sentences shuffled').citations[0]!;
    expect(abstract).not.toBe(record.abstract);
    expect(
      abstract
        .split('. ')
        .map((part) => part.replace(/\.$/, ''))
        .sort(),
    ).toEqual(
      record
        .abstract!.split('. ')
        .map((part) => part.replace(/\.$/, ''))
        .sort(),
    );
  });

  test('questions: other words, other order, criteria and records as they were', () => {
    const { protocol: to, citations } = changed('question: word order');
    expect(to.title.split(' ').sort()).toEqual(protocol.title.split(' ').sort());
    expect(to.criteria).toEqual(protocol.criteria);
    expect(citations[0]).toBe(record);
    expect(
      perturbations
        .find(({ name }) => name === 'question: synonyms')!
        .change({ citations: [], protocol: { title: 'Drug treatment', criteria: [] } }, rngOf(1)).protocol.title,
    ).toBe('Medication therapy');
  });

  test('the lists are words', () => {
    for (const table of [british, synonyms]) for (const [one, other] of table) expect(`${one} ${other}`).toMatch(/^[a-z]+( [a-z]+)+$/);
  });
});

describe('moved', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const isRelevant = (id: string) => id === 'a' || id === 'd';
  test.each([
    ['nothing', ids, { shift: 0, overlap: 1, tau: 1, ap: 0, worst: 0 }],
    ['all turned round', ['d', 'c', 'b', 'a'], { shift: 0.5, overlap: 0, tau: -1, ap: 0, worst: 0.75 }],
    // AP before (1 + 2/4)/2, after (1/2 + 2/4)/2
    ['the first two', ['b', 'a', 'c', 'd'], { shift: 0.125, overlap: 0, tau: 1 - 2 / 6, ap: -0.25, worst: 0.25 }],
  ])('%s', (_name, after, expected) => {
    const moved = movedBy(ids, after, isRelevant);
    for (const [name, value] of Object.entries(expected)) expect(moved[name as keyof typeof moved]).toBeCloseTo(value, 9);
  });
});

test('every ranker and perturbation once; BM25 does not see case or order, and loses by dropped abstracts', async () => {
  const rows: RobustnessRow[] = [];
  const set = { name: 'sample', citations: sample, protocol, gold, level: 'final', dropped: 0 } as const;
  await robustnessOf(set, {
    rankers: ['bm25', 'winnow'],
    seed: 1,
    evidence: () => Promise.resolve(undefined),
    signal: new AbortController().signal,
    row: (row) => rows.push(row),
  });
  expect(rows.length).toBe(2 * perturbations.length);
  const bm25 = (perturbation: string) => rows.find((row) => row.ranker === 'bm25' && row.perturbation === perturbation)!;
  for (const same of ['upper case', 'sentences shuffled', 'question: word order'])
    expect(bm25(same)).toMatchObject({ shift: 0, tau: 1, overlap: 1, ap: 0 });
  expect(bm25('abstract dropped').shift).toBeGreaterThan(0);
  expect(rows.filter((row) => row.ranker === 'winnow').every((row) => row.n === sample.length - 10)).toBe(true);
  const summary = summariseRobustness([...rows, ...rows.map((row) => ({ ...row, review: 'again', shift: row.shift + 0.2 }))]);
  expect(summary.find((row) => row.ranker === 'bm25' && row.perturbation === 'upper case')).toMatchObject({ reviews: 2, shift: 0.1, shiftSd: 0.1 });
});
