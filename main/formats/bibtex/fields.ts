// What does a BibTeX entry say of its record?
import { dateOf, isNothing, pmcidInNote, pmidInNote, takeNotes, type Draft, type Kind } from '../../citations/index.ts';
import { opensReference } from '../lists.ts';
import { fromLatex, fromVerbatim } from './latex.ts';
import { bibNames } from './names.ts';
import type { Entry } from './values.ts';

/** Entry types of BibTeX and biblatex; `misc` and unknown ones say nothing. */
export const kindOf: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['article', 'Journal Article'],
  ['book', 'Book'],
  ['booklet', 'Book'],
  ['mvbook', 'Book'],
  ['collection', 'Book'],
  ['manual', 'Report'],
  ['inbook', 'Book Chapter'],
  ['incollection', 'Book Chapter'],
  ['bookinbook', 'Book Chapter'],
  ['suppbook', 'Book Chapter'],
  ['inproceedings', 'Conference Paper'],
  ['conference', 'Conference Paper'],
  ['proceedings', 'Conference Proceedings'],
  ['phdthesis', 'Thesis'],
  ['mastersthesis', 'Thesis'],
  ['thesis', 'Thesis'],
  ['techreport', 'Report'],
  ['report', 'Report'],
  ['unpublished', 'Unpublished Work'],
  ['preprint', 'Preprint'],
  ['online', 'Web Page'],
  ['electronic', 'Web Page'],
  ['www', 'Web Page'],
  ['webpage', 'Web Page'],
  ['dataset', 'Dataset'],
  ['data', 'Dataset'],
  ['patent', 'Patent'],
  ['software', 'Computer Program'],
  ['inreference', 'Encyclopedia Article'],
  ['standard', 'Standard'],
  ['video', 'Video'],
  ['movie', 'Video'],
  ['audio', 'Audio'],
]);

const titles = ['title', 'maintitle'];
const journals = [
  'fjournal',
  'journal',
  'journaltitle',
  'journal-full',
  'booktitle',
  'shortjournal',
  'journal-iso',
  'abbrev_source_title',
  'source_title',
];
const pageFields = ['pages', 'page', 'article-number', 'art_number', 'articleno', 'article_number', 'eid', 'elocation-id'];
const pmids = ['pmid', 'pubmed-id', 'pubmed_id', 'pubmedid', 'pubmed'];
const accessions = ['accession', 'unique-id', 'accession_number', 'accession-number', 'accessionnumber', 'accnum', 'accession_num'];
const addresses = ['url', 'link', 'ee', 'howpublished', 'bdsk-url-1', 'eprint'];
const keywordFields = ['author_keywords', 'author-keywords', 'keywords', 'keyword', 'keywords-plus', 'index_keywords', 'kwds', 'mendeley-tags'];
const meshFields = ['mesh', 'mesh_terms', 'mesh-terms', 'meshterms'];
/** What an entry takes from the one it refers to. */
const lent = new Set(
  'author editor year date month day journal journaltitle booktitle issn isbn volume number series publisher language langid'.split(' '),
);
const noteField = /^(?:note|notes|annote|annotation|comments?|usernotes?)\d{0,3}$/;
const typeFields = ['document_type', 'document-type', 'type'];

