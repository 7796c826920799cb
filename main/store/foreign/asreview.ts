// Which records, labels, notes and tags does an ASReview project hold (versions 1, 2 and 3)? Read-only, nothing in it is run.
import { basename } from 'node:path';
import { isRejection, type Citation, type Opinion, type Rejection } from '../../../shared/citation.ts';
import { citationOf } from '../../citations/index.ts';
import { parsed } from '../failures.ts';
import { openForeign, type ForeignDatabase } from './database.ts';
import { unreadable, untilFailure } from './failures.ts';
import { layoutOf, type Archive, type Entry, type Layout } from './project.ts';
import { number, readResults, text, type Result } from './results.ts';

/** What the store itself may not know: how archives and export files are read. */
export interface AsreviewHelp {
  /** Looks through the archive under the limits of RELIABILITY S2. */
  unzip(path: string, file: string): Promise<Archive>;
  /** The records of an export file, in order; version 1 keeps its records only there. May fail with a `Failure`. */
  readText(name: string, entry: Entry): AsyncIterable<Citation | Rejection>;
}

export interface AsreviewProject {
  readonly name: string;
  readonly version: 1 | 2 | 3;
  /** `oracle`, `simulate` … */
  readonly mode: string | undefined;
  /** Version of ASReview that wrote it. */
  readonly program: string | undefined;
  readonly datasets: readonly string[];
  readonly counts: {
    readonly labelled: number;
    readonly relevant: number;
    readonly irrelevant: number;
    readonly notes: number;
    readonly duplicates: number;
  };
  /** By record id. */
  records(): AsyncGenerator<Citation | Rejection>;
  close(): Promise<void>;
}

const recordRows = 'SELECT record_id, dataset_row, dataset_id, title, abstract, authors, keywords, year, doi, url FROM record ORDER BY record_id';
const duplicateCount = 'SELECT count(*) AS n FROM record WHERE duplicate_of IS NOT NULL';
/** Version 1: the ids of the data file's rows, in their order. */
const idRows = 'SELECT record_id FROM record_table ORDER BY rowid';

/** Opens a project; Failures `asreview.project` and `archive.…`. Close it. */
export const openAsreview = async (path: string, help: AsreviewHelp): Promise<AsreviewProject> => {
  const file = basename(path);
  const archive = await help.unzip(path, file);
  const open: ForeignDatabase[] = [];
  const close = async (): Promise<void> => {
    for (const database of open) database.close();
    await archive.close();
  };
  let opened = false;
  try {
    const layout = await layoutOf(archive, file);
    const use = async (entry: Entry): Promise<ForeignDatabase> => {
      const database = await openForeign(entry, file);
      open.push(database);
      return database;
    };
    const results = layout.results === undefined ? undefined : await use(layout.results);
    const records = layout.records === undefined ? undefined : layout.records === layout.results ? results : await use(layout.records);
    if (records !== undefined && !records.has('record')) throw unreadable(file, 'its database has no table of records');
    const said = results?.has('results') === true ? readResults(results, file) : new Map<number, Result>();
    const all = [...said.values()];
    const count = (verdict: Opinion['verdict']): number => all.filter((one) => one.opinions[0]?.verdict === verdict).length;
    const duplicates = records === undefined ? 0 : Number(records.all(duplicateCount)[0]?.['n'] ?? 0);
    opened = true;
    return {
      name: layout.name,
      version: layout.version,
      mode: layout.mode,
      program: layout.program,
      datasets: layout.datasets.map((set) => set.name),
      counts: {
        labelled: count('include') + count('exclude'),
        relevant: count('include'),
        irrelevant: count('exclude'),
        notes: all.filter((one) => one.notes.length > 0).length,
        duplicates,
      },
      records: () => (records === undefined ? fromData(layout, results, said, help, file) : fromTable(records, layout, said, help, file)),
      close,
    };
  } finally {
    if (!opened) await close();
  }
};

/** All records of a project, by record id. */
export const readAsreview = async function* (path: string, help: AsreviewHelp): AsyncGenerator<Citation | Rejection> {
  const project = await openAsreview(path, help);
  try {
    yield* project.records();
  } finally {
    await project.close();
  }
};

