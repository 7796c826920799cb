// Whose marks are in a record's notes? Tries every tool's notation; what no tool wrote stays a note.
import type { Opinion } from '../../../shared/citation.ts';
import type { Draft } from '../draft.ts';
import { plain } from '../plain.ts';
import { hasAsreview, readAsreview } from './asreview.ts';
import { opinion, verdictOf } from './opinion.ts';
import { hasRayyan, readRayyan } from './rayyan.ts';

/** Covidence: `Exclusion reason: Wrong population; ` in its Notes. */
const covidence = /(?:^|[;\n]\s*)Exclusion reason:\s*([^;\n]*);?\s*/i;
/** Ours: `winnow_decision: exclude`. */
const winnow = /^winnow_(decision|reason|stage|time|by|rank|score|note|tag|tags|opinion):\s*(.*)$/s;

/** Moves what other tools (and we) wrote into `texts` to the draft's opinions, tags and notes. */
export const takeNotes = (draft: Draft, texts: readonly string[]): void => {
  const opinions = (draft.opinions ??= []);
  const tags = (draft.tags ??= []);
  const notes = (draft.notes ??= []);
  const rest: string[] = [];
  const ours = new Map<string, string>();
  const kept: Opinion[] = [];
  for (const text of texts) {
    const own = text.startsWith('winnow_') ? winnow.exec(text) : null;
    if (own !== null) {
      const [, name = '', value = ''] = own;
      if (name === 'note') notes.push(value);
      else if (name === 'tag') tags.push(value);
      else if (name === 'tags') tags.push(...value.split(/\s*;\s*/));
      else if (name === 'opinion') kept.push(...readOpinions(plain(value)));
      else ours.set(name, plain(value));
    } else if (hasRayyan(text)) {
      const found = readRayyan(text);
      opinions.push(...found.opinions);
      tags.push(...found.tags);
      rest.push(...found.notes);
    } else rest.push(text);
  }
  if (rest.some(hasAsreview)) {
    const found = readAsreview(rest);
    // Ours carry ASReview's label too, for its sake: what we say ourselves says more.
    if (ours.size === 0 && kept.length === 0) opinions.push(...found.opinions);
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
  opinions.push(...kept);
  const verdict = verdictOf(ours.get('decision') ?? '');
  if (verdict !== undefined && verdict !== 'open') {
    const reason = ours.get('reason');
    opinions.push(
      opinion(verdict, 'winnow', { by: ours.get('by'), time: ours.get('time'), reasons: reason === undefined || reason === '' ? [] : [reason] }),
    );
  }
};

/** Opinions written as JSON, one or a list; anything else is none. */
export const readOpinions = (text: string): Opinion[] => {
  if (text === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { verdict, tool, by, reasons, time } = one as Record<string, unknown>;
    if (verdict !== 'include' && verdict !== 'exclude' && verdict !== 'maybe') return [];
    return [
      opinion(verdict, typeof tool === 'string' ? tool : 'winnow', {
        by: typeof by === 'string' ? by : undefined,
        time: typeof time === 'string' ? time : undefined,
        reasons: Array.isArray(reasons) ? reasons.filter((reason): reason is string => typeof reason === 'string') : undefined,
      }),
    ];
  });
};
