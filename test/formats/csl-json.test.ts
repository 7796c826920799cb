// Is CSL-JSON read whoever wrapped it?
import { expect, test } from 'vitest';
import { cslJson } from '../../main/formats/csl-json/index.ts';
import { readSample, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'crossref.json',
    [
      {
        line: 1,
        id: '10.5555/inv.2023.001',
        title: 'Walking groups after stroke',
        abstract: 'Walking is cheap.',
        authors: ['Asante, Kwame', 'WALK Group'],
        year: 2023,
        date: '2023-03',
        journal: 'Journal of Invented Rehabilitation',
        issn: '1234-5678; 8765-432X',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        type: ['Journal Article'],
      },
      { line: 1, id: '10.5555/pre.1', title: 'Drops for dry eyes', authors: ['Darko, Esi'], year: 2021, doi: '10.5555/pre.1', type: ['Preprint'] },
    ],
  ],
  [
    'ids.json',
    [
      {
        line: 1,
        id: 'asante',
        title: 'Walking groups after stroke',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        date: '2023-03-14',
        keywords: ['walking', 'stroke'],
        type: ['Journal Article'],
      },
      { line: 1, id: 'darko', title: 'Drops for dry eyes', year: 2020, type: ['Thesis'] },
    ],
  ],
  [
    'zotero.json',
    [
      {
        line: 2,
        id: 'asante2023',
        title: 'Walking groups after stroke & injury',
        abstract: 'Background: walking is cheap.',
        authors: ['Asante, Kwame', 'van der Berg, Jan P.', 'WALK Group'],
        year: 2023,
        date: '2023-03-14',
        journal: 'Journal of Invented Rehabilitation',
        issn: '1234-5678; 8765-432X',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        pmcid: 'PMC9900001',
        url: 'https://example.org/walk',
        language: 'eng',
        type: ['Journal Article'],
      },
      { line: 24, id: 'darko2022', title: 'Why we blink', authors: ['Darko, Esi'], year: 2022, date: 'Spring 2022', type: ['Web Page'] },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(cslJson, file)).toEqual(said);
});
