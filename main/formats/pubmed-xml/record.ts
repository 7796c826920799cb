// What does a PubmedArticle say? Elements of NLM's DTD, old and new; abstracts with their section labels, notices, books.
import { dateOf, doi, notice, pages, takeNotes, type Draft } from '../../citations/index.ts';
import { child, childrenNamed, textOf, type Element } from '../xml.ts';

const refTypes = new Map([
  ['RetractionIn', 'Retraction in'],
  ['RetractionOf', 'Retraction of'],
  ['ErratumIn', 'Erratum in'],
  ['ErratumFor', 'Erratum for'],
  ['ExpressionOfConcernIn', 'Expression of concern in'],
  ['ExpressionOfConcernFor', 'Expression of concern for'],
  ['CorrectedandRepublishedIn', 'Corrected and republished in'],
  ['CorrectedandRepublishedFrom', 'Corrected and republished from'],
  ['RetractedandRepublishedIn', 'Retracted and republished in'],
  ['RetractedandRepublishedFrom', 'Retracted and republished from'],
  ['RepublishedIn', 'Republished in'],
  ['RepublishedFrom', 'Republished from'],
  ['UpdateIn', 'Update in'],
  ['UpdateOf', 'Update of'],
]);
export const refTypeOf = new Map([...refTypes].map(([type, kind]) => [kind, type]));

const all = (element: Element | undefined, ...path: string[]): Element[] => {
  let at = element === undefined ? [] : [element];
  for (const name of path) at = at.flatMap((one) => childrenNamed(one, name));
  return at;
};
const texts = (element: Element | undefined, ...path: string[]): string[] => all(element, ...path).flatMap((one) => textOf(one) ?? []);

export const pubmedDraft = (root: Element): Draft => {
  const book = root.name === 'PubmedBookArticle' ? child(root, 'BookDocument') : undefined;
  const citation = root.name === 'MedlineCitation' ? root : (child(root, 'MedlineCitation') ?? book);
  const data = child(root, book === undefined ? 'PubmedData' : 'PubmedBookData');
  const article = book ?? child(citation, 'Article');
  const draft: Draft = { notices: [], authors: [] };
  draft.pmid = textOf(child(citation, 'PMID'));
  draft.title = textOf(child(article, 'ArticleTitle')) ?? textOf(child(article, 'Book', 'BookTitle')) ?? textOf(child(article, 'VernacularTitle'));
  draft.abstract = abstractOf(child(article, 'Abstract')) ?? abstractOf(child(citation, 'OtherAbstract'));
  const lists = all(article, 'AuthorList').filter((list) => list.attributes['Type'] !== 'editors');
  draft.authors = (lists.length > 0 ? lists : all(article, 'Book', 'AuthorList').filter((list) => list.attributes['Type'] !== 'editors')).flatMap(
    (list) => childrenNamed(list, 'Author').flatMap((author) => nameOf(author) ?? []),
  );
  const issue = child(article, 'Journal', 'JournalIssue');
  draft.journal =
    textOf(child(article, 'Journal', 'Title')) ??
    textOf(child(article, 'Journal', 'ISOAbbreviation')) ??
    textOf(child(citation, 'MedlineJournalInfo', 'MedlineTA'));
  if (draft.journal === undefined && book !== undefined && child(article, 'ArticleTitle') !== undefined)
    draft.journal = textOf(child(article, 'Book', 'BookTitle'));
  draft.issn = [...texts(article, 'Journal', 'ISSN'), ...texts(article, 'Book', 'Isbn')].join('; ');
  draft.volume = textOf(child(issue, 'Volume')) ?? textOf(child(article, 'Book', 'Volume'));
  draft.issue = textOf(child(issue, 'Issue'));
  draft.date = dateIn(child(issue, 'PubDate')) ?? dateIn(child(article, 'Book', 'PubDate')) ?? dateIn(child(article, 'ArticleDate'));
  draft.pages =
    textOf(child(article, 'Pagination', 'MedlinePgn')) ??
    pages(textOf(child(article, 'Pagination', 'StartPage')), textOf(child(article, 'Pagination', 'EndPage')));
  const ids = [...all(data, 'ArticleIdList', 'ArticleId'), ...all(book, 'ArticleIdList', 'ArticleId')];
  const id = (type: string): string | undefined => textOf(ids.find((one) => one.attributes['IdType'] === type));
  const located = all(article, 'ELocationID').filter((one) => one.attributes['EIdType'] === 'doi' && one.attributes['ValidYN'] !== 'N');
  draft.doi = [...located.map(textOf), id('doi')].find((one) => doi(one) !== undefined);
  draft.pmcid = id('pmc');
  draft.pmid ??= id('pubmed');
  draft.accession = id('bookaccession');
  draft.keywords = texts(citation, 'KeywordList', 'Keyword');
  draft.mesh = all(citation, 'MeshHeadingList', 'MeshHeading').flatMap(heading);
  draft.language = texts(article, 'Language').join('; ');
  draft.type = [...texts(article, 'PublicationTypeList', 'PublicationType'), ...texts(article, 'PublicationType')];
  for (const link of all(citation, 'CommentsCorrectionsList', 'CommentsCorrections')) {
    const kind = refTypes.get(link.attributes['RefType'] ?? '');
    if (kind !== undefined) draft.notices?.push(notice(kind, textOf(child(link, 'RefSource')) ?? ''));
  }
  const notes = texts(citation, 'GeneralNote');
  draft.notices?.push(...notes.flatMap((note) => (note.startsWith('winnow_notice: ') ? [note.slice(15)] : [])));
  draft.url = notes.find((note) => note.startsWith('winnow_url: '))?.slice(12);
  draft.accession ??= notes.find((note) => note.startsWith('winnow_accession: '))?.slice(18);
  draft.id = notes.find((note) => note.startsWith('winnow_id: '))?.slice(11);
  const said = notes.filter((note) => !/^winnow_(?:notice|url|accession|id): /.test(note));
  if (said.length > 0) takeNotes(draft, said);
  return draft;
};

