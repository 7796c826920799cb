// Is what PubMed says kept apart: names, groups, books, dates, headings, notices, in its text and its XML?
import { describe, expect, it } from 'vitest';
import { nbib } from '../../main/formats/nbib/index.ts';
import { pubmedXml } from '../../main/formats/pubmed-xml/index.ts';
import type { Format } from '../../main/formats/index.ts';
import { isRejection, type Citation, type Rejection } from '../../shared/citation.ts';

const read = (format: Format, text: string): { citations: Citation[]; rejected: Rejection[]; codes: string[] } => {
  const reader = format.reader?.({ file: 'f' });
  if (reader === undefined) throw new Error('no reader');
  const all = [...reader.push(text), ...reader.end()];
  return {
    citations: all.filter((one): one is Citation => !isRejection(one)),
    rejected: all.filter(isRejection),
    codes: reader.noticed.map((notice) => notice.code),
  };
};

describe('nbib', () => {
  it('joins broken lines, pairs full and short names, keeps groups in their place', () => {
    const { citations } = read(
      nbib,
      'PMID- 1\nTI  - A title that\n      goes on.\nFAU - Asante, Kwame\nAU  - Asante K\nCN  - A Group\nFAU - Berg, Nils\nAU  - Berg N\nDP  - 2019 Mar 14\nLID - 10.5555/a [doi]\nLID - S1 [pii]\n',
    );
    expect(citations[0]).toMatchObject({
      id: '1',
      title: 'A title that goes on.',
      authors: ['Asante, Kwame', 'A Group', 'Berg, Nils'],
      year: 2019,
      date: '2019-03-14',
      doi: '10.5555/a',
    });
  });
  it('reads old records with short names only, and books by their title', () => {
    expect(read(nbib, 'PMID- 2\nTI  - Old\nAU  - Griffin DK\nDP  - 1998\nTA  - J Old\n').citations[0]).toMatchObject({
      authors: ['Griffin, DK'],
      journal: 'J Old',
    });
    expect(read(nbib, 'PMID- 3\nBTI - A handbook\nFED - Marsh, Steven\nED  - Marsh S\nDP  - 2020\n').citations[0]).toEqual(
      expect.objectContaining({ title: 'A handbook' }),
    );
  });
  it('keeps notices and headings, and not comments', () => {
    const [c] = read(
      nbib,
      'PMID- 4\nTI  - X\nPT  - Retracted Publication\nRIN - J. 2020;1:1. PMID: 5\nCIN - J. 2020;1:2. PMID: 6\nMH  - Stroke/*rehabilitation\nOT  - walking\n',
    ).citations;
    expect([c?.notices, c?.mesh, c?.keywords]).toEqual([
      ['Retraction in: J. 2020;1:1. PMID: 5', 'Retracted Publication'],
      ['Stroke/*rehabilitation'],
      ['walking'],
    ]);
  });
  it('parts records of PubMed and ERIC, with and without blank lines', () => {
    expect(read(nbib, 'PMID- 1\nTI  - a\nPMID- 2\nTI  - b\n').citations.map((c) => c.title)).toEqual(['a', 'b']);
    expect(read(nbib, 'OWN - ERIC\nTI  - a\nOID - EJ1\n\nOWN - ERIC\nTI  - b\nOID - EJ2\n').citations.map((c) => c.accession)).toEqual([
      'EJ1',
      'EJ2',
    ]);
  });
  it('takes tags out of place, and says where text had no indent', () => {
    const { citations, codes } = read(nbib, 'PMID- 1\nTI  - Title\non at the margin\n\nPMID-3\nTI- no spaces\n');
    expect(citations.map((c) => [c.pmid, c.title])).toEqual([
      ['1', 'Title on at the margin'],
      ['3', 'no spaces'],
    ]);
    expect(codes).toEqual(['record.margin']);
  });
});

