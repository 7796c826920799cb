// What does a record of PubMed's "Summary (text)" say? One paragraph: authors, title, citation, numbers.
import type { Draft } from '../../citations/index.ts';
import { readCitationLine } from './citation-line.ts';

/** The journal is what stands between the last sentence's end and the year. */
const cited = /[.?!][\])"’”]?\s([^.?!]{2,150}(?:\([^()]{1,60}\))?)\. ((?:1[89]|20)\d\d)(?=[ ;.])/;
const nameList =
  /^(?:(?:\p{L}[\p{L}'’` -]{0,60} \p{Lu}{1,5}(?: (?:Jr|Sr|2nd|3rd|4th))?(?:, |(?=[;.])))+|[^.]{3,120}(?:Group|Collaborat\w+|Consortium|Investigators|Committee|Network))(?:;[^.]{3,200})?\. /u;

export const draftOfSummary = (text: string): Draft => {
  const line = text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^\d+: /, '')
    .trim();
  const authors = nameList.exec(line)?.[0] ?? '';
  const behind = line.slice(authors.length);
  const m = cited.exec(behind);
  const at = m === null ? -1 : m.index;
  const draft: Draft = m === null ? readCitationLine(behind) : readCitationLine(behind.slice(at + m[0].indexOf(m[1] ?? '')));
  draft.title = at < 0 ? behind.replace(/ ?(?:doi:|PMID:).*$/i, '') : behind.slice(0, at + 1);
  if (authors !== '') draft.authors = (authors.replace(/\. $/, '').split(/\s*;\s*/)[0] ?? '').split(/\s*,\s*/);
  draft.pmid = /\bPMID: (\d{1,8})/.exec(line)?.[1];
  draft.pmcid = /\bPMCID: (PMC\d+)/.exec(line)?.[1];
  return draft;
};
