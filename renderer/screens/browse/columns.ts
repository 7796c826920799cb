// Which columns does the table have, in what order, how wide, and which can it be sorted by?
import type { Sort } from '../../../shared/contract.ts';

/** Besides picked-and-decided and the title, which always stand. */
export const choosable = ['rank', 'authors', 'year', 'journal', 'decided', 'tags', 'pmid', 'doi'] as const;
export type Column = (typeof choosable)[number];
export const usualColumns: readonly Column[] = ['rank', 'authors', 'year', 'journal', 'decided'];

/** What the reader chose, in the table's order; names that no version knows are left out. */
export const columnsOf = (chosen: readonly string[] | undefined): readonly Column[] =>
  chosen === undefined ? usualColumns : choosable.filter((column) => chosen.includes(column));

export const isSortable = (column: Column | 'title'): column is Exclude<Sort['by'], 'key'> => !['tags', 'pmid', 'doi'].includes(column);

/** Of picked-and-decided, which stands first. */
const markWidth = '4.25rem';
const width: Readonly<Record<Column | 'title', string>> = {
  rank: '3.5rem',
  title: 'minmax(12rem, 3fr)',
  authors: 'minmax(6rem, 1.1fr)',
  year: '3.25rem',
  journal: 'minmax(6rem, 1.1fr)',
  decided: 'minmax(6rem, 0.9fr)',
  tags: 'minmax(5rem, 0.8fr)',
  pmid: '5.25rem',
  doi: 'minmax(7rem, 1fr)',
};
/** Where there is little room. */
const hiddenNarrow: readonly string[] = ['authors', 'journal', 'tags', 'pmid', 'doi'];

/** The title stands behind the rank. */
export const inOrder = (columns: readonly Column[]): readonly (Column | 'title')[] => [
  ...columns.filter((column) => column === 'rank'),
  'title',
  ...columns.filter((column) => column !== 'rank'),
];

/** CSS grid tracks for a wide and a narrow table. */
export const tracksOf = (columns: readonly Column[]): { readonly wide: string; readonly narrow: string } => {
  const tracks = (of: readonly (Column | 'title')[], title: string): string =>
    [markWidth, ...of.map((column) => (column === 'title' ? title : width[column]))].join(' ');
  const all = inOrder(columns);
  return {
    wide: tracks(all, width.title),
    narrow: tracks(
      all.filter((column) => !hiddenNarrow.includes(column)),
      'minmax(8rem, 3fr)',
    ),
  };
};
