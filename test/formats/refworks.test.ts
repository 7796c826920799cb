// Are tagged files of RefWorks read?
import { expect, test } from 'vitest';
import { refworks } from '../../main/formats/refworks/index.ts';
import { readSample, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'export.txt',
    [
      {
        line: 1,
        id: '101',
        title: 'Walking groups after stroke',
        abstract: 'Walking is cheap.',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        date: '2023-03-14',
        journal: 'Journal of Invented Rehabilitation',
        issn: '1234-5678; 8765-432X',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        url: 'https://example.org/walk',
        keywords: ['walking', 'stroke'],
        language: 'eng',
        type: ['Journal Article'],
        notes: ['PMID: 99000001; doi: 10.5555/inv.2023.001'],
      },
      {
        line: 24,
        id: '102',
        title: 'Drops',
        authors: ['Darko, Esi'],
        year: 2019,
        journal: 'Invented Eyes',
        issn: '9780000000002',
        pages: '11-30',
        type: ['Book Chapter'],
      },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(refworks, file)).toEqual(said);
});
