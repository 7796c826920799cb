// Whose table is it, and how does that tool write verdicts, reasons, notes and tags?
import { isNothing, opinion, pmid, readOpinions, splitList, verdictOf, type Draft } from '../../citations/index.ts';
import { unpack } from './pack.ts';
import type { Columns } from './columns.ts';
import type { Dialect, First, Row } from './dialect.ts';

const split = (cell: string | undefined): string[] =>
  cell === undefined || isNothing(cell) ? [] : (splitList(cell) ?? cell.split(/\s*[;|]\s*/)).map((part) => part.trim()).filter((part) => part !== '');

/** One label column, a reason beside it. */
const byLabel =
  (tool: string, columns: Columns) =>
  (draft: Draft, row: Row, first: First, odd: Set<string>): void => {
    for (const place of columns.of.get('label') ?? []) {
      const cell = row(place).trim();
      const verdict = verdictOf(cell);
      if (verdict === undefined) odd.add(cell.slice(0, 40));
      if (verdict === undefined || verdict === 'open') continue;
      const reasons = verdict === 'exclude' ? (columns.of.get('reason') ?? []).flatMap((at) => split(row(at))) : [];
      draft.opinions?.push(opinion(verdict, tool, { reasons, by: byOf(columns, row) }));
      return;
    }
    const reason = first('reason');
    if (reason !== undefined && (columns.of.get('label') ?? []).length === 0) (draft.notes ??= []).push(reason);
  };

const byOf = (columns: Columns, row: Row): string | undefined => {
  const place = columns.formed.findIndex(
    (name) => name === 'reviewers' || name === 'reviewer' || name === 'screened by' || name === 'asreview user name',
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
      const verdict = label === undefined ? 'open' : verdictOf(row(label));
      if (label !== undefined && verdict === undefined) odd.add(row(label).slice(0, 40));
      if (verdict !== undefined && verdict !== 'open')
        draft.opinions?.push(
          opinion(verdict, 'asreview', { by: byOf(columns, row), time: time < 0 ? undefined : row(time).trim(), reasons: split(first('reason')) }),
        );
      for (const at of noteAt) if (row(at).trim() !== '' && !isNothing(row(at).trim())) (draft.notes ??= []).push(row(at));
      for (const { at, tag } of tagAt) if (/^(?:1(?:\.0)?|true|yes)$/i.test(row(at).trim())) (draft.tags ??= []).push(tag);
    },
  };
};

/** Cells: 1 include, 0 maybe, −1 exclude, `o` not labelled, `x` disagreement. */
const abstrackrVerdict = (cell: string): 'include' | 'maybe' | 'exclude' | undefined =>
  /^1(?:\.0)?$/.test(cell) ? 'include' : /^-1(?:\.0)?$/.test(cell) ? 'exclude' : /^0(?:\.0)?$/.test(cell) ? 'maybe' : undefined;

const abstrackr = (columns: Columns): Dialect => {
  const consensus = columns.formed.indexOf('consensus');
  const people: { at: number; name: string; timeAt: number }[] = [];
  columns.names.forEach((name, at) => {
    if (at > consensus && !/labeled_at/i.test(name) && !/ notes \(/i.test(name) && name.trim() !== '')
      people.push({ at, name: name.trim(), timeAt: /labeled_at/i.test(columns.names[at + 1] ?? '') ? at + 1 : -1 });
  });
  const noteAt = columns.names.flatMap((name, at) => {
    const by = / notes \((.*)\)$/i.exec(name);
    return by === null ? [] : [{ at, by: by[1] ?? '' }];
  });
  return {
    name: 'abstrackr',
    commas: true,
    verdicts: (draft, row) => {
      const before = draft.opinions?.length ?? 0;
      for (const { at, name, timeAt } of people) {
        const verdict = abstrackrVerdict(row(at).trim());
        if (verdict !== undefined)
          draft.opinions?.push(opinion(verdict, 'abstrackr', { by: name, time: timeAt < 0 ? undefined : row(timeAt).trim() }));
      }
      const together = abstrackrVerdict(row(consensus).trim());
      // What all agreed on in the end counts; without it each labeller's word.
      if (together !== undefined) draft.opinions?.splice(before, draft.opinions.length, opinion(together, 'abstrackr', { by: 'consensus' }));
      for (const { at, by } of noteAt) {
        const note = row(at).trim();
        if (note !== '' && !isNothing(note)) (draft.notes ??= []).push(`${by}: ${note}`);
      }
    },
    passOver: (cells) => /not yet labeled by anyone/i.test(cells.find((cell) => cell.trim() !== '') ?? ''),
  };
};

/** Colandr has a status a stage; the full-text one is the later word. */
const colandr = (columns: Columns): Dialect => {
  const stages = ['fulltext screening status', 'fulltext status', 'citation screening status', 't a status']
    .map((name) => columns.formed.indexOf(name))
    .filter((at) => at >= 0);
  const by = columns.formed.indexOf('t a screened by');
  const time = columns.formed.indexOf('date screened t a');
  return {
    name: 'colandr',
    verdicts: (draft, row) => {
      for (const at of stages) {
        const status = row(at).trim().toLowerCase();
        if (status !== 'included' && status !== 'excluded') continue;
        const cell = (place: number): string | undefined => (place < 0 || isNothing(row(place).trim()) ? undefined : row(place).trim());
        draft.opinions?.push(
          opinion(status === 'included' ? 'include' : 'exclude', 'colandr', {
            by: cell(by),
            time: cell(time),
            reasons: (columns.of.get('reason') ?? []).flatMap((place) => split(row(place))),
          }),
        );
        return;
      }
    },
  };
};

/** FAST2: `code` is what the person said, `label` the truth in simulations; the code counts where there is one. */
const fast2 = (columns: Columns): Dialect => {
  const code = columns.formed.indexOf('code');
  const label = columns.formed.indexOf('label');
  const time = columns.formed.indexOf('time');
  return {
    name: 'fast2',
    verdicts: (draft, row, _first, odd) => {
      for (const at of [code, label]) {
        if (at < 0) continue;
        const verdict = verdictOf(row(at));
        if (verdict === undefined) odd.add(row(at).slice(0, 40));
        if (verdict === undefined || verdict === 'open') continue;
        draft.opinions?.push(opinion(verdict, 'fast2', { time: time < 0 || at !== code ? undefined : row(time).trim() }));
        return;
      }
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
  if (has('included') && has('shorttitle')) return { name: 'eppi-reviewer', verdicts: byLabel('eppi', columns) };
  if (has('included') && has('short title') && has('id')) return { name: 'eppi-reviewer', verdicts: byLabel('eppi', columns) };
  const database = databases.find(([, wanted]) => wanted.every(has))?.[0];
  return { name: database, verdicts: byLabel(database ?? 'table', columns) };
};
