// Are the right citations found, sorted and filtered, whatever is typed?
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { finish } from '../../shared/work.ts';
import type { Filter, Sort } from '../../main/store/index.ts';
import { by, exclude, folder, imported, include, review } from './desk.ts';

const open = review(join(folder(), 'finding.winnow'), 0);
const record = (id: number, rest: object) => ({ id: `r${id}`, source: { file: 'search.ris', line: id }, ...rest });
imported(open, [
  record(1, {
    title: 'Émile drinks tea',
    abstract: 'Sleep after tea.',
    year: 2001,
    authors: ['Zola, É'],
    journal: 'Beta',
    doi: '10.1/abc(2)',
    pmid: '777',
  }),
  record(2, { title: 'apples and sleep', year: 1999, authors: ['Adler, B'], journal: 'alpha', keywords: ['fruit'], mesh: ['Malus/*chemistry'] }),
  record(3, { title: 'Zebra sleeping sickness', abstract: 'Not about "tea".', year: 2010, authors: ['öberg, C'] }),
  record(4, { abstract: 'A record without title: β-blockers, 5-HT and p53.', authors: ['Müller, D'], journal: 'Gamma' }),
]);
open.write.decide(include(2), { key: 'a', by });
open.write.decide(exclude(1, 'dose'), { key: 'b', by });
open.write.tag({ citation: 3, tag: 'odd', worn: true }, { key: 'c', by });
open.write.tag({ citation: 1, tag: 'odd', worn: true }, { key: 'd', by });
open.write.tag({ citation: 1, tag: 'odd', worn: false }, { key: 'e', by });
open.write.note({ citation: 4, text: 'see also 3' }, { key: 'f', by });
afterAll(() => {
  open.close();
});

it.each<[typed: string, found: number[] | undefined]>([
  ['tea', [1, 3]],
  ['sle', [1, 2, 3]],
  ['sle tea', []],
  ['sle ', []],
  ['tea sle', [1, 3]],
  ['tea drinks', [1]],
  ['emile', [1]],
  ['ÉMILE', [1]],
  ['muller', [4]],
  ['"sleep after"', [1]],
  ['"after sleep"', []],
  ['"unclosed phrase', []],
  ['sleep -tea', [2]],
  ['-tea', undefined],
  ['fruit', [2]],
  ['malus', [2]],
  ['beta', [1]],
  ['β', [4]],
  ['5-HT', [4]],
  ['10.1/abc(2)', [1]],
  ['10.1/ABC(2)', [1]],
  ['777', [1]],
  ['', undefined],
  ['  ', undefined],
  ['"', undefined],
  ['***', undefined],
  ['title:tea', []],
  ['tea OR apples', []],
  ['NEAR(tea sleep)', []],
  ['tea" OR "apples', []],
  ["'; DROP TABLE citation; --", []],
])('%j finds %j', (typed, found) => {
  expect(open.search.find(typed)).toEqual(found);
});

it('no text whatever breaks the search', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom('"', '*', '-', '(', ')', ':', '^', '{', ' ', 'a', 'NOT', 'AND', '\0') }),
      ),
      (typed) => {
        open.search.find(typed);
      },
    ),
    { numRuns: 200, seed: 11 },
  );
});

it.each<[filter: Filter, found: number[]]>([
  [{}, [1, 2, 3, 4]],
  [{ verdicts: ['include'] }, [2]],
  [{ verdicts: ['include', 'exclude'] }, [1, 2]],
  [{ verdicts: ['none'] }, [3, 4]],
  [{ verdicts: ['none'], stage: 'fulltext' }, [1, 2, 3, 4]],
  [{ reason: 'dose' }, [1]],
  [{ tag: 'odd' }, [3]],
  [{ noted: true }, [4]],
  [{ abstract: 'absent' }, [2]],
  [{ years: { from: 2001 } }, [1, 3]],
  [{ years: { to: 2000 } }, [2]],
  [{ import: 1, text: 'tea' }, [1, 3]],
  [{ import: 2 }, []],
  [{ text: '' }, [1, 2, 3, 4]],
])('%j shows %j', (filter, found) => {
  expect([...open.browse.keys(filter)]).toEqual(found);
});

it.each<[by: Sort, up: number[], down: number[]]>([
  ['key', [1, 2, 3, 4], [4, 3, 2, 1]],
  ['title', [2, 1, 3, 4], [3, 1, 2, 4]],
  ['author', [2, 4, 3, 1], [1, 3, 4, 2]],
  ['year', [2, 1, 3, 4], [3, 1, 2, 4]],
  ['journal', [2, 1, 4, 3], [4, 1, 2, 3]],
  ['decided', [2, 1, 3, 4], [1, 2, 3, 4]],
])('sorted by %s', (sort, up, down) => {
  expect([...open.browse.keys({}, { by: sort })]).toEqual(up);
  expect([...open.browse.keys({}, { by: sort, down: true })]).toEqual(down);
});

it('the index can be forgotten and built again', () => {
  open.write.clearIndex();
  expect([open.search.find('tea'), open.search.left()]).toEqual([[], 4]);
  expect(finish(open.write.index())).toBe(4);
  expect([open.search.find('tea'), open.search.left()]).toEqual([[1, 3], 0]);
});
