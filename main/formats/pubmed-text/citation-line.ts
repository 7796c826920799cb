// What does PubMed's citation line say: `J Acoust Soc Am. 2023 May 1;153(5):2751. doi: 10.1121/10.0019341. Epub …`?
import { dateOf, type Draft } from '../../citations/index.ts';

/** Journal, year, month, day, volume, issue, pages; months may be two (`Jul/Aug`), issues hold brackets. */
const line =
  /^(.{1,300}?)\. ((?:1[89]|20)\d\d)(?: ([A-Za-z]{3,9}(?:[-/][A-Za-z]{3,9})?)(?: (\d{1,2})(?:-\d{1,2})?)?)?(?:;\s?([^(:.;]{0,40})(?:\(([^()]{0,60}(?:\([^()]{0,40}\))?[^()]{0,40})\))?(?::\s?([^;]{1,60}?))?)?\.(?=\s|$)/;

export const readCitationLine = (text: string): Draft => {
  const draft: Draft = {};
  const m = line.exec(text);
  if (m !== null) {
    const [, journal, year, month, day, volume, issue, pages] = m;
    draft.journal = journal;
    draft.year = year;
    draft.date = month === undefined ? undefined : /[-/]/.test(month) ? `${year ?? ''} ${month}` : dateOf(year, month, day);
    draft.volume = volume?.trim();
    draft.issue = issue;
    draft.pages = pages;
  } else draft.year = text;
  draft.doi = /\bdoi:\s*(10\.\S+)/i.exec(text)?.[1];
  return draft;
};
