// Which records of a labelled set count?
import { describe, expect, test } from 'vitest';
import { labelledSet } from '../../main/screening/labelled.ts';

const header = 'id title abstract year authors journal doi pmid keywords mesh label_abstract label_final'.replaceAll(' ', '\t');
const tsv = (...rows: readonly (readonly [id: string, abstract: string, final: string])[]): string =>
  [
    header,
    ...rows.map(([id, abstract, final]) =>
      [id, `T ${id}`, `A ${id}`, '2001', 'Bello, A; Yilmaz, B', 'J', '', '', '', 'Humans; *Rats', abstract, final].join('\t'),
    ),
    '',
  ].join('\n');
const protocol = { title: 'x', criteria: [] };
const labels = (text: string, asked: 'final' | 'abstract'): [string, Record<string, number>, number] => {
  const { level, citations, gold, dropped } = labelledSet('s', text, protocol, asked);
  return [level, Object.fromEntries(citations.map(({ id }, at) => [id, gold[at]!])), dropped];
};

describe('labels', () => {
  const both = tsv(['a', '1', '1'], ['b', '1', '0'], ['c', '0', ''], ['d', '1', ''], ['e', '', ''], ['f', '0', '1']);
  test('final: an empty one counts as 0 only where the abstract was excluded', () => {
    expect(labels(both, 'final')).toEqual(['final', { a: 1, b: 0, c: 0, f: 1 }, 2]);
  });
  test('abstract: every known one', () => {
    expect(labels(both, 'abstract')).toEqual(['abstract', { a: 1, b: 1, c: 0, d: 1, f: 0 }, 1]);
  });
  test('a set without the level asked for is judged by the other', () => {
    expect(labels(tsv(['a', '1', ''], ['b', '0', '']), 'final')).toEqual(['abstract', { a: 1, b: 0 }, 0]);
    expect(labels(tsv(['a', '', '1'], ['b', '', '0']), 'abstract')).toEqual(['final', { a: 1, b: 0 }, 0]);
  });
  test('numbers of a column with gaps and words are labels too; what is neither is none', () => {
    expect(labels(tsv(['a', '1.0', '1.0'], ['b', '0.0', ''], ['c', 'Yes', 'no'], ['d', 'included', 'EXCLUDE'], ['e', '1', '2']), 'final')).toEqual([
      'final',
      { a: 1, b: 0, c: 0, d: 0 },
      1,
    ]);
  });
  test.each([
    ['none relevant', tsv(['a', '0', '0'], ['b', '0', '0']), 'set.labels'],
    ['all relevant', tsv(['a', '1', '1']), 'set.labels'],
    ['no records', header, 'set.labels'],
    ['no label column', 'id\ttitle\nx\ty', 'set.columns'],
    ['empty file', '', 'set.columns'],
  ])('%s: refused', (_name, text, code) => {
    expect(() => labelledSet('s', text, protocol, 'final')).toThrow(expect.objectContaining({ code }));
  });
});

test('fields, keys and lines', () => {
  const [one] = labelledSet('s', tsv(['a', '1', '1'], ['b', '0', '0']).replaceAll('\n', '\r\n'), protocol, 'final').citations;
  expect(one).toMatchObject({
    key: 1,
    id: 'a',
    title: 'T a',
    abstract: 'A a',
    year: 2001,
    authors: ['Bello, A', 'Yilmaz, B'],
    mesh: ['Humans', '*Rats'],
  });
  expect(one!.doi).toBeUndefined();
  expect(one!.source.line).toBe(2);
});
