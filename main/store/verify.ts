// Is everything in this file what was once written? Every row, every sum, every order that is kept.
import { Failure } from '../../shared/failures.ts';
import type { Code } from '../../shared/failures.ts';
import type { Work } from '../../shared/work.ts';
import { breaks, same } from './chain.ts';
import type { Connection } from './connection.ts';
import { evidenceDigest } from './evidence.ts';
import { plain, trial } from './failures.ts';
import { digestNow } from './imported.ts';
import { TABLES } from './kinds.ts';
import { wholeOrder } from './rankings.ts';
import { brokenChecks, provedIdentity } from './sound.ts';

/** Something that is not as it was written: a sentence of the catalogue (`sentence(code, slots)`). */
export interface Fault {
  readonly code: Code;
  readonly slots: Readonly<Record<string, string>>;
}

/** A damaged file may have a fault in every row; so many of a kind say enough. */
const MOST = 20;

/** The faults, none for a sound file; steps count rows. The connection holds one state of the file meanwhile. */
export function* faults(connection: Connection): Work<Fault[]> {
  const found: Fault[] = [];
  for (const check of [database, checks, references, identity, ledger, bareRows, receipts, keyframes, evidence]) {
    // A page too damaged to be read ends one check, not the others.
    const work = check(connection);
    let done = 0;
    while (done < MOST) {
      const next = trial(connection.path, () => work.next());
      if (next instanceof Failure) {
        found.push({ code: 'found.damage', slots: { what: next.slots['what'] ?? next.message } });
        break;
      }
      if (next.done === true) break;
      if (typeof next.value === 'number') yield { done: next.value };
      else {
        found.push(next.value);
        done += 1;
      }
    }
  }
  return found;
}

/** A check gives faults, and numbers as signs of life. */
type Check = Generator<Fault | number, void, void>;

function* database(connection: Connection): Check {
  for (const { integrity_check: said } of connection.all<{ integrity_check: string }>('PRAGMA integrity_check(20)')) {
    if (said !== 'ok') yield { code: 'found.damage', slots: { what: plain(said) } };
  }
}

function* checks(connection: Connection): Check {
  for (const what of brokenChecks(connection)) yield { code: 'found.damage', slots: { what } };
}

function* references(connection: Connection): Check {
  for (const row of connection.all<{ table: string; rowid: number; parent: string }>('PRAGMA foreign_key_check')) {
    yield { code: 'found.reference', slots: { table: row.table, row: String(row.rowid), parent: row.parent } };
  }
}

function* identity(connection: Connection): Check {
  const id = trial(connection.path, () => provedIdentity(connection));
  if (id instanceof Failure) yield { code: 'found.damage', slots: { what: id.slots['what'] ?? '' } };
}

function* ledger(connection: Connection): Check {
  const work = breaks(connection, 0);
  for (;;) {
    const next = work.next();
    if (next.done !== true) {
      yield next.value.done;
      continue;
    }
    for (const broken of next.value) {
      const seq = String(broken.seq);
      if (broken.fault === 'bare') yield { code: 'found.bare', slots: { seq, table: plain(broken.table) } };
      else yield { code: broken.fault === 'missing' ? 'found.gap' : 'found.changed', slots: { seq } };
    }
    return;
  }
}

/** The chain has looked up a typed row for each ledger row; where a table has more rows, some stand alone. */
function* bareRows(connection: Connection): Check {
  for (const [table, { count, linked }] of Object.entries(TABLES)) {
    const held = connection.get<{ n: number }>(count)?.n ?? 0;
    const onLedger = connection.get<{ n: number }>(linked)?.n ?? 0;
    if (held !== onLedger) yield { code: 'found.alone', slots: { table, count: String(Math.abs(held - onLedger)) } };
  }
}

interface ReceiptRow {
  readonly import: number;
  readonly read: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly digest: Uint8Array;
  readonly file: string | null;
  readonly citations: number;
  readonly behind: number;
  readonly refused: number;
}

const RECEIPTS = `SELECT r.import, r.read, r.kept, r.duplicates, r.rejected, r.digest, i.file,
  (SELECT count(*) FROM citation WHERE import = r.import) AS citations,
  (SELECT count(*) FROM duplicate d JOIN citation c ON c.id = d.citation WHERE c.import = r.import) AS behind,
  (SELECT count(*) FROM rejection WHERE import = r.import) AS refused
  FROM receipt r LEFT JOIN import i ON i.id = r.import ORDER BY r.seq`;

function* receipts(connection: Connection): Check {
  for (const row of connection.all<ReceiptRow>(RECEIPTS)) {
    const file = row.file ?? String(row.import);
    const { kept, duplicates, rejected } = row;
    const held = { kept: row.citations - row.behind, duplicates: row.behind, rejected: row.refused };
    if (row.read !== kept + duplicates + rejected || held.kept !== kept || held.duplicates !== duplicates || held.rejected !== rejected) {
      const said = (sums: typeof held) => `${String(sums.kept)} + ${String(sums.duplicates)} + ${String(sums.rejected)}`;
      yield { code: 'found.receipt', slots: { file, said: `${String(row.read)} = ${said({ kept, duplicates, rejected })}`, held: said(held) } };
    }
    const work = digestNow(connection, row.import);
    for (let next = work.next(); ; next = work.next()) {
      if (next.done !== true) {
        yield next.value.done;
        continue;
      }
      if (next.value === undefined || !same(next.value, row.digest)) yield { code: 'found.import', slots: { file } };
      break;
    }
  }
}

function* keyframes(connection: Connection): Check {
  for (const { ranking } of connection.all<{ ranking: number }>('SELECT ranking FROM keyframe ORDER BY ranking')) {
    const order = trial(connection.path, () => wholeOrder(connection, ranking));
    if (order instanceof Failure || order === undefined) yield { code: 'found.order', slots: { seq: String(ranking) } };
    else yield ranking;
  }
}

const EVIDENCE = 'SELECT id, question, record, value, digest FROM evidence WHERE id > ? ORDER BY id LIMIT 500';

function* evidence(connection: Connection): Check {
  for (let after = 0; ;) {
    const rows = connection.all<{ id: number; question: Uint8Array; record: Uint8Array; value: Uint8Array; digest: Uint8Array }>(EVIDENCE, [after]);
    for (const { id, question, record, value, digest } of rows) {
      const blobs = [question, record, value].every((cell: unknown) => cell instanceof Uint8Array);
      if (!blobs || !same(evidenceDigest(question, record, value), digest)) yield { code: 'found.evidence', slots: { row: String(id) } };
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield after;
  }
}
