// Which notes carry decisions, tags and notices in formats that have only notes for them?
import { takeNotes, type Draft } from '../citations/index.ts';
import type { Outgoing } from './format.ts';
import { notesFor, rayyanNote } from './outgoing.ts';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Moves decisions, tags and notices out of the notes of a record into their fields; the rest stays a note. */
export const takeMarks = (draft: Draft, texts: readonly string[]): void => {
  const rest: string[] = [];
  for (const text of texts) {
    const notice = /^winnow_notice: (.*)$/s.exec(text)?.[1];
    if (notice === undefined) rest.push(text);
    else (draft.notices ??= []).push(notice);
  }
  takeNotes(draft, rest);
};

/** The notes of a record in our words, a mark each: `winnow_decision: exclude`, `winnow_tag: rct`. */
export const marksOut = (out: Outgoing): string[] => [
  // The label alone is for ASReview, which reads none of these formats.
  ...notesFor(out, 'winnow').filter((note) => !/^ASReview_\w+$/.test(note)),
  ...(out.citation.notices ?? []).map((notice) => `winnow_notice: ${oneLine(notice)}`),
];

/** The notes of a record, decisions and tags as Rayyan words them. */
export const rayyanMarks = (out: Outgoing): string[] => {
  const { notes, ...citation } = out.citation;
  const mark = rayyanNote({ ...out, citation });
  return [...(notes ?? []), ...(mark === '' ? [] : [mark])];
};
