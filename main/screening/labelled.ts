// What does a labelled set hold, and which of its records count?
import type { Kept, Protocol } from '../../shared/citation.ts';
import { Failure } from '../../shared/failures.ts';
import { verdictOf } from '../citations/index.ts';

/** At which level records are judged. */
export type Level = 'final' | 'abstract';

export interface LabelledSet {
  readonly name: string;
  /** In the file's order; keys from 1. */
  readonly citations: readonly Kept[];
  readonly protocol: Protocol;
  /** 1/0 per citation. */
  readonly gold: Uint8Array;
  /** The level judged by: the other one where a set has no relevant record at the level asked for. */
  readonly level: Level;
  /** Records left out because nothing says what they are. */
  readonly dropped: number;
}

const columns = [
  'id',
  'title',
  'abstract',
  'year',
  'authors',
  'journal',
  'doi',
  'pmid',
  'keywords',
  'mesh',
  'label_abstract',
  'label_final',
] as const;
type Column = (typeof columns)[number];

const list = (cell: string): string[] | undefined => {
  const parts = cell.split(';').map((part) => part.trim());
  const some = parts.filter((part) => part !== '');
  return some.length > 0 ? some : undefined;
};
const some = (cell: string): string | undefined => (cell.trim() === '' ? undefined : cell);

/**
 * Reads `records.tsv` (header `id title abstract year authors journal doi pmid keywords mesh label_abstract label_final`, no quoting). An empty
 * final label where the abstract's is 0 counts as 0; other records without the label asked for leave the set.
 *
 * @throws Failure `set.columns` where a column is missing, `set.labels` where neither level has a relevant record and another
 */
export const labelledSet = (name: string, tsv: string, protocol: Protocol, asked: Level): LabelledSet => {
  const lines = tsv.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const header = (lines[0] ?? '').replace(/^\uFEFF/, '').split('\t');
  const missing = columns.filter(
    (column) => !header.includes(column) && (column === 'id' || column === 'title' || column === 'label_abstract' || column === 'label_final'),
  );
  if (missing.length > 0) throw new Failure('set.columns', { set: name, missing: missing.join(', ') });
  const place = new Map(columns.map((column) => [column, header.indexOf(column)]));
  const rows = lines.flatMap((line, at) => (at === 0 || line === '' ? [] : [{ cells: line.split('\t'), line: at + 1 }]));
  const cell = ({ cells }: (typeof rows)[number], column: Column): string => cells[place.get(column)!] ?? '';

  const label = (row: (typeof rows)[number], level: Level): 0 | 1 | undefined => {
    const abstract = cell(row, 'label_abstract');
    const own = level === 'abstract' ? abstract : cell(row, 'label_final');
    const verdict = verdictOf(level === 'final' && own.trim() === '' && verdictOf(abstract) === 'exclude' ? abstract : own);
    return verdict === 'include' ? 1 : verdict === 'exclude' ? 0 : undefined;
  };
  const has = (level: Level): boolean => rows.some((row) => label(row, level) === 1);
  const level: Level = has(asked) ? asked : asked === 'final' ? 'abstract' : 'final';
  const kept = rows.filter((row) => label(row, level) !== undefined);
  const gold = Uint8Array.from(kept, (row) => label(row, level)!);
  if (!gold.includes(1) || !gold.includes(0)) throw new Failure('set.labels', { set: name });
  const citations = kept.map((row, at): Kept => {
    const year = Number.parseInt(cell(row, 'year'), 10);
    return {
      key: at + 1,
      id: cell(row, 'id').trim() || `${name}:${String(row.line)}`,
      title: some(cell(row, 'title')),
      abstract: some(cell(row, 'abstract')),
      year: Number.isNaN(year) ? undefined : year,
      authors: list(cell(row, 'authors')),
      journal: some(cell(row, 'journal')),
      doi: some(cell(row, 'doi')),
      pmid: some(cell(row, 'pmid')),
      keywords: list(cell(row, 'keywords')),
      mesh: list(cell(row, 'mesh')),
      source: { file: 'records.tsv', line: row.line },
    };
  });
  return { name, citations, protocol, gold, level, dropped: rows.length - kept.length };
};
