// What was sought, at every time? Also the other documents of the ledger: stopping rules and audits.
import type { Protocol } from '../../shared/citation.ts';
import type { Seq } from '../../shared/decision.ts';
import { canonicalJson } from './chain.ts';
import type { Connection, Writer } from './connection.ts';
import { parsed } from './failures.ts';
import { append } from './ledger.ts';
import type { Signed } from './ledger.ts';

/** A JSON document with its ledger row; the newest one is what counts. */
export interface Documented<T> {
  readonly seq: Seq;
  readonly at: string;
  readonly by: string;
  readonly body: T;
}

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly body: string;
}

const AT = {
  protocol: 'SELECT t.seq, t.body, l.at, l.by FROM protocol t JOIN ledger l ON l.seq = t.seq WHERE t.seq <= ? ORDER BY t.seq DESC LIMIT 1',
  rule: 'SELECT t.seq, t.body, l.at, l.by FROM rule t JOIN ledger l ON l.seq = t.seq WHERE t.seq <= ? ORDER BY t.seq DESC LIMIT 1',
  audit: 'SELECT t.seq, t.body, l.at, l.by FROM audit t JOIN ledger l ON l.seq = t.seq WHERE t.seq <= ? ORDER BY t.seq DESC LIMIT 1',
} as const;
const ALL = {
  protocol: 'SELECT t.seq, t.body, l.at, l.by FROM protocol t JOIN ledger l ON l.seq = t.seq ORDER BY t.seq',
  rule: 'SELECT t.seq, t.body, l.at, l.by FROM rule t JOIN ledger l ON l.seq = t.seq ORDER BY t.seq',
  audit: 'SELECT t.seq, t.body, l.at, l.by FROM audit t JOIN ledger l ON l.seq = t.seq ORDER BY t.seq',
} as const;

const LAST = {
  protocol: 'SELECT max(seq) AS seq FROM protocol',
  rule: 'SELECT max(seq) AS seq FROM rule',
  audit: 'SELECT max(seq) AS seq FROM audit',
} as const;

type Table = keyof typeof AT;

const readDocuments = <T>(connection: Connection, table: Table) => ({
  /** The newest, or the newest up to a ledger row. */
  now: (at: Seq = Number.MAX_SAFE_INTEGER): Documented<T> | undefined => {
    const row = connection.get<Row>(AT[table], [at]);
    return row && documented<T>(row);
  },
  /** The newest one's row, without reading it; 0: none. */
  last: (): Seq => connection.get<{ seq: number | null }>(LAST[table])?.seq ?? 0,
  /** Oldest first. */
  all: (): Documented<T>[] => connection.all<Row>(ALL[table]).map((row) => documented<T>(row)),
});

export const readProtocol = (connection: Connection) => readDocuments<Protocol>(connection, 'protocol');
/** Bodies are the engine's: the stopping rule chosen and locked, the audit drawn, the certificate given. */
export const readRules = (connection: Connection) => readDocuments<unknown>(connection, 'rule');
export const readAudits = (connection: Connection) => readDocuments<unknown>(connection, 'audit');

export const keepDocument = (writer: Writer, table: Table, body: unknown, signed: Signed): Seq =>
  append(writer, table, { body: canonicalJson(body) }, signed).seq;

const documented = <T>(row: Row): Documented<T> => ({ seq: row.seq, at: row.at, by: row.by, body: parsed(row.body) as T });
