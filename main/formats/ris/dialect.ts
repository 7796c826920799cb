// Which tool wrote this RIS record? For people to see; reading does not depend on it.
import type { Tags } from './record.ts';

const marks: readonly (readonly [name: string, mark: RegExp])[] = [
  ['winnow', /^DP  - Winnow/m],
  ['rayyan', /RAYYAN-|^AN  - rayyan-/m],
  ['asreview', /ASReview_(?:relevant|irrelevant|not_seen)/],
  ['eppi-reviewer', /^KW  - eppi-reviewer/m],
  ['covidence', /covidence/i],
  ['cochrane', /^AN  ?-  ?CN-\d/m],
  ['embase', /embase\.com\//],
  ['scopus', /scopus\.com|^DB  - Scopus/m],
  ['web-of-science', /^AN  - WOS:|^(?:AN|UT)  - ISI:/m],
  ['dimensions', /^AN  - pub\.\d/m],
  ['lens', /lens\.org\//],
  ['proquest', /proquest\.com|^DB  - ProQuest/im],
  ['ebsco', /ebscohost\.com|^DP  - EBSCOhost/m],
  ['ovid', /ovid(?:web|sp)|^DB  - (?:Embase|Ovid|PsycINFO|ERIC)/im],
  ['ieee', /ieee/i],
  ['citavi', /^M4  - Citavi/m],
  ['refworks', /^ID  - RefID:/m],
  ['openalex', /openalex\.org/],
];

export const dialectOf = (tags: Tags, raw: string): string | undefined => {
  const text = raw.slice(0, 20_000);
  for (const [name, mark] of marks) if (mark.test(text)) return name;
  if (tags.has('T1') && tags.has('A1') && tags.has('N2')) return 'ovid';
  return undefined;
};
