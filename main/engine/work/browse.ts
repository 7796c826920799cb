// Which rows does the table show? On a work thread, over a read-only connection of its own.
import type { CitationId } from '../../../shared/citation.ts';
import type { Filter, Row, Sort } from '../../../shared/contract.ts';
import type { Decision } from '../../../shared/decision.ts';
import type { Filter as StoreFilter, Review, Sort as StoreSort } from '../../store/index.ts';
import { visible } from '../../text/visible.ts';
import { isRead } from '../review/standing.ts';
import { mergedWith } from './merged.ts';
import { readOnly } from './reader.ts';

export interface BrowseTask {
  readonly path: string;
  readonly filter: Filter;
  readonly sort: Sort;
  /** Place from 1 by citation in the newest order. */
  readonly place: Uint32Array | undefined;
}
export interface RowsTask extends BrowseTask {
  readonly offset: number;
  readonly limit: number;
}

export const browseKeys = (task: BrowseTask): readonly CitationId[] => readOnly(task.path, (review) => keysIn(review, task));

/** A thread's own memory of the lists it made last: a table is scrolled page by page. */
export const browser = () => {
  const lists = new Map<string, Listed>();
  const listOf = (review: Review, task: RowsTask): Listed => {
    const name = JSON.stringify([task.path, review.ledger.last().seq, task.filter, task.sort, task.place?.length]);
    const known = lists.get(name);
    if (known !== undefined) return known;
    const made = { keys: keysIn(review, task), copies: copiesIn(review) };
    if (lists.size >= remembered) lists.clear();
    lists.set(name, made);
    return made;
  };
  return (task: RowsTask): { total: number; rows: readonly Row[] } =>
    readOnly(task.path, (review) => {
      const { keys, copies } = listOf(review, task);
      const shown = keys.slice(task.offset, task.offset + task.limit);
      return { total: keys.length, rows: shown.map((key) => rowOf(review, key, copies.get(key) ?? [], task.place)) };
    });
};

const remembered = 4;

interface Listed {
  readonly keys: readonly CitationId[];
  /** Duplicates by the citation that they stand behind: a row says what the card says. */
  readonly copies: ReadonlyMap<CitationId, readonly CitationId[]>;
}

const copiesIn = (review: Review): Listed['copies'] => {
  const copies = new Map<CitationId, CitationId[]>();
  for (const [copy, shown] of review.sameness.representatives()) {
    const known = copies.get(shown);
    if (known === undefined) copies.set(shown, [copy]);
    else known.push(copy);
  }
  return copies;
};

/** All that the filter lets through, sorted. */
const keysIn = (review: Review, { filter, sort, place }: BrowseTask): readonly CitationId[] => {
  const { by, order } = sorting(sort);
  const found = review.browse.keys(storeFilter(filter), order);
  const passes = picks(review, filter);
  const keys = [...found].filter(passes);
  if (by !== 'rank' || place === undefined) return keys;
  const sign = sort.down ? -1 : 1;
  const rank = (key: CitationId) => place[key] || Number.MAX_SAFE_INTEGER;
  return keys.sort((a, b) => sign * (rank(a) - rank(b)) || a - b);
};

const names: Readonly<Record<Exclude<Sort['by'], 'rank'>, StoreSort>> = {
  title: 'title',
  authors: 'author',
  year: 'year',
  journal: 'journal',
  decided: 'decided',
  key: 'key',
};

const sorting = ({ by, down }: Sort): { by: Sort['by']; order: { by?: StoreSort; down?: true } } =>
  by === 'rank' ? { by, order: {} } : { by, order: { by: names[by], ...(down && { down }) } };

const storeFilter = ({ search, tag, reason, years, noAbstract }: Filter): StoreFilter => ({
  ...(search !== undefined && search.trim() !== '' && { text: search }),
  ...(tag !== undefined && { tag }),
  ...(reason !== undefined && { reason }),
  ...(years !== undefined && { years: { from: years[0], to: years[1] } }),
  ...(noAbstract === true && { abstract: 'absent' }),
});

/** Prior knowledge is a kind of its own here: it is neither screened nor open. */
const picks = (review: Review, { only, citations }: Filter): ((key: CitationId) => boolean) => {
  const picked = citations === undefined ? undefined : new Set(citations);
  const now = only === undefined ? undefined : new Map(review.decisions.now('abstract').map((row) => [row.citation, row]));
  return (key) => (picked === undefined || picked.has(key)) && (only === undefined || only.includes(kindOf(now?.get(key))));
};

export const kindOf = (decision: Decision | undefined): 'include' | 'exclude' | 'maybe' | 'unscreened' | 'prior' => {
  if (decision === undefined || !isRead(decision)) return 'unscreened';
  return decision.origin === 'prior' ? 'prior' : (decision.verdict as 'include' | 'exclude' | 'maybe');
};

const rowOf = (review: Review, key: CitationId, copies: readonly CitationId[], place: Uint32Array | undefined): Row => {
  const own = review.citations.get(key);
  const citation = own === undefined ? undefined : mergedWith(own, review.citations.many(copies));
  const decision = review.decisions.of(key).findLast(({ stage }) => stage === 'abstract');
  const stands = decision !== undefined && decision.verdict !== 'cleared' ? decision : undefined;
  return {
    citation: key,
    title: visible(citation?.title ?? ''),
    authors: namesOf(citation?.authors ?? []),
    year: citation?.year,
    journal: citation?.journal,
    verdict: stands?.verdict,
    origin: stands?.origin,
    reason: stands?.reason,
    rank: place?.[key] || undefined,
    pmid: citation?.pmid,
    doi: citation?.doi,
    tags: review.tags.of(key),
  };
};

/** `Bello` · `Bello & Yilmaz` · `Bello et al.` */
const namesOf = (authors: readonly string[]): string => {
  const [first = '', second = ''] = authors.map((name) => name.split(',')[0]!);
  if (authors.length <= 1) return first;
  return authors.length === 2 ? `${first} & ${second}` : `${first} et al.`;
};
