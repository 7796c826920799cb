// Do the columns of the table stand in their order, whatever was chosen and in whatever version?
import { expect, test } from 'vitest';
import { columnsOf, inOrder, isSortable, tracksOf, usualColumns } from '../../renderer/screens/browse/columns.ts';

test('the usual ones without a choice; a choice in the table’s order, names of another version left out', () => {
  expect(columnsOf(undefined)).toEqual(usualColumns);
  expect(columnsOf([])).toEqual([]);
  expect(columnsOf(['doi', 'year', 'flavour', 'rank'])).toEqual(['rank', 'year', 'doi']);
});
test('the title stands behind the rank, and always', () => {
  expect(inOrder(['rank', 'year', 'doi'])).toEqual(['rank', 'title', 'year', 'doi']);
  expect(inOrder([])).toEqual(['title']);
});
test('a track for each cell: the mark, then every column; a narrow table does without the wide ones', () => {
  const tracks = (text: string) => text.match(/minmax\([^)]*\)|\S+/g)?.length;
  const { wide, narrow } = tracksOf(['rank', 'authors', 'year', 'journal', 'decided', 'tags', 'pmid', 'doi']);
  expect(tracks(wide)).toBe(10);
  expect(tracks(narrow)).toBe(5); // mark, rank, title, year, decision
});
test('what the engine cannot sort by has no button', () => {
  expect((['rank', 'title', 'year', 'tags', 'pmid', 'doi'] as const).map(isSortable)).toEqual([true, true, true, false, false, false]);
});
