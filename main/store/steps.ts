// What would undo and redo do now? Read from the ledger alone, so it outlives every restart.
import type { Connection, Writer } from './connection.ts';
import { addAct, decided } from './decisions.ts';
import type { Decided, DecisionEntry, DecisionRow } from './decisions.ts';
import type { Signed } from './ledger.ts';

/** Decisions made by one keystroke or one bulk edit. */
interface Act {
  readonly kind: string;
  /** Newest first: an act may decide twice on one citation, and is taken back from its end. */
  readonly rows: readonly DecisionRow[];
}

export interface Steps {
  /** The decisions that the next undo takes back. */
  readonly undo?: readonly Decided[];
  /** The decisions that the next redo makes again. */
  readonly redo?: readonly Decided[];
}

const BACKWARDS = `SELECT d.*, l.at, l.by, l.kind, l.key FROM decision d JOIN ledger l ON l.seq = d.seq
  WHERE d.seq < ? AND l.by = ? ORDER BY d.seq DESC LIMIT 200`;
const BEFORE = 'SELECT * FROM decision WHERE citation = ? AND stage = ? AND seq < ? ORDER BY seq DESC LIMIT 1';
const BY_OTHERS = `SELECT 1 FROM decision d JOIN ledger l ON l.seq = d.seq
  WHERE d.citation = ? AND d.stage = ? AND d.seq > ? AND l.by <> ? LIMIT 1`;
const LAST = 'SELECT * FROM decision WHERE citation = ? AND stage = ? ORDER BY seq DESC LIMIT 1';

/** For one person: what others decided meanwhile is not theirs to take back. */
export const steps = (connection: Connection, by: string): Steps => {
  const back = top(connection, by, 'undo');
  const again = top(connection, by, 'redo');
  return { ...(back && { undo: back.rows.map(decided).reverse() }), ...(again && { redo: again.rows.map(madeBefore(connection)).reverse() }) };
};

/** Takes the last step of this person back: each citation gets the verdict that stood before it. Nothing to take back: no rows. */
export const undo = (writer: Writer, signed: Signed): Decided[] => step(writer, 'undo', signed);

/** Makes the step again that was taken back last, as long as nothing was decided since. */
export const redo = (writer: Writer, signed: Signed): Decided[] => step(writer, 'redo', signed);

const step = (writer: Writer, kind: 'undo' | 'redo', signed: Signed): Decided[] =>
  writer.transaction(() => addAct(writer, kind, top(writer, signed.by, kind)?.rows.map(restored(writer)) ?? [], signed));

/**
 * The act on top of the stack. Acts are read from the newest to the oldest; every undo hides the nearest act below it that is still open,
 * a redo opens it again, and a new decision ends what could be redone.
 */
const top = (connection: Connection, by: string, wanted: 'undo' | 'redo'): Act | undefined => {
  let hidden = 0;
  for (const act of backwards(connection, by)) {
    if (wanted === 'redo' && act.kind === 'decision') return undefined;
    if ((act.kind === 'undo') === (wanted === 'undo')) hidden += 1;
    else if (hidden > 0) hidden -= 1;
    else return act;
  }
  return undefined;
};

function* backwards(connection: Connection, by: string): Generator<Act, void, void> {
  let rows: DecisionRow[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const more = connection.all<DecisionRow>(BACKWARDS, [before, by]);
    for (const row of more) {
      const open = rows[0];
      if (open !== undefined && stem(open.key) !== stem(row.key)) {
        yield { kind: open.kind, rows };
        rows = [];
      }
      rows.push(row);
      before = row.seq;
    }
    if (more.length === 0) break;
  }
  const open = rows[0];
  if (open !== undefined) yield { kind: open.kind, rows };
}

const stem = (key: string): string => (/#\d+$/.test(key) ? key.slice(0, key.lastIndexOf('#')) : key);

/** The state before a row, said as a new decision. Where somebody else decided on it later, what stands is said again: it stays. */
const restored =
  (connection: Connection) =>
  (row: DecisionRow): DecisionEntry => {
    const kept = connection.get(BY_OTHERS, [row.citation, row.stage, row.seq, row.by]) !== undefined;
    return entry(row, kept ? connection.get<DecisionRow>(LAST, [row.citation, row.stage]) : stateBefore(connection, row));
  };

const stateBefore = (connection: Connection, row: DecisionRow): DecisionRow | undefined =>
  connection.get<DecisionRow>(BEFORE, [row.citation, row.stage, row.seq]);

const entry = (row: DecisionRow, state: DecisionRow | undefined): DecisionEntry => {
  const { citation, stage, origin } = row;
  if (state === undefined) return { citation, stage, origin, verdict: 'cleared' };
  return {
    citation,
    stage,
    origin: state.origin,
    verdict: state.verdict,
    ...(state.reason !== null && { reason: state.reason }),
    ...(state.ranking !== null && { ranking: state.ranking }),
    ...(state.rank !== null && { rank: state.rank }),
  };
};

const madeBefore =
  (connection: Connection) =>
  (row: DecisionRow): Decided => ({ ...decided(row), ...entry(row, stateBefore(connection, row)) });
