// Which tool wrote this RIS record? For people to see; reading does not depend on it.
import type { Tags } from './record.ts';

const marks: readonly (readonly [name: string, mark: RegExp])[] = [
  ['winnow', /^DP {2}- Winnow/m],
  ['rayyan', /RAYYAN-|^AN {2}- rayyan-/m],
  ['asreview', /ASReview_(?:relevant|irrelevant|not_seen)/],
  ['eppi-reviewer', /^KW {2}- eppi-reviewer/m],
  ['covidence', /covidence/i],
  ['cochrane', /^AN {1,2}- {1,2}CN-\d/m],
  ['embase', /embase\.com\//],
  ['scopus', /scopus\.com|^DB {2}- Scopus/m],
  ['web-of-science', /^AN {2}- WOS:|^(?:AN|UT) {2}- ISI:/m],
  ['dimensions', /^AN {2}- pub\.\d/m],
  ['lens', /lens\.org\//],
  ['proquest', /proquest\.com|^DB {2}- ProQuest/im],
  ['ebsco', /ebscohost\.com|^DP {2}- EBSCOhost/m],
  ['ovid', /ovid(?:web|sp)|^DB {2}- (?:Embase|Ovid|PsycINFO|ERIC)/im],
  ['ieee', /ieee/i],
  ['citavi', /^M4 {2}- Citavi/m],
  ['refworks', /^ID {2}- RefID:/m],
  ['openalex', /openalex\.org/],
];

export const dialectOf = (tags: Tags, raw: string): string | undefined => {
  const text = raw.slice(0, 20_000);
  for (const [name, mark] of marks) if (mark.test(text)) return name;
  if (tags.has('T1') && tags.has('A1') && tags.has('N2')) return 'ovid';
  return undefined;
};
