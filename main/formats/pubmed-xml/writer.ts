// How is a citation written as PubMed XML? Only elements of NLM's DTD; what it has no place for goes into general notes.
import { protect, year as yearOf } from '../../citations/index.ts';
import type { Outgoing, Writer } from '../format.ts';
import { notesFor } from '../outgoing.ts';
import { refTypeOf } from './record.ts';

const escaped = (text: string): string =>
  // Signs that XML cannot hold at all are left out.
  text
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (sign) => (sign >= '\u007f' && sign < '\ufffe' ? sign : /[\t\n\r]/.test(sign) ? sign : ''))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

const element = (name: string, value: string | number | undefined, attributes = ''): string =>
  value === undefined || value === '' ? '' : `<${name}${attributes}>${escaped(protect(String(value)))}</${name}>`;
const around = (name: string, inside: string, attributes = ''): string => (inside === '' ? '' : `<${name}${attributes}>${inside}</${name}>`);

export const pubmedXmlWriter = (): Writer => ({
  head: () => '<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n',
  row: record,
  tail: () => '</PubmedArticleSet>\n',
});

const section = /^([A-Z][A-Z /&,-]{2,40}): /;

const record = (out: Outgoing): string => {
  const c = out.citation;
  const abstract = (c.abstract?.split('\n') ?? [])
    .filter((part) => part !== '')
    .map((part) => {
      const label = section.exec(part)?.[1];
      return label === undefined
        ? element('AbstractText', part)
        : element('AbstractText', part.slice(label.length + 2), ` Label="${escaped(label)}"`);
    })
    .join('');
  const authors = (c.authors ?? [])
    .map((name) => {
      const cut = name.indexOf(', ');
      return around(
        'Author',
        cut < 0 ? element('CollectiveName', name) : element('LastName', name.slice(0, cut)) + element('ForeName', name.slice(cut + 2)),
      );
    })
    .join('');
  const [year, month, day] = c.date !== undefined && /^\d{4}(?:-\d\d){0,2}$/.test(c.date) ? c.date.split('-') : [];
  const date =
    year === undefined
      ? c.date === undefined || (yearOf(c.date) === undefined && c.year !== undefined)
        ? element('Year', c.year)
        : element('MedlineDate', c.date)
      : element('Year', year) + element('Month', month) + element('Day', day);
  const issns = (c.issn?.split('; ') ?? []).map((number) => element('ISSN', number)).join('');
  const links: string[] = [];
  const notes: string[] = [];
  for (const said of c.notices ?? []) {
    const cut = said.indexOf(': ');
    const type = cut < 0 ? undefined : refTypeOf.get(said.slice(0, cut));
    if (type !== undefined) links.push(around('CommentsCorrections', element('RefSource', said.slice(cut + 2)), ` RefType="${type}"`));
    else if (!(c.type ?? []).includes(said) && !said.startsWith('Title says: ')) notes.push(`winnow_notice: ${said}`);
  }
  if (c.url !== undefined) notes.push(`winnow_url: ${c.url}`);
  if (c.accession !== undefined) notes.push(`winnow_accession: ${c.accession}`);
  if (c.id !== (c.pmid ?? c.accession)) notes.push(`winnow_id: ${c.id}`);
  notes.push(...notesFor(out, 'winnow').filter((note) => !note.startsWith('ASReview_')));
  const mesh = (c.mesh ?? []).map((term) => {
    const [descriptor = '', ...qualifiers] = term.split('/');
    const part = (name: string, text: string): string =>
      text.startsWith('*') ? element(name, text.slice(1), ' MajorTopicYN="Y"') : element(name, text, ' MajorTopicYN="N"');
    return around('MeshHeading', part('DescriptorName', descriptor) + qualifiers.map((text) => part('QualifierName', text)).join(''));
  });
  const article =
    around(
      'Journal',
      issns + around('JournalIssue', element('Volume', c.volume) + element('Issue', c.issue) + around('PubDate', date)) + element('Title', c.journal),
    ) +
    element('ArticleTitle', c.title) +
    around('Pagination', element('MedlinePgn', c.pages)) +
    element('ELocationID', c.doi, ' EIdType="doi" ValidYN="Y"') +
    around('Abstract', abstract) +
    around('AuthorList', authors) +
    (c.language?.split('; ') ?? []).map((one) => element('Language', one)).join('') +
    around('PublicationTypeList', (c.type ?? []).map((kind) => element('PublicationType', kind)).join(''));
  const citation =
    element('PMID', c.pmid) +
    around('Article', article) +
    around('CommentsCorrectionsList', links.join('')) +
    around('MeshHeadingList', mesh.join('')) +
    around('KeywordList', (c.keywords ?? []).map((word) => element('Keyword', word)).join('')) +
    notes.map((note) => element('GeneralNote', note, ' Owner="Winnow"')).join('');
  const ids =
    element('ArticleId', c.pmid, ' IdType="pubmed"') + element('ArticleId', c.doi, ' IdType="doi"') + element('ArticleId', c.pmcid, ' IdType="pmc"');
  return `<PubmedArticle>${around('MedlineCitation', citation, ' Owner="Winnow"')}${around('PubmedData', around('ArticleIdList', ids))}</PubmedArticle>\n`;
};
