// What does a record of Ovid say, whatever its database?
import { isoDate, type Draft } from '../../citations/index.ts';
import { takeMarks } from '../marks.ts';
import { firstOf, valuesOf, type TaggedRecord } from '../tagged.ts';
import { bookIn, readSource, type Source } from './source.ts';

/** `[Review] [20 refs]`, `.[Article]`: what Ovid puts behind a title is no part of it. */
const behindTitle = /\.?\s*\[(?:[A-Z][A-Za-z,;&/. -]{2,40}|\d+ refs?\.?)\]\.?\s*$/;
const degree =
  /^(?:M\.?D\.?|Ph\.?D\.?|M\.?P\.?H\.?|M\.?S\.?c?\.?|B\.?A\.?|B\.?S\.?c?\.?|R\.?N\.?|M\.?B\.?A?\.?|F[A-Z]{2,5}|Dr\.?|Prof\.?|D\.?V\.?M\.?|D\.?O\.?|M\.?A\.?|Ed\.?D\.?|Pharm\.?D\.?|MBBS|MBChB|DrPH|DPhil|MSN|APRN|CRNA|FRCP|FACP|FACS|FAAN)$/;

const title = (text: string | undefined): string | undefined => {
  let out = text?.trim();
  for (let turn = 0; turn < 3 && out !== undefined; turn += 1) {
    const cut = out.replace(behindTitle, (found) => (found.startsWith('.') ? '.' : ''));
    // A title that is wholly in brackets is a translated one and stays.
    if (cut.trim() === '' || cut === out) break;
    out = cut.trim();
  }
  return out;
};

/** Names stand a tag, a line or two blanks apart; roles in brackets, degrees and marks of affiliations go. */
const names = (values: readonly string[]): string[] =>
  values
    .map((value) => value.replace(/\s*\[[^\]\n]{0,200}\]|\s*\((?:ORCID|https?:)[^()\n]{0,200}\)\.?/g, ''))
    .flatMap((value) => value.split(/\n|;\s{2,}|\.\s{2,}(?=\p{Lu})|(?<=\p{L}\.?)\s{2,}(?=\p{Lu})/u))
    .flatMap((value) => (degree.test(value.split(';')[1]?.trim().split(' ')[0] ?? '') ? [value.split(';')[0] ?? ''] : value.split(/\s*;\s*/)))
    .map((value) => {
      const parts = value
        .slice(0, 1000)
        .replace(/(?:[\s,]+(?:\d{1,3}|[*+#†‡§^=]+))+[\s,*+]*$/, '')
        .split(/\s*,\s*/);
      // `Shedko, MB` has initials, `Verbeek, Jan MD` a degree.
      while (parts.length > 2 && degree.test(parts.at(-1) ?? '')) parts.pop();
      const given = (parts.at(-1) ?? '').split(' ');
      while (parts.length > 1 && given.length > 1 && degree.test(given.at(-1) ?? '')) given.pop();
      return [...parts.slice(0, -1), given.join(' ')].join(', ').replace(/(\p{Ll})\.$/u, '$1');
    });

/** `Legitimacy crisis, Pakistan`, one a tag or line, or parted by `;` or two blanks. */
const terms = (values: readonly string[], byComma: boolean): string[] =>
  values
    .flatMap((value) => value.split(byComma && !value.includes(';') ? /\n|\s*,\s+/ : /\n|\s*;\s*|\.\s{2,}|\s{3,}/))
    .map((term) => term.replace(/\.$/, '').trim());

export const draftOf = (record: TaggedRecord): Draft => {
  const one = (...tags: readonly string[]): string | undefined =>
    firstOf(record, ...tags)
      ?.replace(/\s*\n\s*/g, ' ')
      .trim();
  const database = one('DB') ?? '';
  const medline = /medline|pubmed/i.test(database) || /^\s*MEDLINE/i.test(one('ST') ?? '');
  const line = one('SO');
  const source: Source = line === undefined ? {} : readSource(line);
  const accession = one('UI', 'AN')
    ?.replace(/\.$/, '')
    .replace(/^[A-Z][A-Za-z ]+: (?=\d)/, '');
  const draft: Draft = { id: accession };
  draft.title = title(one('TI') ?? one('CT') ?? one('BT'));
  draft.authors = names(valuesOf(record, 'AU'));
  // `Authors Full Name` says more where it names as many.
  const full = names(valuesOf(record, 'FA'));
  if (full.length > 0 && full.length >= draft.authors.length) draft.authors = full;
  if (draft.authors.every((name) => name === '')) draft.authors = valuesOf(record, 'CA').flatMap((value) => value.split('\n'));
  const status = one('ST', 'PH') ?? '';
  draft.year = one('YR') ?? one('DP') ?? source.year ?? /\b(?:1[5-9]|20)\d\d\b/.exec(status)?.[0] ?? one('DG', 'EP');
  const published = one('DP') ?? source.date;
  draft.date = published === undefined ? undefined : isoDate(published.replace(/(?<=\p{L})\.(?=\s)/gu, ''));
  draft.journal = one('JN', 'JT', 'JA') ?? source.journal ?? bookIn(one('BT'), draft.title);
  draft.volume = one('VO') ?? source.volume;
  draft.issue = one('IP') ?? source.issue;
  draft.pages = one('PG', 'AR') ?? source.pages;
  if (/no pagination/i.test(draft.pages ?? '')) draft.pages = undefined;
  draft.issn = [...valuesOf(record, 'IS'), ...valuesOf(record, 'ES')].join('; ') || one('IB');
  draft.doi = one('DO') ?? valuesOf(record, 'DI').find((value) => /10\.\d{4,9}\//.test(value)) ?? one('XL');
  if (!/10\.\d{4,9}(?:\/|%2f)/i.test(draft.doi ?? '')) draft.doi = undefined;
  // `32000009 [http://www.ncbi.nlm.nih.gov/pubmed/?term=32000009]`
  const pm = (one('PM') ?? one('PMID'))?.replace(/\s*\[https?:.*$/, '');
  draft.pmid = pm ?? (medline && /^\d{1,8}$/.test(accession ?? '') ? accession : undefined);
  draft.pmcid = one('PMC');
  draft.accession = draft.pmid === accession ? undefined : accession;
  draft.url = one('XL', 'UR', 'OU');
  draft.abstract = firstOf(record, 'AB');
  const headings = terms(valuesOf(record, 'MH'), false);
  draft.keywords = [
    ...terms(valuesOf(record, 'KW'), false),
    ...terms(valuesOf(record, 'ID'), true),
    ...terms(valuesOf(record, 'DE'), !valuesOf(record, 'DE').some((value) => value.includes(':'))),
    ...(medline ? [] : headings.map((term) => term.replace(/^\*/, ''))),
  ];
  if (medline) draft.mesh = headings;
  draft.language = one('LG', 'LA')?.replace(/\.$/, '');
  draft.type = terms(valuesOf(record, 'PT', 'DT'), false)
    .map((type) => type.replace(/:\s*PDF Only$/i, ''))
    .filter((type) => type !== '-');
  draft.notices = valuesOf(record, 'CM')
    .flatMap((value) => value.split('\n'))
    .filter((value) => /^\s*(?:retract|erratum|correct|expression of concern|partial retraction|withdraw)/i.test(value));
  takeMarks(draft, valuesOf(record, 'NT'));
  return draft;
};
