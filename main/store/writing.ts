// What may be changed in a review? Everything here ends on the disk before it returns, or did not happen.
import type { Protocol } from '../../shared/citation.ts';
import type { Seq } from '../../shared/decision.ts';
import type { Writer } from './connection.ts';
import { decide, decideAll } from './decisions.ts';
import type { DecisionEntry } from './decisions.ts';
import { keepEvidence } from './evidence.ts';
import type { Answer, Question } from './evidence.ts';
import { startImport } from './imports.ts';
import type { ImportSource } from './imports.ts';
import type { Signed } from './ledger.ts';
import { keepNote, keepTag } from './notes.ts';
import { keepDocument } from './protocol.ts';
import { keepRanking, keepWhole } from './rankings.ts';
import type { Sealed } from './rankings.ts';
import { saySame } from './sameness.ts';
import type { Sameness } from './sameness.ts';
import { clearSearch, indexSearch } from './search.ts';
import { redo, undo } from './steps.ts';

export type Writing = ReturnType<typeof writing>;

/** Failures of all: `disk.full`, `disk.failed`, `review.busy`, `review.folder`, `review.moved`; what was saved before stays saved. */
export const writing = (writer: Writer) => ({
  /** Several changes as one. */
  transaction: <T>(work: () => T): T => writer.transaction(work),
  decide: (entry: DecisionEntry, signed: Signed) => decide(writer, entry, signed),
  decideAll: (entries: readonly DecisionEntry[], signed: Signed) => decideAll(writer, entries, signed),
  undo: (signed: Signed) => undo(writer, signed),
  redo: (signed: Signed) => redo(writer, signed),
  protocol: (protocol: Protocol, signed: Signed) => keepDocument(writer, 'protocol', protocol, signed),
  rule: (body: unknown, signed: Signed) => keepDocument(writer, 'rule', body, signed),
  audit: (body: unknown, signed: Signed) => keepDocument(writer, 'audit', body, signed),
  same: (said: Sameness, signed: Signed) => saySame(writer, said, signed),
  note: (note: Parameters<typeof keepNote>[1], signed: Signed) => keepNote(writer, note, signed),
  tag: (tag: Parameters<typeof keepTag>[1], signed: Signed) => keepTag(writer, tag, signed),
  ranking: (sealed: Sealed, signed: Signed & { readonly whole?: Uint8Array }) => keepRanking(writer, sealed, signed),
  keyframe: (ranking: Seq, whole: Uint8Array) => {
    keepWhole(writer, ranking, whole);
  },
  evidence: (question: Question, answers: readonly Answer[]) => {
    keepEvidence(writer, question, answers);
  },
  startImport: (source: ImportSource) => startImport(writer, source),
  /** Work to be run after each import and once after opening: the search index catches up. */
  index: () => indexSearch(writer),
  /** For an index that a check found damaged; `index` builds it anew. */
  clearIndex: () => {
    clearSearch(writer);
  },
  /** Folds the log into the file; when idle, so that a file copied or moved by hand is whole. */
  checkpoint: () => {
    writer.checkpoint();
  },
});
