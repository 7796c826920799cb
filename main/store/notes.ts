// What did the reviewers write beside a citation, and which tags does it wear?
import type { CitationId } from '../../shared/citation.ts';
import type { Seq } from '../../shared/decision.ts';
import type { Connection, Writer } from './connection.ts';
import { append } from './ledger.ts';
import type { Signed } from './ledger.ts';

export interface Note {
  readonly seq: Seq;
  readonly citation: CitationId;
  readonly by: string;
  readonly at: string;
  readonly text: string;
}

/** One note a citation and person: the last one said; an empty one is none. */
const NOTES = `SELECT n.seq, n.citation, n.text, l.by, l.at FROM note n JOIN ledger l ON l.seq = n.seq
  WHERE n.seq IN (SELECT max(m.seq) FROM note m JOIN ledger k ON k.seq = m.seq GROUP BY m.citation, k.by) AND n.text <> '' ORDER BY n.seq`;
const NOTES_OF = `SELECT n.seq, n.citation, n.text, l.by, l.at FROM note n JOIN ledger l ON l.seq = n.seq
  WHERE n.seq IN (SELECT max(m.seq) FROM note m JOIN ledger k ON k.seq = m.seq WHERE m.citation = ? GROUP BY k.by) AND n.text <> '' ORDER BY n.seq`;
const TAGS = `SELECT citation, tag FROM tag WHERE seq IN (SELECT max(seq) FROM tag GROUP BY citation, tag) AND worn = 1 ORDER BY citation, tag`;
const TAGS_OF = `SELECT tag FROM tag WHERE seq IN (SELECT max(seq) FROM tag WHERE citation = ? GROUP BY tag) AND worn = 1 ORDER BY tag`;

export const readNotes = (connection: Connection) => ({
  all: (): Note[] => connection.all<Note>(NOTES),
  of: (citation: CitationId): Note[] => connection.all<Note>(NOTES_OF, [citation]),
});

export const readTags = (connection: Connection) => ({
  /** Tags of every citation that wears one, in alphabetical order. */
  all: (): ReadonlyMap<CitationId, readonly string[]> => {
    const tags = new Map<CitationId, string[]>();
    for (const { citation, tag } of connection.all<{ citation: number; tag: string }>(TAGS)) {
      tags.set(citation, [...(tags.get(citation) ?? []), tag]);
    }
    return tags;
  },
  of: (citation: CitationId): string[] => connection.all<{ tag: string }>(TAGS_OF, [citation]).map((row) => row.tag),
});

/** Replaces this person's note on the citation; an empty text removes it. */
export const keepNote = (writer: Writer, note: { readonly citation: CitationId; readonly text: string }, signed: Signed): Seq =>
  append(writer, 'note', { citation: note.citation, text: note.text }, signed).seq;

export const keepTag = (writer: Writer, tag: { readonly citation: CitationId; readonly tag: string; readonly worn: boolean }, signed: Signed): Seq =>
  append(writer, 'tag', { citation: tag.citation, tag: tag.tag, worn: tag.worn ? 1 : 0 }, signed).seq;
