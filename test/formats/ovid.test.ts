// Are both forms of Ovid read, whatever the database?
import { expect, test } from 'vitest';
import { ovid } from '../../main/formats/ovid/index.ts';
import { readSample, readText, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'citation.txt',
    [
      {
        line: 1,
        id: '99000001',
        title: 'Walking groups after stroke: a randomised trial.',
        abstract: 'BACKGROUND: Walking is cheap.\nRESULTS: The mean difference was 12 m.',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        date: '2023-03-14',
        journal: 'Journal of Invented Rehabilitation',
        issn: '1234-5678',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        mesh: ['Humans', '*Stroke Rehabilitation', 'Walking/ph [Physiology]'],
        language: 'eng',
        type: ['Journal Article', 'Randomized Controlled Trial'],
      },
      {
        line: 35,
        id: '00000099-202102000-00004',
        title: 'Drops for dry eyes.',
        authors: ['Darko, Esi', 'van der Berg, Jan P.'],
        year: 2021,
        date: '2021-02',
        journal: 'Eye Letters',
        volume: '4',
        issue: '1',
        pages: '21-24',
        doi: '10.5555/eye.21',
        accession: '00000099-202102000-00004',
        keywords: ['dry eye', 'drops'],
        language: 'eng',
      },
    ],
  ],
  [
    'medline.txt',
    [
      {
        line: 1,
        id: '99000001',
        title: 'Walking groups after stroke: a randomised trial.',
        abstract: 'BACKGROUND: Walking is cheap. RESULTS: The mean difference was 12 m.',
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
        keywords: ['gait', 'group therapy'],
        mesh: ['Humans', '*Stroke Rehabilitation', 'Walking/ph [Physiology]'],
        language: 'eng',
        type: ['Journal Article', 'Randomized Controlled Trial'],
        notices: ['Retraction in: J Invented Rehabil. 2024;13(1):1; PMID: 99000009'],
      },
      {
        line: 31,
        id: '2099000002',
        title: 'Drops for dry eyes.',
        abstract: 'Purpose: To see.',
        authors: ['Darko, E.', 'van der Berg, J.P.'],
        year: 2021,
        date: '2021-02',
        journal: 'Eye Letters',
        volume: '4',
        issue: '1',
        pages: '21-24',
        accession: '2099000002',
        keywords: ['*dry eye', 'human'],
        language: 'eng',
        type: ['Conference Abstract'],
      },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(ovid, file)).toEqual(said);
});

test('the PubMed number of Embase has an address in brackets behind it', () => {
  const text =
    '<1. >\nVN  - Ovid Technologies\nDB  - Embase\nUI  - 631000001\nTI  - T.\nPM  - 32000009 [http://www.ncbi.nlm.nih.gov/pubmed/?term=32000009]\n';
  expect(readText(ovid, text).citations[0]).toMatchObject({ pmid: '32000009', accession: '631000001' });
});