/** The draft of an entry; `parent` lends what the entry lacks (`crossref`). */
export const draftOf = (entry: Entry, parent?: Entry): Draft => {
  const own = entry.fields;
  const raw = (field: string): string | undefined => {
    const values = own.get(field);
    const value = values?.find((one) => !isNothing(one.trim()));
    return value ?? (lent.has(field) ? parent?.fields.get(field)?.[0] : undefined);
  };
  const first = (fields: readonly string[]): string | undefined => {
    for (const field of fields) {
      const value = raw(field);
      if (value !== undefined && !isNothing(value.trim())) return fromLatex(value);
    }
    return undefined;
  };
  const verbatim = (fields: readonly string[]): string | undefined => {
    for (const field of fields) {
      const value = raw(field);
      if (value !== undefined && !isNothing(value.trim())) return fromVerbatim(value);
    }
    return undefined;
  };
  const all = (fields: readonly string[]): string[] => fields.flatMap((field) => own.get(field) ?? []);

  const draft: Draft = { id: entry.key };
  const title = first(titles);
  const subtitle = first(['subtitle']);
  draft.title = title === undefined || subtitle === undefined ? title : `${title.replace(/:\s*$/, '')}: ${subtitle}`;
  const abstract = raw('abstract') ?? raw('abstractnote');
  if (abstract !== undefined) draft.abstract = fromLatex(unwrap(abstract));
  // An entry lists each author field once; ASReview and some mergers repeat it.
  draft.authors = (own.get('author') ?? own.get('authors') ?? (parent === undefined ? [] : (parent.fields.get('author') ?? []))).flatMap(bibNames);
  const date = first(['date']);
  draft.year = first(['year']) ?? date ?? first(['issue_date', 'publication_date']);
  const month = first(['month']);
  draft.date = date ?? (month === undefined ? undefined : dated(draft.year, month, first(['day'])));
  draft.journal = first(journals) ?? (parent === undefined ? undefined : fromLatex(parent.fields.get('title')?.[0] ?? ''));
  draft.issn = [first(['issn']), first(['eissn', 'e-issn'])].filter((value) => value !== undefined).join('; ') || first(['isbn']);
  draft.volume = first(['volume']);
  draft.issue = first(['number', 'issue']);
  draft.pages = first(pageFields);
  const address = verbatim(addresses.filter((field) => field !== 'eprint' || /https?:/.test(own.get('eprint')?.[0] ?? '')));
  draft.url = address;
  draft.doi = verbatim(['doi']) ?? all(addresses).find((value) => /doi\.(?:org|acm\.org)\/10\./i.test(value));
  const notes = [...own].filter(([field]) => noteField.test(field)).flatMap(([, values]) => values.map((value) => fromLatex(unwrap(value))));
  const eprint = /pubmed/i.test(first(['eprinttype', 'archiveprefix']) ?? '') ? first(['eprint']) : undefined;
  draft.pmid = verbatim(pmids) ?? eprint ?? /^PMID:?(\d{1,8})$/i.exec(entry.key)?.[1] ?? notes.map(pmidInNote).find((id) => id !== undefined);
  draft.pmcid = verbatim(['pmcid', 'pmc']) ?? notes.map(pmcidInNote).find((id) => id !== undefined);
  draft.accession = verbatim(accessions);
  // Web of Science once put a second pair of braces around whole values: those keep nothing together.
  const words = all(keywordFields).map((value) => (own.has('unique-id') ? value.replace(/^\s*\{([^{}]*)\}\s*$/, '$1') : value));
  draft.keywords = words.flatMap(splitKeywords);
  draft.mesh = all(meshFields).flatMap(splitKeywords);
  draft.language = first(['language', 'langid']);
  draft.type = typesOf(entry, all(typeFields).map(fromLatex), all(['publication_type']));
  draft.notices = all(['notices']).flatMap(splitKeywords);
  // Zotero puts these numbers where it has no field for them; Scopus counts citations.
  takeNotes(
    draft,
    notes.filter((note) => !/^(?:(?:PMID|PMCID):\s*\S+$|cited by:? ?\d)/i.test(note.trim())),
  );
  return draft;
};

/** Our own list of types, else the entry's type and what the database calls the document. */
const typesOf = (entry: Entry, said: readonly string[], ours: readonly string[]): string[] => {
  if (ours.length > 0) return ours.flatMap(splitKeywords);
  const kind = kindOf.get(entry.kind);
  const more = said.filter((type) => type !== '' && !/^(?:article|journal article|phdthesis|mathesis|techreport)$/i.test(type.trim()));
  return kind === undefined ? more : [kind, ...more.filter((type) => type.trim().toLowerCase() !== kind.toLowerCase())];
};

/** Lines that an editor wrapped and indented are one; others, and empty ones, are meant. */
const unwrap = (value: string): string => (value.includes('\n') ? value.replace(/\r\n?/g, '\n').replace(/\n(?:\t| {2,})(?=\S)/g, ' ') : value);

/** `mar`, `3`, `MAR 1`, `4~jan`; two months (`MAR-APR`) stay as written, the year beside them. */
const dated = (year: string | number | undefined, said: string, day: string | undefined): string | undefined => {
  const month = said.slice(0, 60);
  if (/\p{L}{3,}\.?\s*[-/–]+\s*\p{L}{3,}/u.test(month)) return year === undefined ? month : `${month} ${String(year)}`;
  const name = /\p{L}{3,}/u.exec(month)?.[0];
  return dateOf(year, name ?? /\d{1,2}/.exec(month)?.[0], day ?? (name === undefined ? undefined : /(?<![\d-])\d{1,2}(?![\d-])/.exec(month)?.[0]));
};

/** Parted by `;` where one stands outside of braces, else by lines or commas. */
const splitKeywords = (value: string): string[] => {
  const sign = splitOutside(value, ';');
  const parts = sign.length > 1 ? sign : value.includes('\n') && !value.includes(',') ? value.split('\n') : splitOutside(value, ',');
  return parts.map((part) => fromLatex(part)).filter((part) => part.trim() !== '');
};

const splitOutside = (value: string, sign: ';' | ','): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < value.length; at += 1) {
    const c = value.charAt(at);
    if (c === '\\') at += 1;
    else if (c === '{') depth += 1;
    else if (c === '}') depth = Math.max(0, depth - 1);
    // `&amp;` is one sign, not the end of a keyword.
    else if (c === sign && depth === 0 && !(sign === ';' && opensReference(value.slice(Math.max(from, at - 10), at)))) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(value.slice(from));
  return parts;
};
