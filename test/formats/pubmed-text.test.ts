// Are PubMed’s abstracts, summaries and lists of PMIDs read?
import { expect, test } from 'vitest';
import { pubmedText } from '../../main/formats/pubmed-text/index.ts';
import { readSample, readText, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'abstract.txt',
    [
      {
        line: 1,
        id: '99000001',
        title: 'Walking groups after stroke: a randomised trial in three towns.',
        abstract:
          'BACKGROUND: Walking is cheap.\nMETHODS: We allotted 80 people to groups. The numbers were as follows:\n1. groups, and 2. letters.\nRESULTS: The mean difference was 12 m.',
        authors: ['Asante, K', 'Lindqvist, M', 'van der Berg, JP Jr'],
        year: 2023,
        date: '2023-03-14',
        journal: 'J Invented Rehabil',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        pmcid: 'PMC9900001',
        notices: ['Retraction in: J Invented Rehabil. 2024;13(1):1. doi: 10.5555/inv.2024.001.'],
      },
      {
        line: 36,
        id: '99000002',
        title: '[Drops for dry eyes].',
        authors: ['Darko, E'],
        year: 2021,
        journal: 'Eye Lett',
        volume: '4',
        issue: '1',
        pages: '21-4',
        pmid: '99000002',
        language: 'ger',
      },
      {
        line: 50,
        id: '99000003',
        title: 'Eyes and feet: report of the committee.',
        year: 2020,
        date: '2020 Jul-Aug',
        journal: 'Invented Health Rep',
        volume: '31',
        issue: '2 Suppl 1',
        pages: 'S1-9',
        pmid: '99000003',
      },
      {
        line: 59,
        id: '99000004',
        title: 'Retraction of a report on eyes.',
        authors: ['The Editors of the Invented Health Reports'],
        year: 2019,
        date: '2019-12-01',
        journal: 'Invented Health Rep',
        volume: '30',
        issue: '6',
        pages: '77',
        doi: '10.5555/ihr.77',
        pmid: '99000004',
        notices: ['Retraction of: Darko E. Invented Health Rep. 2018;29(1):1.'],
      },
      {
        line: 72,
        id: '99000005',
        title: 'A name of one word.',
        abstract: 'Walking is cheap.',
        authors: ['Suharto', 'Asante, K'],
        year: 2019,
        journal: 'J Invented Rehabil',
        volume: '8',
        pages: '5',
        pmid: '99000005',
      },
    ],
  ],
  [
    'header.txt',
    [
      { line: 2, id: '99000001', pmid: '99000001' },
      { line: 3, id: '99000002', pmid: '99000002' },
    ],
  ],
  [
    'pmids.txt',
    [
      { line: 1, id: '99000001', pmid: '99000001' },
      { line: 2, id: '99000002', pmid: '99000002' },
      { line: 4, id: '99000003', pmid: '99000003' },
    ],
  ],
  [
    'summary.txt',
    [
      {
        line: 1,
        id: '99000001',
        title: 'Walking groups after stroke: a randomised trial.',
        authors: ['Asante, K', 'Lindqvist, M', 'van der Berg, JP Jr'],
        year: 2023,
        date: '2023-03-14',
        journal: 'J Invented Rehabil',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        pmcid: 'PMC9900001',
      },
      {
        line: 3,
        id: '99000002',
        title: 'Are drops of use?',
        authors: ['Darko, E'],
        year: 2021,
        date: '2021 Jul-Aug',
        journal: 'Eye Lett',
        volume: '4',
        issue: '1',
        pages: '21-4',
        pmid: '99000002',
      },
      {
        line: 5,
        id: '99000003',
        title: 'Report of the committee.',
        year: 2020,
        journal: 'Invented Health Rep',
        volume: '31',
        pages: '1',
        pmid: '99000003',
      },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(pubmedText, file)).toEqual(said);
});

test('a PubMed number on the line behind its name ends a record as well', () => {
  const text =
    '1: Roe R. A first title. J X. 2020;3(2):1-9. doi: 10.5555/a. PMID:\n31000001; PMCID: PMC7000001.\n\n2: Doe J. A second title. J X. 2021;4:1. PMID: 31000002.\n';
  expect(readText(pubmedText, text).citations.map(({ pmid, title }) => [pmid, title])).toEqual([
    ['31000001', 'A first title.'],
    ['31000002', 'A second title.'],
  ]);
});
