// Which records are in a table? Rows come in; the header is found, the dialect told, each row made a citation or a rejection.
import { citationOf, hasText, saysSomething } from '../../citations/index.ts';
import type { Notice, Read } from '../format.ts';
import { Noticing } from '../notices.ts';
import { toldByCells } from './by-cells.ts';
import { columnsOf, type Columns, type Role } from './columns.ts';
import { deepest, headerOf } from './delimiter.ts';
import type { Dialect } from './dialect.ts';
import { dialectOf } from './dialects.ts';
import { guessColumns } from './headless.ts';
import { restored } from './pack.ts';
import { cellReader, rowDraft } from './record.ts';

interface Waiting {
  readonly cells: string[];
  readonly line: number;
  readonly raw: string;
}

export interface TableReader {
  /** One row; what is read so far is taken by `take`. */
  row(cells: string[], line: number, raw: string): void;
  end(): void;
  take(): Read[];
  readonly noticing: Noticing;
  readonly notices: readonly Notice[];
  readonly dialect: string | undefined;
}

/** Columns beyond this are counted, not read: no table of references is so wide. */
const widest = 2_000;
const longestRaw = 1_000_000;

export const tableReader = (file: string): TableReader => {
  const noticing = new Noticing();
  let waiting: Waiting[] | undefined = [];
  let columns: Columns | undefined;
  let dialect: Dialect | undefined;
  let header: readonly string[] = [];
  let width = 0;
  let commas = true;
  let ours = false;
  let out: Read[] = [];
  const odd = new Set<string>();

  const begin = (): void => {
    const rows = waiting ?? [];
    waiting = undefined;
    // Rows of a sheet may come in any order; the header is where its number says.
    rows.sort((a, b) => a.line - b.line);
    const found = headerOf(rows.map(({ cells }) => cells));
    let from = 0;
    if (found !== undefined) {
      const at = rows[found.at];
      const names = at?.cells ?? [];
      if (names.length > widest) noticing.note('table.wide', at?.line ?? 1, { columns: String(names.length) });
      columns = toldByCells(
        columnsOf(names.slice(0, widest)),
        rows.slice(found.at + 1).map(({ cells }) => cells),
      );
      width = trimmed(names).length;
      const twice = repeated(columns);
      if (twice !== undefined) noticing.note('table.twice', at?.line ?? 1, twice);
      header = names;
      from = found.at + 1;
      // A line `sep=;` is part of the layout, not a preamble.
      const before = rows.slice(0, found.at).filter(({ cells }) => !/^"?sep=/i.test(cells[0] ?? '') && cells.some((cell) => cell.trim() !== ''));
      if (before.length > 0) noticing.note('table.preamble', at?.line ?? 1);
    } else {
      const full = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
      const roles = guessColumns(full.map(({ cells }) => cells));
      if (roles !== undefined) {
        columns = guessed(roles);
        width = roles.length;
        noticing.note('table.headless', rows[0]?.line ?? 1);
      }
    }
    if (columns === undefined) {
      for (const { line, raw } of rows) out.push({ line, code: 'table.columns', raw: raw.slice(0, longestRaw) });
      return;
    }
    dialect = dialectOf(columns);
    ours = dialect.name === 'winnow';
    const places = columns.of.get('authors') ?? [];
    const sample = rows.slice(from);
    // Where a good part of the column is parted by `;` or ` and `, commas stand inside of names.
    const lists = sample.map(({ cells }) => cells[places[0] ?? -1] ?? '').filter((cell) => cell.trim() !== '');
    commas = lists.filter((cell) => /;|\s+and\s+\p{L}/u.test(cell)).length < 0.3 * lists.length;
    for (const one of sample) record(one.cells, one.line, one.raw);
  };

  const record = (cells: string[], line: number, raw: string): void => {
    if (columns === undefined || dialect === undefined) {
      out.push({ line, code: 'table.columns', raw: raw.slice(0, longestRaw) });
      return;
    }
    if (!cells.some(hasText)) {
      if (cells.length > 1) noticing.note('table.blank', line);
      return;
    }
    if (dialect.passOver?.(cells) === true) return;
    if (cells.length === header.length && cells.every((cell, at) => cell === header[at])) {
      noticing.note('table.again', line);
      return;
    }
    const filled = trimmed(cells).length;
    if (filled > width || (cells.length < width && cells.length !== 1 && dialect.name !== 'abstrackr') || (cells.length === 1 && width > 1))
      noticing.note('record.ragged', line);
    const draft = rowDraft(columns, dialect, cellReader(ours ? cells.map(restored) : cells), odd, commas);
    const text = raw.length > longestRaw ? raw.slice(0, longestRaw) : raw;
    if (!saysSomething(draft)) {
      out.push({ line, code: 'record.bareRow', raw: text });
      return;
    }
    const citation = citationOf(draft, file, line, text);
    noticing.look(citation);
    out.push(citation);
  };

  return {
    row(cells, line, raw) {
      if (waiting === undefined) record(cells, line, raw);
      else {
        waiting.push({ cells, line, raw });
        if (waiting.length >= deepest) begin();
      }
    },
    end() {
      if (waiting !== undefined) begin();
      if (odd.size > 0) noticing.note('record.unknownLabel', 1, { values: [...odd].slice(0, 20).join(', ') });
    },
    take() {
      const got = out;
      out = [];
      return got;
    },
    noticing,
    get notices() {
      return noticing.all;
    },
    get dialect() {
      return dialect?.name;
    },
  };
};

/** A field that several columns of one name give: the first filled one counts. */
const repeated = (columns: Columns): { name: string; count: string } | undefined => {
  for (const role of ['title', 'abstract', 'authors', 'year', 'doi', 'pmid'] as const) {
    const names = (columns.of.get(role) ?? []).map((place) => columns.formed[place] ?? '');
    const name = names.find((one, at) => names.indexOf(one) !== at);
    if (name !== undefined) return { name, count: String(names.filter((one) => one === name).length) };
  }
  return undefined;
};

const trimmed = (cells: readonly string[]): readonly string[] => {
  let n = cells.length;
  while (n > 0 && (cells[n - 1] ?? '').trim() === '') n -= 1;
  return cells.slice(0, n);
};

const guessed = (roles: readonly (Role | undefined)[]): Columns => {
  const of = new Map<Role, number[]>();
  roles.forEach((role, place) => {
    if (role !== undefined) of.set(role, [...(of.get(role) ?? []), place]);
  });
  return { of, formed: roles.map((role) => role ?? ''), names: roles.map((role) => role ?? ''), known: of.size };
};
