// Are Refer files of EndNote, search engines, publishers and Chinese databases read?
import { expect, test } from 'vitest';
import { enw } from '../../main/formats/enw/index.ts';
import { readSample, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'cnki.enw',
    [
      {
        line: 1,
        id: 'f:1',
        title: '卒中后步行小组的效果',
        abstract: '目的:观察步行小组的效果。',
        authors: ['王芳', '李明'],
        year: 2023,
        journal: '虚构康复杂志',
        issn: '1000-0001',
        volume: '12',
        issue: '03',
        pages: '145-152',
        keywords: ['卒中', '步行', '康复'],
        type: ['Journal Article'],
      },
    ],
  ],
  [
    'endnote.enw',
    [
      {
        line: 1,
        id: '99000001',
        title: 'Walking groups after stroke',
        abstract: 'BACKGROUND: Walking is cheap.\nMETHODS: We allotted 80 people.',
        authors: ['Asante, K.', 'Lindqvist, M.'],
        year: 2023,
        date: '2023-03-14',
        journal: 'J Invented Rehabil',
        issn: '1234-5678',
        volume: '12',
        issue: '3',
        pages: '145-52',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        pmcid: 'PMC9900001',
        keywords: ['Humans', 'Stroke/*rehabilitation', '*Walking'],
        language: 'eng',
        type: ['Journal Article'],
        notes: ['Asante, Kwame\nLindqvist, Maja'],
      },
      { line: 28, id: 'f:28', title: 'Drops for dry eyes', authors: ['Darko, Esi'], year: 2020, type: ['Thesis', 'Ph.D.'] },
    ],
  ],
  [
    'google-scholar.enw',
    [
      {
        line: 1,
        id: 'f:1',
        title: 'Walking groups after stroke',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        journal: 'Journal of Invented Rehabilitation',
        issn: '1234-5678',
        volume: '12',
        issue: '3',
        pages: '145-152',
        type: ['Journal Article'],
      },
    ],
  ],
  [
    'springer.enw',
    [
      {
        line: 1,
        id: 'Asante2023',
        title: 'Walking groups after stroke',
        abstract: 'Background\n\nWalking is cheap.\n\nResults\n\nThe mean difference was 12 m.',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        date: '2023-03-01',
        journal: 'Journal of Invented Rehabilitation',
        issn: '1234-5678',
        volume: '12',
        issue: '3',
        doi: '10.5555/inv.2023.001',
        url: 'https://doi.org/10.5555/inv.2023.001',
        type: ['Journal Article'],
      },
      {
        line: 22,
        id: 'f:22',
        title: 'Chapters on walking',
        authors: ['Darko, Esi'],
        year: 2019,
        journal: 'Invented Walks',
        issn: '978-0-00-000000-2',
        pages: '11-30',
        type: ['Book Chapter'],
      },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(enw, file)).toEqual(said);
});