/** Sections as `LABEL: text`, one a line; where none has a label, paragraphs. */
const abstractOf = (abstract: Element | undefined): string | undefined => {
  const parts = childrenNamed(abstract, 'AbstractText').flatMap((part) => {
    const said = textOf(part);
    if (said === undefined) return [];
    const label = part.attributes['Label'];
    const flat = said.trim().replace(/\s+/g, ' ');
    return [label === undefined || label === '' || label === 'UNLABELLED' ? flat : `${label}: ${flat}`];
  });
  return parts.length === 0 ? undefined : parts.join('\n');
};

const nameOf = (author: Element): string | undefined => {
  const collective = textOf(child(author, 'CollectiveName'));
  if (collective !== undefined) return collective;
  const family = textOf(child(author, 'LastName'));
  const given = textOf(child(author, 'ForeName')) ?? textOf(child(author, 'FirstName')) ?? textOf(child(author, 'Initials'));
  const suffix = textOf(child(author, 'Suffix'));
  if (family === undefined) return given;
  return [family, given, suffix].filter((part) => part !== undefined).join(', ');
};

const dateIn = (date: Element | undefined): string | undefined => {
  if (date === undefined) return undefined;
  return dateOf(textOf(child(date, 'Year')), textOf(child(date, 'Month')), textOf(child(date, 'Day'))) ?? textOf(child(date, 'MedlineDate'));
};

/** `Asthma/drug therapy/*prevention & control`, as PubMed's tagged format writes headings with qualifiers. */
const heading = (element: Element): string[] => {
  const descriptor = child(element, 'DescriptorName') ?? child(element, 'Descriptor');
  const name = textOf(descriptor);
  if (name === undefined) return [];
  const star = (one: Element): string => (one.attributes['MajorTopicYN'] === 'Y' ? '*' : '');
  return [
    [
      `${descriptor === undefined ? '' : star(descriptor)}${name}`,
      ...childrenNamed(element, 'QualifierName').map((one) => `${star(one)}${textOf(one) ?? ''}`),
    ].join('/'),
  ];
};
