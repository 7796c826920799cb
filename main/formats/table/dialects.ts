// Whose table is it, and how does that tool write verdicts, reasons, notes and tags?
import { isNothing, opinion, pmid, readOpinions, verdictOf, type Draft } from '../../citations/index.ts';
import { splitReasons, unpack } from './pack.ts';
import { abstrackr, colandr, fast2 } from './screening-tools.ts';
import type { Columns } from './columns.ts';
import type { Dialect, First, Row } from './dialect.ts';

/** One label column, a reason beside it. */
const byLabel =
  (tool: string, columns: Columns) =>
  (draft: Draft, row: Row, first: First, odd: Set<string>): void => {
    for (const place of columns.of.get('label') ?? []) {
      const cell = row(place).trim();
      const verdict = verdictOf(cell);
      if (verdict === undefined) odd.add(cell.slice(0, 40));
      if (verdict === undefined || verdict === 'open') continue;
      const reasons = verdict === 'exclude' ? (columns.of.get('reason') ?? []).flatMap((at) => splitReasons(row(at))) : [];
      draft.opinions?.push(opinion(verdict, tool, { reasons, by: byOf(columns, row) }));
      return;
    }
    const reason = first('reason');
    if (reason !== undefined && (columns.of.get('label') ?? []).length === 0) (draft.notes ??= []).push(reason);
  };

const byOf = (columns: Columns, row: Row): string | undefined => {
  const place = columns.formed.findIndex(
    (name) =>
      name === 'reviewers' ||
      name === 'reviewer' ||
      name === 'screened by' ||
      name === 'asreview user name' ||
      (name === 'user' && columns.formed.includes('refid')),
  );
  const cell = place < 0 ? '' : row(place).trim();
  return cell === '' || isNothing(cell) ? undefined : cell;
};

const asreview = (columns: Columns): Dialect => {
  const place = (name: string): number => columns.names.findIndex((one) => one.trim().toLowerCase() === name);
  const time = place('asreview_time');
  const label = columns.of.get('label')?.[0];
  const noteAt = columns.names.flatMap((name, at) => (/^(?:asreview_note|exported_notes_\d+)$/i.test(name.trim()) ? [at] : []));
  const tagAt = columns.names.flatMap((name, at) => (/^asreview_tag_/i.test(name.trim()) ? [{ at, tag: name.trim().slice(13) }] : []));
  return {
    name: 'asreview',
    verdicts: (draft, row, first, odd) => {
      const cell = label === undefined ? '' : row(label);
      // Version 1 writes −1 where nobody decided.
      const verdict = /^-1(?:\.0)?$/.test(cell.trim()) ? 'open' : verdictOf(cell);
      if (verdict === undefined) odd.add(cell.slice(0, 40));
      if (verdict !== undefined && verdict !== 'open')
        draft.opinions?.push(
          opinion(verdict, 'asreview', {
            by: byOf(columns, row),
            time: time < 0 ? undefined : row(time).trim(),
            reasons: splitReasons(first('reason')),
          }),
        );
      for (const at of noteAt) if (row(at).trim() !== '' && !isNothing(row(at).trim())) (draft.notes ??= []).push(row(at));
      for (const { at, tag } of tagAt) if (/^(?:1(?:\.0)?|true|yes)$/i.test(row(at).trim())) (draft.tags ??= []).push(tag);
    },
  };
};

const covidence = (columns: Columns): Dialect => ({
  name: 'covidence',
  // Exports of PubMed searches have the PubMed number here.
  pmid: (first) => (/^\d{6,8}$/.test(first('accession') ?? '') ? pmid(first('accession')) : undefined),
  verdicts: byLabel('covidence', columns),
});

const winnow = (columns: Columns): Dialect => {
  const at = (name: string): number => columns.names.findIndex((one) => one.trim() === `winnow_${name}`);
  const [decision, reason, time, by, tags, note, opinions] = ['decision', 'reason', 'time', 'by', 'tags', 'note', 'opinions'].map(at) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    name: 'winnow',
    verdicts: (draft, row) => {
      const cell = (place: number): string => (place < 0 ? '' : row(place));
      draft.opinions?.push(...readOpinions(cell(opinions)));
      const verdict = verdictOf(cell(decision));
      if (verdict !== undefined && verdict !== 'open')
        draft.opinions?.push(opinion(verdict, 'winnow', { by: cell(by), time: cell(time), reasons: cell(reason) === '' ? [] : [cell(reason)] }));
      (draft.tags ??= []).push(...unpack(cell(tags), ';'));
      (draft.notes ??= []).push(...unpack(cell(note), 'none'));
    },
  };
};

/** Names of databases, for people; reading does not depend on them. */
const databases: readonly (readonly [name: string, columns: readonly string[]])[] = [
  ['pubmed', ['pmid', 'journal book']],
  ['scopus', ['eid', 'source title']],
  ['scopus', ['index keywords', 'source title']],
  ['embase', ['aip ip entry date']],
  ['embase', ['emtree drug index terms']],
  ['ovid', ['vn', 'db', 'ti']],
  ['cochrane', ['central id']],
  ['zotero', ['item type', 'abstract note']],
  ['web-of-science', ['pt', 'au', 'so', 'ut']],
  ['web-of-science', ['ut unique wos id']],
  ['ieee', ['ieee terms']],
  ['ebsco', ['plink']],
  ['lens', ['lens id']],
  ['openalex', ['authorships author display name']],
  ['dimensions', ['publication id', 'source title anthology title']],
  ['springer', ['item title', 'item doi']],
  ['clinicaltrials', ['nct number']],
  ['refworks', ['authors primary']],
  ['google-scholar', ['publication', 'publisher', 'authors', 'number']],
];

/** The dialect of a header, from its column names. */
export const dialectOf = (columns: Columns): Dialect => {
  const has = (name: string): boolean => columns.formed.includes(name);
  if (columns.names.some((name) => name.trim() === 'winnow_decision')) return winnow(columns);
  if (columns.names.some((name) => /^asreview_|^exported_notes_/i.test(name.trim()))) return asreview(columns);
  if (has('consensus') && (has('internal id') || has('labeled at'))) return abstrackr(columns);
  if (has('citation screening status') || has('t a status')) return colandr(columns);
  if (has('document title') && has('label')) return fast2(columns);
  if (has('covidence')) return covidence(columns);
  if (has('key') && has('notes') && has('location') && has('publisher')) return { name: 'rayyan', verdicts: byLabel('rayyan', columns) };
  if (has('study id') && has('reviewers') && has('include')) return { name: 'metagear', verdicts: byLabel('metagear', columns) };
  if (
    has('refid') &&
    (has('user') || has('level') || columns.formed.some((name) => /^level \d/.test(name)) || columns.names.some((name) => name.includes('?')))
  )
    return { name: 'distillersr', verdicts: byLabel('distillersr', columns) };
  if (has('screened abstracts') || has('screened titles') || (has('selected') && has('label')))
    return { name: 'revtools', verdicts: byLabel('revtools', columns) };
  if (has('included') && has('shorttitle')) return { name: 'eppi-reviewer', verdicts: byLabel('eppi', columns) };
  if (has('included') && has('short title') && has('id')) return { name: 'eppi-reviewer', verdicts: byLabel('eppi', columns) };
  const database = databases.find(([, wanted]) => wanted.every(has))?.[0];
  return { name: database, verdicts: byLabel(database ?? 'table', columns) };
};
