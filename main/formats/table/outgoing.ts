// Which cells does a citation fill, in our columns and in those of ASReview and Rayyan?
import { protect } from '../../citations/index.ts';
import { asreviewLabel, notesOut, rayyanNote, tagsOut } from '../outgoing.ts';
import type { Outgoing } from '../format.ts';
import { neutral, pack } from './pack.ts';

/** Mark-up is escaped item by item, before they are put together. */
const list = (items: readonly string[] | undefined, separator: ';' | 'none' = ';'): string => pack(items?.map(protect), separator);
/** Columns whose cells are ready as they are. */
const ready = new Set(['authors', 'keywords', 'mesh', 'type', 'notices', 'winnow_note', 'winnow_tags', 'winnow_opinions']);

type Cell = (out: Outgoing) => string | number | undefined;

/** What is in every dialect but Rayyan's: the canonical record. */
const record: readonly (readonly [name: string, cell: Cell])[] = [
  ['id', (o) => o.citation.id],
  ['title', (o) => o.citation.title],
  ['abstract', (o) => o.citation.abstract],
  ['authors', (o) => list(o.citation.authors)],
  ['year', (o) => o.citation.year],
  ['date', (o) => o.citation.date],
  ['journal', (o) => o.citation.journal],
  ['issn', (o) => o.citation.issn],
  ['volume', (o) => o.citation.volume],
  ['issue', (o) => o.citation.issue],
  ['pages', (o) => o.citation.pages],
  ['doi', (o) => o.citation.doi],
  ['pmid', (o) => o.citation.pmid],
  ['pmcid', (o) => o.citation.pmcid],
  ['accession', (o) => o.citation.accession],
  ['url', (o) => o.citation.url],
  ['keywords', (o) => list(o.citation.keywords)],
  ['mesh', (o) => list(o.citation.mesh)],
  ['language', (o) => o.citation.language],
  ['type', (o) => list(o.citation.type)],
  ['notices', (o) => list(o.citation.notices)],
];

const winnow: readonly (readonly [name: string, cell: Cell])[] = [
  ['winnow_decision', (o) => o.decision?.verdict],
  ['winnow_reason', (o) => o.decision?.reason],
  ['winnow_stage', (o) => o.decision?.stage],
  ['winnow_time', (o) => o.decision?.at],
  ['winnow_by', (o) => o.decision?.by],
  ['winnow_rank', (o) => o.rank],
  ['winnow_score', (o) => o.score],
  ['winnow_note', (o) => list(notesOut(o), 'none')],
  ['winnow_tags', (o) => list(tagsOut(o))],
  ['winnow_opinions', (o) => (o.citation.opinions === undefined ? undefined : JSON.stringify(o.citation.opinions))],
];

/** `2025-09-22 10:00:00`, as ASReview writes times. */
const clock = (at: string | undefined): string | undefined => at?.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d).*$/, '$1 $2');

const asreview: readonly (readonly [name: string, cell: Cell])[] = [
  ['asreview_label', (o) => asreviewLabel(o)],
  ['asreview_time', (o) => clock(o.decision?.at)],
  ['asreview_note', (o) => notesOut(o).join('\n')],
];

const rayyan: readonly (readonly [name: string, cell: Cell])[] = [
  ['key', (o) => o.citation.id],
  ['title', (o) => o.citation.title],
  ['year', (o) => o.citation.year],
  ['month', (o) => /^\d{4}-(\d\d)/.exec(o.citation.date ?? '')?.[1]?.replace(/^0/, '')],
  ['day', (o) => /^\d{4}-\d\d-(\d\d)/.exec(o.citation.date ?? '')?.[1]?.replace(/^0/, '')],
  ['journal', (o) => o.citation.journal],
  ['issn', (o) => o.citation.issn],
  ['volume', (o) => o.citation.volume],
  ['issue', (o) => o.citation.issue],
  ['pages', (o) => o.citation.pages],
  ['authors', (o) => o.citation.authors?.join(' and ')],
  ['url', (o) => o.citation.url],
  ['language', (o) => o.citation.language],
  ['publisher', () => undefined],
  ['location', () => undefined],
  ['abstract', (o) => o.citation.abstract],
  ['notes', (o) => rayyanNote(o)],
  ['doi', (o) => o.citation.doi],
  ['keywords', (o) => [...(o.citation.mesh ?? []), ...(o.citation.keywords ?? [])].map((word) => word.replace(/;/g, ',')).join('; ')],
  ['pubmed_id', (o) => o.citation.pmid],
  ['pmc_id', (o) => o.citation.pmcid],
];

const tables = new Map([
  // ASReview's label at the end: its readers find the decisions, ours take our own columns.
  ['winnow', [...winnow, ...record, ['asreview_label', (o: Outgoing) => asreviewLabel(o)] as const]],
  ['asreview', [...record, ...asreview, ...winnow]],
  ['rayyan', rayyan],
]);

export const tableDialects = [...tables.keys()];

/** Header and cells of a dialect; cells are neutralised (S1) and mark-up in text escaped. */
export const tableOut = (dialect = 'winnow'): { header: readonly string[]; cells(out: Outgoing): string[] } => {
  const columns = tables.get(dialect) ?? tables.get('winnow') ?? [];
  return {
    header: columns.map(([name]) => name),
    cells: (out) =>
      columns.map(([name, cell]) => {
        const value = cell(out);
        if (value === undefined) return '';
        return typeof value === 'number' ? String(value) : neutral(ready.has(name) && dialect !== 'rayyan' ? value : protect(value));
      }),
  };
};
