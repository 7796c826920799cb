// Are tagged and tab-delimited files of Web of Science read, from all its collections?
import { expect, test } from 'vitest';
import { wos } from '../../main/formats/wos/index.ts';
import { readSample, readText, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'biosis.txt',
    [
      {
        line: 3,
        id: 'BCI:BCI202300000001',
        title: 'Walking of the invented heron in IS and other wetlands',
        abstract: 'Herons walk. They do so in water.',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        date: '2023-03',
        journal: 'Journal of Invented Birds',
        issn: '1234-5678',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/heron.1',
        accession: 'BCI:BCI202300000001',
        language: 'eng',
        type: ['Journal Article'],
      },
    ],
  ],
  [
    'core.ciw',
    [
      {
        line: 3,
        id: 'WOS:000990000000001',
        title: 'Walking groups after stroke: a randomised trial in three towns',
        abstract: 'Walking is cheap. We allotted 80 people.',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        date: '2023-03-14',
        journal: 'JOURNAL OF INVENTED REHABILITATION',
        issn: '1234-5678; 8765-432X',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        accession: 'WOS:000990000000001',
        keywords: ['walking', 'stroke', 'group therapy', 'PHYSICAL-ACTIVITY', 'RANDOMIZED TRIAL'],
        language: 'eng',
        type: ['Journal Article', 'Early Access'],
      },
      {
        line: 34,
        id: 'WOS:000990000000002',
        title: 'Drops for dry eyes',
        authors: ['Darko, Esi'],
        year: 2021,
        date: '2021-02-21',
        journal: 'PROCEEDINGS OF THE INVENTED EYE MEETING',
        pages: '77',
        accession: 'WOS:000990000000002',
        type: ['Conference Paper'],
      },
    ],
  ],
  [
    'tab.txt',
    [
      {
        line: 2,
        id: 'WOS:000990000000001',
        title: 'Walking groups after stroke',
        abstract: 'Walking is "cheap".',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        date: '2023-03',
        journal: 'JOURNAL OF INVENTED REHABILITATION',
        issn: '1234-5678',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        accession: 'WOS:000990000000001',
        keywords: ['walking', '"group therapy"'],
        language: 'eng',
        type: ['Journal Article'],
      },
      {
        line: 3,
        id: 'WOS:000990000000002',
        title: 'Drops for dry eyes',
        authors: ['Darko, Esi'],
        year: 2021,
        date: 'APR-MAY 2021',
        journal: 'EYE LETTERS',
        volume: '4',
        issue: '1',
        pages: '21-24',
        accession: 'WOS:000990000000002',
        language: 'eng',
        type: ['Letter'],
      },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(wos, file)).toEqual(said);
});

test('the header of a second tab-delimited file behind the first is no record', () => {
  const file = '\ufeffPT\tAU\tTI\tPY\tUT\nJ\tRoe, R\tOne\t2001\tWOS:1\n';
  const { citations, noticed } = readText(wos, file + file.replace('One', 'Two'));
  expect(citations.map(({ title }) => title)).toEqual(['One', 'Two']);
  expect(noticed.map(({ code }) => code)).toEqual(['table.again']);
});
