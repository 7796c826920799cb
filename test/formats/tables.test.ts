// Are tables read as their tools mean them: delimiters, headers, dialects, verdicts? Small invented tables in their layouts.
import { describe, expect, it } from 'vitest';
import { csv } from '../../main/formats/table/csv.ts';
import { tsv } from '../../main/formats/table/tsv.ts';
import type { Format, Read } from '../../main/formats/index.ts';
import { rowCutter } from '../../main/formats/table/rows.ts';
import { neutral, pack, restored, unpack } from '../../main/formats/table/pack.ts';
import fc from 'fast-check';
import { isRejection, type Citation } from '../../shared/citation.ts';

const read = (text: string, format: Format = csv): { citations: Citation[]; rejected: Read[]; codes: string[]; dialect: string | undefined } => {
  const reader = format.reader?.({ file: 'f.csv' });
  if (reader === undefined) throw new Error('no reader');
  const all = [...reader.push(text), ...reader.end()];
  return {
    citations: all.filter((one): one is Citation => !isRejection(one)),
    rejected: all.filter(isRejection),
    codes: reader.noticed.map((notice) => notice.code),
    dialect: reader.dialect,
  };
};

describe('rows', () => {
  const rows = (text: string, size = 1_000): [number, string[]][] => {
    const out: [number, string[]][] = [];
    const cutter = rowCutter(',', (cells, line) => out.push([line, cells]));
    for (let at = 0; at < text.length; at += size) cutter.push(text.slice(at, at + size));
    cutter.end();
    return out;
  };
  it.each<[string, [number, string[]][]]>([
    [
      'a,b\nc,d',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'a,"b ""q"" c"\r\n"two\nlines",d\n',
      [
        [1, ['a', 'b "q" c']],
        [2, ['two\nlines', 'd']],
      ],
    ],
    [
      'x\n"two\nlines"\nlast',
      [
        [1, ['x']],
        [2, ['two\nlines']],
        [4, ['last']],
      ],
    ],
    ['a 5" needle,1\n', [[1, ['a 5" needle', '1']]]],
    [
      '"broken"quote,1\n"next",2\n',
      [
        [1, ['brokenquote', '1']],
        [2, ['next', '2']],
      ],
    ],
    ['"He said "hello" to her, then left",1\n', [[1, ['He said "hello" to her, then left', '1']]]],
    [
      'a,\n,b\n',
      [
        [1, ['a', '']],
        [2, ['', 'b']],
      ],
    ],
    [
      'a\rb\r\nc\n',
      [
        [1, ['a']],
        [2, ['b']],
        [3, ['c']],
      ],
    ],
    [
      '"never closed,1\nb,2\n',
      [
        [1, ['"never closed', '1']],
        [2, ['b', '2']],
      ],
    ],
  ])('%j', (text, wanted) => {
    expect(rows(text)).toEqual(wanted);
    expect(rows(text, 1)).toEqual(wanted);
    expect(rows(text, 3)).toEqual(wanted);
  });
  it('gives back every cell that was quoted', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é'), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (table, size) => {
          const text = table.map((cells) => cells.map((one) => `"${one.replace(/"/g, '""')}"`).join(',')).join('\n');
          expect(rows(text, size).map(([, cells]) => cells)).toEqual(table);
        },
      ),
    );
  });
});

