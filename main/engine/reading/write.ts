// How are citations written to a file in a format that somebody named?
import { extname } from 'node:path';
import { Failure } from '../../../shared/failures.ts';
import { writeAtomically, writeWorkbook } from '../../files/index.ts';
import { formats } from '../../formats/all.ts';
import { formatNamed, formatNames, type Named, type Outgoing, type Writer } from '../../formats/index.ts';
import { cellEnd, rowEnd } from '../../files/index.ts';

export interface WriteFileOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface Written {
  /** Records written, all files together. */
  readonly count: number;
  /** Paths written, in order: one, or one a verdict for `covidence-ris`. */
  readonly files: readonly string[];
}

type Rows = AsyncIterable<Outgoing> | Iterable<Outgoing>;

/** The format and dialect of a name given with `--to`; Failure `file.format`. */
export const writeTarget = (name: string): Named & { readonly extension: string } => {
  const found = formatNamed(formats, name);
  if (found?.format.writer === undefined) throw new Failure('file.format', { format: name, known: formatNames(formats, true).join(', ') });
  return { ...found, extension: found.format.extensions[0] ?? 'txt' };
};

/**
 * Writes all rows in their order, whole or not at all. Failures: `file.format`, `file.write`, `call.cancelled`.
 * @param to a name as `--to` takes it: `ris`, `asreview-csv`, `xlsx` …
 */
export const writeFile = async (to: string, rows: Rows, path: string, options: WriteFileOptions = {}): Promise<Written> => {
  const { format, dialect } = writeTarget(to);
  const writer = (): Writer => {
    const made = format.writer?.(dialect);
    if (made === undefined) throw new Failure('file.format', { format: to, known: formatNames(formats, true).join(', ') });
    return made;
  };
  const counted = { n: 0 };
  const watched = watch(rows, options.signal, counted);
  if (format.name === 'xlsx') {
    await writeWorkbook(path, cells(writer(), watched));
    return { count: counted.n, files: [path] };
  }
  if (format.name === 'ris' && dialect === 'covidence') return byVerdict(writer, watched, path);
  await writeAtomically(path, chunks(writer(), watched));
  return { count: counted.n, files: [path] };
};

async function* watch(rows: Rows, signal: AbortSignal | undefined, counted: { n: number }): AsyncGenerator<Outgoing> {
  for await (const row of rows) {
    if (signal?.aborted === true) throw new Failure('call.cancelled');
    counted.n += 1;
    yield row;
  }
}

async function* chunks(writer: Writer, rows: AsyncIterable<Outgoing>): AsyncGenerator<string> {
  yield writer.head();
  for await (const row of rows) yield writer.row(row);
  yield writer.tail();
}

/** A workbook's rows travel as text (see `main/formats/table/xlsx.ts`). */
async function* cells(writer: Writer, rows: AsyncIterable<Outgoing>): AsyncGenerator<string[]> {
  const split = (text: string): string[] => (text.endsWith(rowEnd) ? text.slice(0, -1) : text).split(cellEnd);
  yield split(writer.head());
  for await (const row of rows) yield split(writer.row(row));
}

/** Covidence takes the verdict from the file: `name-included.ris`, `name-excluded.ris`, `name-maybe.ris`, `name-undecided.ris`. */
const byVerdict = async (writer: () => Writer, rows: AsyncIterable<Outgoing>, path: string): Promise<Written> => {
  const endings = { include: 'included', exclude: 'excluded', maybe: 'maybe', none: 'undecided' } as const;
  const kept = new Map<keyof typeof endings, string[]>();
  const made = writer();
  let count = 0;
  for await (const row of rows) {
    const verdict = row.decision?.verdict ?? row.citation.decision ?? 'none';
    const list = kept.get(verdict);
    const text = made.row(row);
    count += 1;
    if (list === undefined) kept.set(verdict, [text]);
    else list.push(text);
  }
  const extension = extname(path);
  const stem = extension === '' ? path : path.slice(0, -extension.length);
  const files: string[] = [];
  for (const [verdict, ending] of Object.entries(endings) as [keyof typeof endings, string][]) {
    const texts = kept.get(verdict);
    if (texts === undefined) continue;
    const file = `${stem}-${ending}${extension === '' ? '.ris' : extension}`;
    await writeAtomically(file, [made.head(), ...texts, made.tail()]);
    files.push(file);
  }
  return { count, files };
};