const article = (inside: string, data = ''): string =>
  `<PubmedArticle><MedlineCitation><PMID>7</PMID><Article>${inside}</Article></MedlineCitation><PubmedData>${data}</PubmedData></PubmedArticle>`;
const set = (inside: string): string => `<?xml version="1.0"?>\n<PubmedArticleSet>${inside}</PubmedArticleSet>`;

describe('PubMed XML', () => {
  it('keeps section labels, takes mark-up out, decodes once', () => {
    const [c] = read(
      pubmedXml,
      set(
        article(
          '<ArticleTitle>Ca<sup>2+</sup> &amp; <i>E. coli</i> (P &lt; 0.05)</ArticleTitle><Abstract><AbstractText Label="AIM">One.</AbstractText><AbstractText>Two.</AbstractText></Abstract>',
        ),
      ),
    ).citations;
    expect([c?.title, c?.abstract]).toEqual(['Ca2+ & E. coli (P < 0.05)', 'AIM: One.\nTwo.']);
  });
  it('reads names, groups and dates of every form', () => {
    const names =
      '<AuthorList><Author><LastName>Asante</LastName><ForeName>Kwame</ForeName></Author><Author><CollectiveName>A Group</CollectiveName></Author><Author><LastName>Berg</LastName><Initials>N</Initials><Suffix>Jr</Suffix></Author></AuthorList>';
    const dated = (date: string) =>
      read(
        pubmedXml,
        set(article(`<Journal><JournalIssue><PubDate>${date}</PubDate></JournalIssue></Journal><ArticleTitle>x</ArticleTitle>${names}`)),
      ).citations[0];
    expect(dated('<Year>2019</Year><Month>Mar</Month>')).toMatchObject({
      authors: ['Asante, Kwame', 'A Group', 'Berg, N, Jr'],
      year: 2019,
      date: '2019-03',
    });
    expect(dated('<MedlineDate>1998 Dec-1999 Jan</MedlineDate>')).toMatchObject({ year: 1998, date: '1998 Dec-1999 Jan' });
  });
  it('reads identifiers, and refuses files that declare entities', () => {
    expect(
      read(
        pubmedXml,
        set(
          article(
            '<ArticleTitle>x</ArticleTitle>',
            '<ArticleIdList><ArticleId IdType="doi">10.5555/a</ArticleId><ArticleId IdType="pmc">PMC123456</ArticleId></ArticleIdList>',
          ),
        ),
      ).citations[0],
    ).toMatchObject({ doi: '10.5555/a', pmcid: 'PMC123456', pmid: '7' });
    expect(read(pubmedXml, `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>${article('<ArticleTitle>&b;</ArticleTitle>')}`)).toMatchObject({
      citations: [],
      codes: ['file.entities'],
    });
  });
  it('takes first and last page where they stand apart', () => {
    const text = set(article('<ArticleTitle>T</ArticleTitle><Pagination><StartPage>10</StartPage><EndPage>15</EndPage></Pagination>'));
    expect(read(pubmedXml, text).citations[0]?.pages).toBe('10-15');
  });
  it('passes over a location that is no DOI', () => {
    const located = '<ELocationID EIdType="doi" ValidYN="Y">10.1/cut</ELocationID>';
    const text = set(
      article(`<ArticleTitle>T</ArticleTitle>${located}`, '<ArticleIdList><ArticleId IdType="doi">10.5555/Whole</ArticleId></ArticleIdList>'),
    );
    expect(read(pubmedXml, text).citations[0]?.doi).toBe('10.5555/whole');
  });
  it('keeps whole records of a cut file and rejects the half one', () => {
    const { citations, rejected, codes } = read(
      pubmedXml,
      set(article('<ArticleTitle>whole</ArticleTitle>') + article('<ArticleTitle>half</ArticleTitle>')).slice(0, -60),
    );
    expect([citations.map((c) => c.title), rejected.map((one) => one.code), codes]).toEqual([['whole'], ['record.cut'], ['file.cut']]);
  });
});
