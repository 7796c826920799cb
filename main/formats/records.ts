// When is what a reader found a record, and what is noticed about it on the way?
import { citationOf, isNothing, saysSomething, type Draft } from '../citations/index.ts';
import type { Read } from './format.ts';
import type { Noticing } from './notices.ts';

const keptRaw = 2000;

/** Says the draft anything at all beside an id and a type? */
const saysALittle = (draft: Draft): boolean =>
  [draft.journal, draft.year, draft.date, draft.volume, draft.issue, draft.pages, draft.issn, draft.url].some(
    (value) => value !== undefined && !isNothing(String(value).trim()),
  ) || [draft.keywords, draft.mesh, draft.notes].some((values) => values?.some((value) => value.trim() !== '') === true);

/** The citation of a draft, told of where it can hardly be known by anything; a rejection where it says nothing. */
export const recordRead = (draft: Draft, file: string, line: number, raw: string, noticing: Noticing): Read => {
  if (!saysSomething(draft)) {
    if (!saysALittle(draft)) return { line, code: 'record.empty', raw: raw.slice(0, keptRaw) };
    noticing.note('record.bare', line);
  }
  const citation = citationOf(draft, file, line, raw);
  noticing.look(citation);
  return citation;
};