/** Versions 2 and 3: the table has title, abstract, names, keywords, year, DOI and address; the data file beside it may say more of the same row. */
async function* fromTable(
  database: ForeignDatabase,
  layout: Layout,
  said: ReadonlyMap<number, Result>,
  help: AsreviewHelp,
  file: string,
): AsyncGenerator<Citation | Rejection> {
  const data = new Map(layout.datasets.flatMap((set) => (set.entry === undefined ? [] : [[set.id, rowsOf(set.name, set.entry, help)] as const])));
  try {
    let line = 0;
    for (const row of database.rows(recordRows)) {
      line += 1;
      const id = number(row['record_id']);
      if (id === undefined) {
        yield { line, code: 'record.malformed', slots: { what: 'no record id' }, raw: JSON.stringify(row).slice(0, 2000) };
        continue;
      }
      const own = citationOf(
        {
          id: String(id),
          title: text(row['title']),
          abstract: text(row['abstract']),
          authors: texts(row['authors']),
          keywords: texts(row['keywords']),
          year: number(row['year']),
          doi: text(row['doi']),
          url: text(row['url']),
        },
        file,
        line,
      );
      const more = await data.get(text(row['dataset_id']) ?? '')?.at(number(row['dataset_row']) ?? -1);
      yield withResult(more === undefined || isRejection(more) || more.title !== own.title ? own : { ...more, ...own }, said.get(id));
    }
  } finally {
    for (const rows of data.values()) await rows.close();
  }
}

/** Version 1: rows of the data file in order; `record_table` says their ids. */
async function* fromData(
  layout: Layout,
  results: ForeignDatabase | undefined,
  said: ReadonlyMap<number, Result>,
  help: AsreviewHelp,
  file: string,
): AsyncGenerator<Citation | Rejection> {
  const ids = results?.has('record_table') === true ? results.rows(idRows) : undefined;
  let at = 0;
  try {
    for (const set of layout.datasets) {
      if (set.entry === undefined) continue;
      for await (const read of help.readText(set.name, set.entry)) {
        const row = ids?.next();
        const id = (row === undefined || row.done === true ? undefined : number(row.value['record_id'])) ?? at;
        at += 1;
        yield isRejection(read) ? read : withResult({ ...read, id: String(id), source: { file, line: read.source.line } }, said.get(id));
      }
    }
  } finally {
    ids?.return?.();
  }
}

/** Labels in the data file are what the project was made from; what counts is what was decided in it. */
const withResult = (citation: Citation, result: Result | undefined): Citation => {
  const { opinions: _opinions, decision: _decision, notes = [], tags = [], ...rest } = citation;
  const [opinion] = result?.opinions ?? [];
  const allNotes = [...new Set([...(result?.notes ?? []), ...notes])];
  const allTags = [...new Set([...tags, ...(result?.tags ?? [])])];
  return {
    ...rest,
    ...(opinion === undefined ? {} : { decision: opinion.verdict, opinions: [opinion] }),
    ...(allNotes.length === 0 ? {} : { notes: allNotes }),
    ...(allTags.length === 0 ? {} : { tags: allTags }),
  };
};

/** Rows of a data file, asked for in ascending order; a file that cannot be read has none. */
const rowsOf = (
  name: string,
  entry: Entry,
  help: AsreviewHelp,
): { at(row: number): Promise<Citation | Rejection | undefined>; close(): Promise<void> } => {
  let items: AsyncGenerator<Citation | Rejection> | undefined;
  let next = 0;
  let over = false;
  return {
    async at(row) {
      if (over || row < next) return undefined;
      items ??= untilFailure(help.readText(name, entry), () => {
        over = true;
      });
      for (;;) {
        const got = await items.next();
        if (got.done === true) {
          over = true;
          return undefined;
        }
        next += 1;
        if (next > row) return got.value;
      }
    },
    async close() {
      await items?.return(undefined);
    },
  };
};

const texts = (value: unknown): string[] => {
  const list = typeof value === 'string' ? parsed(value) : undefined;
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
};
