// Are the dialects of RIS read as their databases mean them? Small invented records in their layouts.
import { describe, expect, it } from 'vitest';
import { ris } from '../../main/formats/ris/index.ts';
import type { Read } from '../../main/formats/index.ts';
import { isRejection, type Citation } from '../../shared/citation.ts';

const read = (text: string): { citations: Citation[]; rejected: Read[]; codes: string[] } => {
  const reader = ris.reader?.({ file: 'f.ris' });
  if (reader === undefined) throw new Error('no reader');
  const all = [...reader.push(text), ...reader.end()];
  return {
    citations: all.filter((one): one is Citation => !isRejection(one)),
    rejected: all.filter(isRejection),
    codes: reader.noticed.map((notice) => notice.code),
  };
};
const one = (lines: string): Citation => {
  const { citations } = read(`TY  - JOUR\n${lines}\nER  - \n`);
  expect(citations).toHaveLength(1);
  return citations[0] as Citation;
};

describe('tags', () => {
  it.each<[string, string, Partial<Citation>]>([
    [
      'Ovid',
      'ID  - 2019-1\nDO  - http://dx.doi.org/10.5555/Ov\nT1  - A title.\nA1  - Trindade, Ines A\nY1  - 2019//\nN2  - The abstract.\nDB  - APA PsycInfo',
      { id: '2019-1', doi: '10.5555/ov', title: 'A title.', authors: ['Trindade, Ines A'], year: 2019, abstract: 'The abstract.' },
    ],
    [
      'Embase.com',
      'M3  - Article\nY1  - 2024\nU2  - L2029880245\nC5  - 38773066\nL2  - http://dx.doi.org/10.5555/em\nA1  - Yang, Z.\nT1  - Scales',
      { accession: 'L2029880245', pmid: '38773066', doi: '10.5555/em', type: ['Journal Article', 'Article'] },
    ],
    [
      'Cochrane',
      'TI  -  Dinosaur programme\nC3  -  PUBMED 21314913\nAN  -  CN-00778158\nSP  -  39',
      { title: 'Dinosaur programme', pmid: '21314913', accession: 'CN-00778158', pages: '39' },
    ],
    ['Dimensions', 'TI  - Bushfires\nU1  - 35957633 [PMID]\nU1  - PMC9359172 [PMCID]', { pmid: '35957633', pmcid: 'PMC9359172' }],
    [
      'IEEE',
      'TI  - Exascale\nT2  - Computing\nAU  - G. Kalbe\nAU  - G. Kalbe\nY1  - 1 Jan.-Feb. 2019\nPY  - 2019\nVO  - 21\nVL  - 21',
      { authors: ['G. Kalbe'], year: 2019, volume: '21', journal: 'Computing' },
    ],
    ['TRID', 'TI  - A road\nPY  - Start date: 20170812\nSP  - pp 37-64', { year: 2017, pages: '37-64' }],
    ['access date', 'TI  - x\nY2  - 2019/03/27\nPY  - 2005', { year: 2005 }],
    ['AB before N2', 'TI  - x\nN2  - ?Quoted?\nAB  - “Quoted”', { abstract: '“Quoted”' }],
    ['no abstract', 'TI  - x\nAB  - NA', {}],
    ['two titles', 'TI  - First\nTI  - Second', { title: 'First' }],
    ['a tag without value', 'TI  - x\nIS  - 9\nSP  -\nEP  -', { issue: '9' }],
    [
      'swallowed tags',
      'TI  - x\nDO  - 10.5555/x     LK  - https://example.org\nUR  - https://example.org/a     U2  - L2',
      { doi: '10.5555/x', url: 'https://example.org/a' },
    ],
    ['a label number is no verdict', 'TI  - x\nLB  - 1', {}],
    ['a book chapter', 'TI  - A chapter\nT2  - The book', { journal: 'The book' }],
    ['HTML', 'TI  - Ca<sup>2+</sup> &amp; <i>E. coli</i>', { title: 'Ca2+ & E. coli' }],
    ['the date of Web of Science', 'TI  - x\nDA  - MAR\nPY  - 2017', { year: 2017, date: '2017-03' }],
    ['the date of EndNote', 'TI  - x\nDA  - May 3\nPY  - 2016', { year: 2016, date: '2016-05-03' }],
    ['a date with more behind it', 'TI  - x\nDA  - 2020/03/04/Spring', { year: 2020, date: '2020-03-04' }],
    ['Scopus', 'TI  - x\nDB  - Scopus\nC2  - 39243156', { pmid: '39243156' }],
    ['an issue as NO', 'TI  - x\nVL  - 385\nNO  - 9980', { volume: '385', issue: '9980' }],
    [
      'the first author under another tag',
      'TI  - x\nA1  - Georgiev, Danko\nAU  - Bello, Leon\nAU  - Cohen, Eli',
      { authors: ['Georgiev, Danko', 'Bello, Leon', 'Cohen, Eli'] },
    ],
    ['the same authors twice', 'TI  - x\nAU  - Roe, A.\nA1  - Roe, Ann\nA1  - Doe, Bo', { authors: ['Roe, Ann', 'Doe, Bo'] }],
    ['authors on one line', 'TI  - x\nAU  - Roe, A.; Doe, B.; and Lee, C.', { authors: ['Roe, A.', 'Doe, B.', 'Lee, C.'] }],
    ['only a short title', 'ST  - Short\nPY  - 2009', { title: 'Short' }],
    ['Zotero note', 'TI  - x\nN1  - <p>A note</p>', { notes: ['A note'] }],
  ])('%s', (_name, lines, wanted) => {
    const got = one(lines);
    expect(got).toMatchObject(wanted);
    if (_name === 'no abstract') expect(got.abstract).toBeUndefined();
    if (_name === 'a label number is no verdict') expect(got.decision).toBeUndefined();
    if (_name === 'a tag without value') expect(got.pages).toBeUndefined();
  });
});