describe('layout', () => {
  it.each([
    ['commas', 'title,abstract,year\nA title,Text,2020\n'],
    ['semicolons with many commas', 'title;abstract;year\n"A title";Text, with, many, commas;2020\n'.replace('"A title"', 'A title')],
    ['bars', 'title|abstract|year\nA title|Text|2020\n'],
    ['sep=', 'sep=;\ntitle;abstract;year\nA title;Text;2020\n'],
    ['a preamble', '"SEARCH QUERY","asthma:ti"\n------\n\ntitle,abstract,year\nA title,Text,2020\n'],
    ['a title above', 'My library,,\ntitle,abstract,year\nA title,Text,2020\n'],
    ['names with blanks and case', ' Title ,ABSTRACT ,Publication Year\nA title,Text,2020\n'],
    ['names of R', '"Title","Abstract.Note","Publication.Year"\n"A title","Text","2020"\n'],
    ['empty lines between', 'title,abstract,year\n\nA title,Text,2020\n\n'],
    ['the header again', 'title,abstract,year\nA title,Text,2020\ntitle,abstract,year\n'],
    ['empty cells behind', 'title,abstract,year,,,\nA title,Text,2020,,,\n,,,,,\n'],
  ])('%s', (_name, text) => {
    expect(csv.sniff(text)).toBeGreaterThan(0.5);
    expect(read(text).citations).toMatchObject([{ title: 'A title', year: 2020 }]);
  });
  it.each([
    ['an article', 'Debates and Perspectives\n\nAbstract\nReviews stand out because they operate on large volumes.\nTitle\nMore text\n'],
    ['XML', '<mods>\n\t<titleInfo>\n\t\t<title>A</title>\n\t</titleInfo>\n</mods>\n'],
    ['JSON', '{\n  "project": {\n    "title": "",\n    "authors": [],\n    "keywords": []\n  }\n}\n'],
    ['an address book', 'Name,Email,Phone\nRoe,a@example.org,1\nDoe,b@example.org,2\n'],
    ['a list of participants', 'Timestamp,Name,Title,Email\n1,Roe,Dr,a@example.org\n'],
  ])('takes %s for no table', (_what, text) => {
    expect([csv.sniff(text), tsv.sniff(text)]).toEqual([0, 0]);
  });
  it('guesses columns without a header only where rows look alike', () => {
    const row = (n: number): string =>
      `"Walking groups after stroke number ${String(n)}","Asante, Kwame; Berg, Nils",20${String(10 + n)},"${'We allotted eighty people to groups and measured. '.repeat(8)}",10.5555/x${String(n)}\n`;
    const text = row(1) + row(2) + row(3);
    expect(csv.sniff(text)).toBeGreaterThan(0.5);
    const { citations, codes } = read(text);
    expect(codes).toContain('table.headless');
    expect(citations).toHaveLength(3);
    expect(citations[2]).toMatchObject({
      title: 'Walking groups after stroke number 3',
      authors: ['Asante, Kwame', 'Berg, Nils'],
      year: 2013,
      doi: '10.5555/x3',
    });
    expect(csv.sniff('Dear all,\nthis is a letter, with commas,\nand more, lines.\n')).toBe(0);
  });
  it('says which rows are ragged, which columns stand twice, and where a quote never closes', () => {
    expect(read('title,abstract,year\nonly title\na,b,2001,extra\n').codes).toEqual(['record.ragged']);
    expect(read('title,title,year\na,b,2001\n').codes).toEqual(['table.twice']);
    expect(read('title,year\n"a,2001\nb,2002\n')).toMatchObject({ codes: ['table.quote'], citations: [{ title: '"a' }, { title: 'b' }] });
  });
  it('loses no row of a tab-delimited file to a quote that opens a title and never closes', () => {
    const rows = [
      'id\ttitle\tyear',
      '1\t"Never closed: a trial\t2001',
      '2\tPlain\t2002',
      '3\t"Two on\t"one line\t2003',
      '4\t"quoted, with a\ttab"\t2004',
      '5\t"last one\t2005',
    ];
    expect(read(`${rows.join('\n')}\n`, tsv).citations.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
  });
  it('knows the header again behind the byte-order mark of a second file', () => {
    const file = '\ufeff"Title","Year"\r\n"A",2001\r\n';
    const { citations, codes } = read(`${file}${file.replace('A', 'B')}`);
    expect([citations.map(({ title }) => title), codes]).toEqual([['A', 'B'], ['table.again']]);
  });
  it('leaves quotes that open a tab-delimited cell in the text', () => {
    expect(read('Title\tAbstract\tYear\n"Healthy" diets\t"All of it"\t2001\n', tsv).citations[0]).toMatchObject({
      title: '"Healthy" diets',
      abstract: 'All of it',
    });
  });
  it('finds numbers that stand in columns of other names', () => {
    expect(read('Title,Extra,DOI\nT,PMID: 31000001 PMCID: PMC7000001,\n').citations[0]).toMatchObject({ pmid: '31000001', pmcid: 'PMC7000001' });
    expect(read('TITLE,AUTHORS,LPAGES,UPAGES\nT,"Roe, R.",5,9\n').citations[0]?.pages).toBe('5-9');
    const scopus = 'Title,Art. No.,Page start,Page end,Language of Article\n';
    expect(read(`${scopus}T,e12,,,German\n`).citations[0]).toMatchObject({ pages: 'e12', language: 'ger' });
    expect(read(`${scopus}T,e12,1,9,\n`).citations[0]?.pages).toBe('1-9');
  });
  it('reads what EPPI-Reviewer, Crossref, OpenAlex and Web of Science call their columns', () => {
    expect(read('Item ID,Title,Parent Title,Standard Number\n7,T,J X,1111-2222\n').citations[0]).toMatchObject({
      id: '7',
      journal: 'J X',
      issn: '1111-2222',
    });
    expect(read('title,issued,doi\nT,2020-03-04,10.5555/x\n').citations[0]).toMatchObject({ year: 2020, date: '2020-03-04' });
    expect(read('title,ids.pmid,doi\nT,https://pubmed.ncbi.nlm.nih.gov/31000001,\n').citations[0]?.pmid).toBe('31000001');
    expect(read('Article Title,ISSN,eISSN,Authors\nT,1111-2222,2222-333X,"Roe, R"\n').citations[0]?.issn).toBe('1111-2222; 2222-333X');
  });
  it('reads tabs, with quotes as signs where they are none', () => {
    expect(read('Title Primary\tAbstract\tPub Year\nA "quoted" title\t \t2014\n', tsv).citations).toMatchObject([
      { title: 'A "quoted" title', year: 2014 },
    ]);
  });
});

describe('verdicts', () => {
  it.each<[string, string, string | undefined, (string | undefined)[]]>([
    [
      'ASReview',
      'title,year,asreview_label,asreview_time\na,1,1,2025-01-01 10:00:00\nb,1,0,\nc,1,,\n',
      'asreview',
      ['include', 'exclude', undefined],
    ],
    ['a label column', 'title,included\na,1\nb,no\nc,\nd,maybe\n', 'table', ['include', 'exclude', undefined, 'maybe']],
    [
      'Rayyan',
      'key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes\n1,a,2020,,,,,,,,,,,,,,"RAYYAN-INCLUSION: {""Kofi""=>""Included""}"\n2,b,2020,,,,,,,,,,,,,,"RAYYAN-INCLUSION: {""Kofi""=>""Included"", ""Ama""=>""Excluded""}"\n',
      'rayyan',
      ['include', undefined],
    ],
    [
      'Covidence',
      'Title,Authors,Abstract,Published Year,Covidence #,Notes,Tags\na,,,2020,#1,Exclusion reason: Wrong design; ,\nb,,,2020,#2,,\n',
      'covidence',
      ['exclude', undefined],
    ],
    [
      'Abstrackr',
      '(internal) id,(source) id,title,abstract,consensus,labeled_at,Ama,labeled_at\n1,1,a,x,o,,1,2024-01-01\n2,2,b,x,-1,,1,\n3,3,c,x,x,,0,\ncitations that are not yet labeled by anyone\n4,4,d,x\n',
      'abstrackr',
      ['include', 'exclude', 'maybe', undefined],
    ],
    [
      'Colandr',
      'study_id,citation_screening_status,citation_title,citation_abstract,citation_pub_year,fulltext_exclude_reasons\n1,included,a,x,2020,\n2,excluded,b,x,2020,\n3,not_started,c,x,2020,\n',
      'colandr',
      ['include', 'exclude', undefined],
    ],
    [
      'FAST2',
      'Document Title,Abstract,Year,PDF Link,label,code,time\na,x,2008,,no,yes,1\nb,x,2008,,yes,undetermined,0\n',
      'fast2',
      ['include', 'include'],
    ],
    ['metagear', 'STUDY_ID,REVIEWERS,INCLUDE,TITLE,ABSTRACT\n1,Yaw,YES,a,x\n2,Yaw,not vetted,b,x\n', 'metagear', ['include', undefined]],
    [
      'DistillerSR',
      'Refid,User,Level,Title,Abstract,"Should this reference be included?",Reason for exclusion\n1,Ama,1,a,x,Yes,\n2,Ama,1,b,x,No,Wrong design\n3,Kofi,1,c,x,Cannot tell,\n',
      'distillersr',
      ['include', 'exclude', 'maybe'],
    ],
    [
      'revtools',
      'label,title,author,abstract,selected\nRoe_2019_Sleep,a,"Roe, A",x,selected\nDoe_2020_Pain,b,"Doe, B",x,excluded\nLee_2021_Care,c,"Lee, C",x,NA\n',
      'revtools',
      ['include', 'exclude', undefined],
    ],
    ['ASReview 1, nobody decided', 'title,abstract,included,asreview_ranking\na,x,1,1\nb,x,-1,2\n', 'asreview', ['include', undefined]],
    ['EPPI-Reviewer', 'Included,ID,ShortTitle,Title,Year\nI,1,A,a,2020\nE,2,B,b,2020\n', 'eppi-reviewer', ['include', 'exclude']],
  ])('%s', (_name, text, dialect, wanted) => {
    const got = read(text);
    expect(got.citations.map((c) => c.decision)).toEqual(wanted);
    if (dialect !== 'table') expect(got.dialect).toBe(dialect);
  });
  it('lists values that it does not know and leaves them out', () => {
    const got = read('title,included\na,2\nb,1;0\n');
    expect(got.codes).toEqual(['record.unknownLabel']);
    expect(got.citations.every((c) => c.decision === undefined)).toBe(true);
  });
  it('takes keys in a label column for the names of the records, without a word', () => {
    const got = read('STUDY_ID,LABEL,title,abstract\n,Roe2019,a,x\n,Doe2020,b,x\n');
    expect([got.citations.map(({ id, decision }) => [id, decision]), got.codes]).toEqual([
      [
        ['Roe2019', undefined],
        ['Doe2020', undefined],
      ],
      [],
    ]);
    expect(read('label,title\nold search,a\nold search,b\n').codes).toEqual(['record.unknownLabel']);
  });
  it('takes a question for a label only where it asks for inclusion and all answers are verdicts', () => {
    const asked = (question: string, answers: readonly string[]): unknown[] =>
      read(`Refid,Level,Title,${question}\n${answers.map((answer, at) => `${String(at)},1,t${String(at)},${answer}`).join('\n')}\n`).citations.map(
        (c) => c.decision,
      );
    expect(asked('Level 1: Does it meet the inclusion criteria?', ['Yes', 'No'])).toEqual(['include', 'exclude']);
    expect(asked('Did the study include women?', ['Yes', 'No'])).toEqual([undefined, undefined]);
    expect(asked('Include this reference?', ['Yes', 'Only the second'])).toEqual([undefined, undefined]);
  });
  it('reads reasons and reviewers', () => {
    expect(read('Title,Year,Included,Reason\na,2020,0,wrong design; no data\n').citations[0]?.opinions).toEqual([
      { verdict: 'exclude', tool: 'table', reasons: ['wrong design', 'no data'] },
    ]);
  });
});

describe('cells', () => {
  it.each<[string, string, Partial<Citation>]>([
    [
      'Scopus',
      'Authors,Author full names,Title,Year,Source title,EID\n"E.A., Bradley, Elizabeth A.","Bradley, Elizabeth A. (57226631324); Lockaby, B. Graeme (7003976888)",a,2025,J,2-s2.0-1\n',
      { authors: ['Bradley, Elizabeth A.', 'Lockaby, B. Graeme'], journal: 'J', accession: '2-s2.0-1' },
    ],
    [
      'PubMed',
      'PMID,Title,Authors,Citation,Journal/Book,Publication Year,DOI\n30922926,a,"Griffin DK, Larkin DM.",x. 2020,Eur J,2020,10.5555/a\n',
      { pmid: '30922926', authors: ['Griffin, DK', 'Larkin, DM'], journal: 'Eur J', year: 2020 },
    ],
    [
      'Excel guards',
      'Article Title,ISSN,Publication Date,First Page\n"a",="19326203",="4/3/2024","1"\n',
      { issn: '1932-6203', year: 2024, date: '4/3/2024', pages: '1' },
    ],
    ['year in the source', 'TI,SO,AB,AU\na,"medRxiv. (no pagination), 2023.",x,Angonese G.\n', { year: 2023, journal: 'medRxiv' }],
    [
      'Python lists',
      "title,authors,keywords\na,\"['Marx, Karl', 'Berg, N']\",\"['x', 'y']\"\n",
      { authors: ['Marx, Karl', 'Berg, N'], keywords: ['x', 'y'] },
    ],
    ['trial register', 'NCT Number,Study Title\nNCT07358260,a\n', { accession: 'NCT07358260', title: 'a' }],
    ['nothing in words', 'title,abstract,doi,authors\na,Abstract not found,NA,nan\n', {}],
  ])('%s', (_name, text, wanted) => {
    const [got] = read(text).citations;
    expect(got).toMatchObject(wanted);
    if (_name === 'nothing in words')
      expect(got).toEqual({ id: 'f.csv:2', title: 'a', source: { file: 'f.csv', line: 2 }, raw: 'a,Abstract not found,NA,nan\n' });
  });
  it('neutral and pack are undone by restored and unpack', () => {
    const text = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', 'a', ' ', ';', '|', ',', '[', '"', '\n', '＝'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(fc.property(text, (cell) => restored(neutral(cell)) === cell && !/^[=+@\t\r＝＋－＠]/.test(neutral(cell))));
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-c;|,["]{1,5}$/), { minLength: 1, maxLength: 3 }), (items) => {
        expect(unpack(pack(items), ';')).toEqual(items);
      }),
    );
  });
});
