// What did ASReview write into the notes of a RIS record? `ASReview_relevant`, `asreview_time: "…"`, `asreview_tag_design_rct: 1`
import type { Opinion } from '../../../shared/citation.ts';
import { plain } from '../plain.ts';
import { opinion } from './opinion.ts';
import type { Noted } from './rayyan.ts';

export const hasAsreview = (note: string): boolean => /asreview_/i.test(note);

const mark = /^asreview_([A-Za-z0-9_&.-]+?)\s*:\s*(.*)$/s;
const labels = /ASReview_(relevant|irrelevant|not_seen|prior|validate_relevant|validate_irrelevant)/g;

/**
 * All notes of one record together: the label note gives the verdict, `asreview_*` notes time, note and tags, the rest stays a note.
 * `ASReview_validate_*` (version 1) are a second look at the same record by the tool, kept as tags.
 */
export const readAsreview = (texts: readonly string[]): Noted => {
  let verdict: 'include' | 'exclude' | undefined;
  let time: string | undefined;
  let by: string | undefined;
  const tags: string[] = [];
  const notes: string[] = [];
  for (const text of texts) {
    const written = text.trim();
    if (written === 'ASReview_not_seen') continue;
    const named = mark.exec(written) ?? mark.exec(plain(written).trim());
    if (named !== null) {
      const [, name = '', rest = ''] = named;
      const value = jsonText(rest);
      if (name === 'time') time = value;
      else if (name === 'note' && value !== undefined) notes.push(value);
      else if (name === 'user_name') by = value;
      else if (name.startsWith('tag_') && value !== undefined && !/^(?:0|false)$/i.test(value)) tags.push(name.slice(4));
      else if (name === 'label' && verdict === undefined) verdict = value === '1' ? 'include' : value === '0' ? 'exclude' : undefined;
      continue;
    }
    for (const [, label] of written.matchAll(labels)) {
      if (label === 'relevant') verdict = 'include';
      else if (label === 'irrelevant') verdict = 'exclude';
      else if (label?.startsWith('validate_') === true) tags.push(`ASReview_${label}`);
    }
    const own = written.includes('ASReview_') ? written.replace(labels, '').replace(/^[\s,;|]+|[\s,;|]+$/g, '') : written;
    if (own !== '') notes.push(own);
  }
  const opinions: Opinion[] = verdict === undefined ? [] : [opinion(verdict, 'asreview', { by, time })];
  return { opinions, tags, notes };
};

/** A JSON scalar as text; what is no JSON stays as written; null is nothing. */
const jsonText = (text: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || value === '') return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return text === '' ? undefined : text;
  }
};