describe('lines', () => {
  it('keeps text that looks like the end of a record', () => {
    const { citations } = read(
      'TY  - JOUR\nTI  - x\nAB  - Tumours were\nER-positive in 60 % and\nER stress was measured.\nRESULTS  - 12 m.\nER  - \n',
    );
    expect(citations[0]?.abstract).toBe('Tumours were\nER-positive in 60 % and\nER stress was measured.\nRESULTS - 12 m.');
  });
  it('takes one blank or none after the dash, tabs, and every line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(read(['TY  -JOUR', 'A1\t- Marx, Karl', 'TI - One blank', 'ER  -', ''].join(end)).citations[0]).toMatchObject({
        title: 'One blank',
        authors: ['Marx, Karl'],
      });
    }
  });
  it('takes tags in lower case in a record that begins so, and only there', () => {
    const text = 'ty  - JOUR\nti  - Low\nau  - Roe, R\nab  - One\nis - no tag\ner  - \n\nTY  - BOOK\nTI  - High\nAB  - Two\nau  - no tag\nER  - \n';
    expect(ris.sniff(text)).toBeGreaterThan(0.9);
    const { citations, rejected } = read(text);
    expect(citations.map(({ title, abstract, authors, type }) => [title, abstract, authors, type])).toEqual([
      ['Low', 'One\nis - no tag', ['Roe, R'], ['Journal Article']],
      ['High', 'Two\nau - no tag', undefined, ['Book']],
    ]);
    expect(rejected).toEqual([]);
  });
  it('takes files that an editor indented or filled with no-break blanks', () => {
    const indented = '  TY  - JOUR\n  TI  - One\n      and more\n  AU  - Roe, R\n  ER  - \n\n  TY  - BOOK\n  TI  - Two\n  ER  - \n';
    const filled = 'TY\u00a0\u00a0-\u00a0JOUR\nTI\u00a0\u00a0-\u00a0Three\nER\u00a0\u00a0-\u00a0\n';
    for (const text of [indented, filled]) expect(ris.sniff(text)).toBeGreaterThan(0.9);
    expect(read(indented).citations.map(({ title, authors }) => [title, authors])).toEqual([
      ['One and more', ['Roe, R']],
      ['Two', undefined],
    ]);
    expect(read(filled).citations.map(({ title }) => title)).toEqual(['Three']);
  });
  it('reads keywords on lines of their own', () => {
    expect(one('TI  - x\nKW  - species\ndrug plants\nsurveys').keywords).toEqual(['species', 'drug plants', 'surveys']);
  });
  it('keeps blank lines inside notes', () => {
    expect(one('TI  - x\nU3  - y\nN1  - first\n\nsecond\nthird').notes).toEqual(['first\n\nsecond\nthird']);
  });
  it('puts authors of one letter a line together', () => {
    const letters = "['Owusu, Adjoa', 'Berg, Nils']";
    const { citations, codes } = read(
      `TY  - JOUR\nTI  - x\n${Array.from(letters)
        .map((sign) => `A1  - ${sign}`)
        .join('\n')}\nER  - \n`,
    );
    expect(citations[0]?.authors).toEqual(['Owusu, Adjoa', 'Berg, Nils']);
    expect(codes).toContain('record.letters');
  });
  it('keeps the record verbatim, with its line', () => {
    const text = '1. \r\nTY  - JOUR\r\nTI  - x\r\nER  - \r\n\r\n2. \r\nTY  - JOUR\r\nTI  - y\r\nER  - \r\n';
    expect(read(text).citations.map((c) => [c.source.line, c.raw])).toEqual([
      [2, 'TY  - JOUR\r\nTI  - x\r\nER  - \r\n'],
      [7, 'TY  - JOUR\r\nTI  - y\r\nER  - \r\n'],
    ]);
  });
  it('takes an end mark that lost its dash', () => {
    const { citations, codes } = read('TY  - JOUR\nTI  - a\nAB  - one\ntwo\nER\n\nTY  - JOUR\nTI  - b\nER \n');
    expect([citations.map((c) => [c.title, c.abstract]), codes]).toEqual([
      [
        ['a', 'one\ntwo'],
        ['b', undefined],
      ],
      [],
    ]);
  });
  it('knows a type in words, and keeps a record of notes alone', () => {
    const text = 'TY  - Journal Article\nAU  - Roe, R\nTI  - a\nER  -\n\nTY  - GEN\nN1  - A remark\nER  -\n';
    expect(ris.sniff(text)).toBeGreaterThan(0.9);
    expect(read(text).citations.map(({ title, notes }) => [title, notes])).toEqual([
      ['a', undefined],
      [undefined, ['A remark']],
    ]);
  });
  it('passes over the journal that Ovid names behind the end', () => {
    const { citations, rejected } = read('TY  - JOUR\nTI  - a\nER  -\nNL  - J Pain\n\nLink to the Ovid Full Text: http://example.org\n');
    expect([citations.length, rejected]).toEqual([1, []]);
  });
  it('ends records without end mark and says so', () => {
    const { citations, codes } = read('TY  - JOUR\nTI  - a\nTY  - JOUR\nTI  - b\n');
    expect([citations.map((c) => c.title), codes]).toEqual([['a', 'b'], ['record.unended']]);
  });
  it('rejects fields of no record, passes over other lines', () => {
    const { citations, rejected, codes } = read(
      'Search history\nTI  - before\nER  - \nTY  - JOUR\nTI  - good\nER  - \nLink to the Ovid Full Text: http://example.org\nTI  - after\n',
    );
    expect(citations.map((c) => c.title)).toEqual(['good']);
    expect(rejected.map((one) => ('code' in one ? [one.line, one.code] : []))).toEqual([
      [2, 'record.loose'],
      [8, 'record.loose'],
    ]);
    expect(codes).toEqual(['file.between']);
  });
  it('takes a record without type line where it says enough', () => {
    expect(read('JF  - A journal\nT1  - A title\nPY  - 2001\nAU  - Harrison, Warren\nER  - \n').citations[0]).toMatchObject({
      title: 'A title',
      year: 2001,
    });
    // With an end mark an author is enough; without one it may be text.
    expect(read('DB  - LENS\nAU  - Roe, R\nTI  - A title\nPY  - \nER  - \n').citations.map((c) => c.title)).toEqual(['A title']);
    expect(read('DB  - LENS\nAU  - Roe, R\nTI  - A title\nPY  - \n').citations).toEqual([]);
  });
});

describe('writing', () => {
  it('writes what others read', () => {
    const writer = ris.writer?.('asreview');
    const text = writer?.row({
      citation: {
        id: '1',
        title: 'T',
        authors: ['A, B'],
        year: 2020,
        journal: 'J',
        pages: '1-9',
        abstract: 'one\ntwo',
        source: { file: 'f', line: 1 },
      },
      decision: { verdict: 'include', tags: ['my tag'] },
    });
    expect(text?.split('\r\n')).toEqual([
      'TY  - JOUR',
      'N1  - ASReview_relevant',
      'N1  - asreview_tag_my_tag: 1',
      'TI  - T',
      'AU  - A, B',
      'PY  - 2020',
      'T2  - J',
      'SP  - 1',
      'EP  - 9',
      'AB  - one',
      '      two',
      'ID  - 1',
      'DP  - Winnow',
      'ER  - ',
      '',
      '',
    ]);
  });
});
