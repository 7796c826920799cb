// What does a record of PubMed's "Abstract (text)" say? Paragraphs in a fixed order, wrapped at 80 signs.
import { notice, type Draft } from '../../citations/index.ts';
import { readCitationLine } from './citation-line.ts';

/** Paragraphs that are none of the abstract. */
const aside =
  /^(?:\[No authors listed\]|Author information:|Collaborators:|Comment (?:in|on)\b|Update (?:in|of)\b|Erratum (?:in|for)\b|Republished (?:in|from)\b|Original report in\b|Summary for patients in\b|Dataset (?:described|use reported) in\b|Cites?\b.* in$|Conflict of interest statement:|©|\(c\) |\(C\) |Copyright\b|Publisher: |\d{4} (?:The )?Authors?\b.{0,40}published by|Published by\b.{0,80}$|Free (?:PMC )?Article|\[Indexed for|Associated data:|Grant (?:support|info))/i;
const notices =
  /^(Retraction (?:in|of)|Retracted and republished (?:in|from)|Retraction notice in|Partial retraction (?:in|of)|Erratum (?:in|for)|Expression of concern (?:in|for)|Corrected and republished (?:in|from)|Withdrawn? .{0,20}in)\b:?\s*/i;
const identifiers = /^(?:DOI|PMCID|PMID|Publisher ID|PII): \S/;
/** `Tikka C(1), Verbeek JH, …`: at least one name of that shape, ended by a comma, a mark or a stop. */
const nameList = /^(?:\p{L}[\p{L}'’`. -]{0,60} \p{Lu}{1,5}(?: (?:Jr|Sr|2nd|3rd|4th))?(?:\s?\((?:\d+|#|\*|[a-z])\))*(?:[,;.]|$))/u;
/** `The Editors of The Lancet.`, `GBD 2019 Stroke Collaborators.` */
const group =
  /^[^.;:]{0,150}\b(?:Group|Collaborat\w+|Investigators|Network|Committee|Consortium|Editors?|Team|Society|Association|Organi[sz]ation|Initiative|Task Force)\b[^.;:]{0,60}\.?$/;
const label = /^[A-Z][A-Z0-9 ,&/()'’-]{2,80}:(?: |$)/;

const join = (lines: readonly string[]): string => lines.join(' ');
/** A line that begins with a label in capitals begins a section. */
const sections = (lines: readonly string[]): string =>
  lines.reduce((text, one) => (text === '' ? one : `${text}${label.test(one) ? '\n' : ' '}${one}`), '');

/** Without marks of affiliations; a group behind the names, parted by `;`, is no person. */
const names = (text: string): string[] =>
  (
    text
      .replace(/\s?\((?:\d+|#|\*|[a-z])\)/g, '')
      .replace(/\.$/, '')
      .split(/\s*;\s*/)[0] ?? ''
  ).split(/\s*,\s*/);

export const draftOfAbstract = (text: string): Draft => {
  const paragraphs = text
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .filter((lines) => lines.length > 0);
  const [first = [], ...rest] = paragraphs;
  const draft = readCitationLine(join(first).replace(/^\d+\. /, ''));
  const abstract: string[] = [];
  draft.notices = [];
  rest.forEach((lines, at) => {
    const [head = ''] = lines;
    if (at === 0) draft.title = join(lines);
    else if (identifiers.test(head)) {
      for (const line of lines) {
        const m = /^(DOI|PMCID|PMID): (\S+)/.exec(line);
        if (m?.[1] === 'DOI') draft.doi = m[2];
        else if (m?.[1] === 'PMCID') draft.pmcid = m[2];
        else if (m?.[1] === 'PMID') draft.pmid = m[2];
      }
    } else if (draft.authors === undefined && at <= 2 && (nameList.test(head) || rest[at + 1]?.[0] === 'Author information:'))
      draft.authors = names(join(lines));
    // A group alone in the place of the authors is no abstract.
    else if (draft.authors === undefined && at === 1 && lines.length === 1 && group.test(head)) draft.authors = [head.replace(/\.$/, '')];
    else if (/^\[(?:Article|Chapter) in [\w, ]+\]$/.test(head)) draft.language = /in ([\w]+)/.exec(head)?.[1];
    else if (notices.test(head)) {
      const kind = notices.exec(head)?.[1] ?? '';
      draft.notices?.push(
        notice(
          kind,
          join(lines)
            .slice(kind.length)
            .replace(/^:?\s*/, ''),
        ),
      );
    } else if (!aside.test(head)) abstract.push(sections(lines));
  });
  // Older exports end with the PMID in running text.
  draft.pmid ??= /\bPMID: (\d{1,8})\b/.exec(text)?.[1];
  if (abstract.length > 0) draft.abstract = abstract.join('\n');
  return draft;
};
