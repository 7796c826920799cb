// Which kinds of row does the ledger have, and which table holds the rest of each?
import type { Value } from './connection.ts';

/** A row beside its ledger row, as its table has it; `seq` comes first. */
export type TypedRow = Readonly<Record<string, Value>>;

interface Table {
  readonly insert: string;
  readonly select: string;
  /** All rows, and those that a ledger row of a fitting kind speaks of. */
  readonly count: string;
  readonly linked: string;
}

/** `undo` and `redo` are decisions too: the kind keeps the stack of steps derivable from the ledger alone. */
export const KINDS = {
  review: 'review',
  protocol: 'protocol',
  decision: 'decision',
  undo: 'decision',
  redo: 'decision',
  ranking: 'ranking',
  receipt: 'receipt',
  sameness: 'sameness',
  note: 'note',
  tag: 'tag',
  rule: 'rule',
  audit: 'audit',
} as const;

export type Kind = keyof typeof KINDS;
type TableName = (typeof KINDS)[Kind];
export const isKind = (text: string): text is Kind => Object.hasOwn(KINDS, text);

export const TABLES: Readonly<Record<TableName, Table>> = {
  review: {
    insert: 'INSERT INTO review (seq, id) VALUES (@seq, @id)',
    select: 'SELECT * FROM review WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM review',
    linked: "SELECT count(*) AS n FROM review t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('review')",
  },
  protocol: {
    insert: 'INSERT INTO protocol (seq, body) VALUES (@seq, @body)',
    select: 'SELECT * FROM protocol WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM protocol',
    linked: "SELECT count(*) AS n FROM protocol t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('protocol')",
  },
  decision: {
    insert:
      'INSERT INTO decision (seq, citation, stage, verdict, origin, reason, ranking, rank) VALUES (@seq, @citation, @stage, @verdict, @origin, @reason, @ranking, @rank)',
    select: 'SELECT * FROM decision WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM decision',
    linked: "SELECT count(*) AS n FROM decision t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('decision', 'undo', 'redo')",
  },
  ranking: {
    insert:
      'INSERT INTO ranking (seq, recipe, seed, up_to, inputs, n, digest, head) VALUES (@seq, @recipe, @seed, @up_to, @inputs, @n, @digest, @head)',
    select: 'SELECT * FROM ranking WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM ranking',
    linked: "SELECT count(*) AS n FROM ranking t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('ranking')",
  },
  receipt: {
    insert:
      'INSERT INTO receipt (seq, import, read, kept, duplicates, rejected, digest) VALUES (@seq, @import, @read, @kept, @duplicates, @rejected, @digest)',
    select: 'SELECT * FROM receipt WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM receipt',
    linked: "SELECT count(*) AS n FROM receipt t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('receipt')",
  },
  sameness: {
    insert: 'INSERT INTO sameness (seq, citation, same_as, reason, confidence) VALUES (@seq, @citation, @same_as, @reason, @confidence)',
    select: 'SELECT * FROM sameness WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM sameness',
    linked: "SELECT count(*) AS n FROM sameness t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('sameness')",
  },
  note: {
    insert: 'INSERT INTO note (seq, citation, text) VALUES (@seq, @citation, @text)',
    select: 'SELECT * FROM note WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM note',
    linked: "SELECT count(*) AS n FROM note t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('note')",
  },
  tag: {
    insert: 'INSERT INTO tag (seq, citation, tag, worn) VALUES (@seq, @citation, @tag, @worn)',
    select: 'SELECT * FROM tag WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM tag',
    linked: "SELECT count(*) AS n FROM tag t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('tag')",
  },
  rule: {
    insert: 'INSERT INTO rule (seq, body) VALUES (@seq, @body)',
    select: 'SELECT * FROM rule WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM rule',
    linked: "SELECT count(*) AS n FROM rule t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('rule')",
  },
  audit: {
    insert: 'INSERT INTO audit (seq, body) VALUES (@seq, @body)',
    select: 'SELECT * FROM audit WHERE seq = ?',
    count: 'SELECT count(*) AS n FROM audit',
    linked: "SELECT count(*) AS n FROM audit t JOIN ledger l ON l.seq = t.seq WHERE l.kind IN ('audit')",
  },
};
