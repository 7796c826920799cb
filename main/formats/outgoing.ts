// What is said with a citation that goes out: verdict, reason, notes, tags, in the words of each tool?
import type { Opinion } from '../../shared/citation.ts';
import { writeRayyan, type Say } from '../citations/index.ts';
import type { Outgoing } from './format.ts';

/** The verdict to tell others: the decision made here, else the one all opinions in the file agree on. */
const verdictOut = (out: Outgoing): Say | undefined => out.decision?.verdict ?? out.citation.decision;

/** `1`, `0` or nothing: `maybe` is no label there. */
export const asreviewLabel = (out: Outgoing): '1' | '0' | '' => {
  const verdict = verdictOut(out);
  return verdict === 'include' ? '1' : verdict === 'exclude' ? '0' : '';
};

const asreviewNote = (out: Outgoing): string =>
  ({ '1': 'ASReview_relevant', '0': 'ASReview_irrelevant', '': 'ASReview_not_seen' })[asreviewLabel(out)];

/** Notes of the record and of the decision, without repetition. */
export const notesOut = (out: Outgoing): string[] => [...new Set([...(out.citation.notes ?? []), ...(out.decision?.notes ?? [])])];
export const tagsOut = (out: Outgoing): string[] => [...new Set([...(out.citation.tags ?? []), ...(out.decision?.tags ?? [])])];
const reasonsOut = (out: Outgoing): string[] => {
  if (out.decision?.reason !== undefined) return [out.decision.reason];
  return out.decision === undefined ? [...new Set((out.citation.opinions ?? []).flatMap((one) => one.reasons ?? []))] : [];
};

/** Opinions as they came in, so that a file that only passes through keeps them; `writeOpinion` and `takeNotes` are each other's inverse. */
const writeOpinion = (opinion: Opinion): string => `winnow_opinion: ${JSON.stringify(opinion)}`;

/** Lines for a note field, the label of ASReview first, as it wants it. */
export const notesFor = (out: Outgoing, dialect: 'asreview' | 'winnow'): string[] => {
  const lines: string[] = [asreviewNote(out)];
  if (dialect === 'winnow') {
    const d = out.decision;
    const say = (name: string, value: string | number | undefined): void => {
      if (value !== undefined && value !== '') lines.push(`winnow_${name}: ${String(value)}`);
    };
    say('decision', d?.verdict);
    say('reason', d?.reason);
    say('stage', d?.stage);
    say('time', d?.at);
    say('by', d?.by);
    say('rank', out.rank);
    say('score', out.score);
    for (const opinion of out.citation.opinions ?? []) lines.push(writeOpinion(opinion));
  }
  const tags = tagsOut(out);
  for (const tag of tags) lines.push(dialect === 'asreview' ? `asreview_tag_${tag.replace(/[^A-Za-z0-9]+/g, '_')}: 1` : `winnow_tag: ${tag}`);
  const notes = notesOut(out);
  lines.push(...notes);
  return lines;
};

/** Rayyan's note for everybody who decided. */
export const rayyanNote = (out: Outgoing): string => {
  const notes = notesOut(out);
  const tags = tagsOut(out);
  if (out.decision !== undefined)
    return writeRayyan([{ by: out.decision.by ?? 'Winnow', verdict: out.decision.verdict, reasons: reasonsOut(out), tags, notes }]);
  const opinions = out.citation.opinions ?? [];
  if (opinions.length > 0)
    return writeRayyan(
      opinions.map((one, at) => ({
        by: one.by ?? `Reviewer ${String(at + 1)}`,
        verdict: one.verdict,
        reasons: one.reasons ?? [],
        tags: at === 0 ? tags : [],
        notes: at === 0 ? notes : [],
      })),
    );
  return [...notes, ...(tags.length > 0 ? [`RAYYAN-LABELS: ${tags.map((tag) => tag.replace(/,/g, ';')).join(',')}`] : [])].join(' | ');
};
