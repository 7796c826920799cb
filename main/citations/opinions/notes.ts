// Whose marks are in a record's notes? Tries every tool's notation; what no tool wrote stays a note.
import type { Draft } from '../draft.ts';
import { plain } from '../plain.ts';
import { hasAsreview, readAsreview } from './asreview.ts';
import { opinion, verdictOf } from './opinion.ts';
import { hasRayyan, readRayyan } from './rayyan.ts';

/** Covidence: `Exclusion reason: Wrong population; ` in its Notes. */
const covidence = /(?:^|[;\n]\s*)Exclusion reason:\s*([^;\n]*);?\s*/i;
/** Ours: `winnow_decision: exclude`. */
const winnow = /^winnow_(decision|reason|stage|time|by|rank|score|note|tags):\s*(.*)$/s;

/** Moves what other tools (and we) wrote into `texts` to the draft's opinions, tags and notes. */
export const takeNotes = (draft: Draft, texts: readonly string[]): void => {
  const opinions = (draft.opinions ??= []);
  const tags = (draft.tags ??= []);
  const notes = (draft.notes ??= []);
  const rest: string[] = [];
  const ours = new Map<string, string>();
  for (const text of texts) {
    const own = winnow.exec(text);
    if (own !== null) {
      if (own[1] === 'note') notes.push(own[2] ?? '');
      else if (own[1] === 'tags') tags.push(...(own[2] ?? '').split(/\s*;\s*/));
      else ours.set(own[1] ?? '', plain(own[2] ?? ''));
    } else if (hasRayyan(text)) {
      const found = readRayyan(text);
      opinions.push(...found.opinions);
      tags.push(...found.tags);
      rest.push(...found.notes);
    } else rest.push(text);
  }
  if (rest.some(hasAsreview)) {
    const found = readAsreview(rest);
    opinions.push(...found.opinions);
    tags.push(...found.tags);
    notes.push(...found.notes);
  } else {
    for (const text of rest) {
      const reason = covidence.exec(text)?.[1]?.trim();
      if (reason === undefined || reason === '') notes.push(text);
      else {
        opinions.push(opinion('exclude', 'covidence', { reasons: [plain(reason)] }));
        const left = text.replace(covidence, '').trim();
        if (left !== '') notes.push(left);
      }
    }
  }
  const verdict = verdictOf(ours.get('decision') ?? '');
  if (verdict !== undefined && verdict !== 'open') {
    // The same decision may stand beside ours in another tool's notation, for its sake: ours says more.
    for (let at = opinions.length - 1; at >= 0; at -= 1)
      if (opinions[at]?.tool === 'asreview' && opinions[at]?.verdict === verdict) opinions.splice(at, 1);
    const reason = ours.get('reason');
    opinions.push(
      opinion(verdict, 'winnow', { by: ours.get('by'), time: ours.get('time'), reasons: reason === undefined || reason === '' ? [] : [reason] }),
    );
  }
};
