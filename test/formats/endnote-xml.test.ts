// Is the XML of EndNote, old and new, and of those who imitate it read?
import { expect, test } from 'vitest';
import { endnoteXml } from '../../main/formats/endnote-xml/index.ts';
import { readSample, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'endnote.xml',
    [
      {
        line: 1,
        id: '7',
        title: 'Walking groups after stroke: CO2 & gait',
        abstract: 'BACKGROUND: Walking is cheap.\nRESULTS: 12 m.',
        authors: ['Asante, K.', 'Lindqvist, M.', 'WALK Group'],
        year: 2023,
        date: '2023-03-14',
        journal: 'J Invented Rehabil',
        issn: '1234-5678; 8765-432X',
        volume: '12',
        issue: '3',
        pages: '145-52',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        pmcid: 'PMC9900001',
        url: 'https://www.ncbi.nlm.nih.gov/pubmed/99000001',
        keywords: ['Humans', 'Stroke/*rehabilitation'],
        language: 'eng',
        type: ['Journal Article'],
        decision: 'include',
        opinions: [{ verdict: 'include', tool: 'rayyan', by: 'Ama' }],
        notes: ['To be read again.'],
        tags: ['rct'],
      },
    ],
  ],
  [
    'endnote7.xml',
    [
      {
        line: 2,
        id: '12',
        title: 'Walking groups after stroke',
        abstract: 'Walking is cheap.',
        authors: ['Asante, K.', 'Lindqvist, M.'],
        year: 2003,
        date: '2003-03-14',
        journal: 'J Invented Rehabil',
        volume: '2',
        issue: '3',
        pages: '145-52',
        accession: 'L99',
        url: 'https://example.org/walk',
        keywords: ['walking', 'stroke'],
        notes: ['To be read again.'],
      },
    ],
  ],
  [
    'mendeley.xml',
    [
      {
        line: 4,
        id: 'f:4',
        title: 'Walking groups after stroke',
        abstract: 'Walking is cheap – and safe.',
        authors: ['Asante, Kwame', 'Lindqvist, Maja'],
        year: 2023,
        journal: 'Journal of Invented Rehabilitation',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        url: 'https://example.org/walk',
        keywords: ['walking', 'stroke', 'group therapy'],
        type: ['Journal Article'],
      },
      { line: 37, id: 'f:37', title: 'Drops for dry eyes', authors: ['Darko, Esi'], year: 2020, type: ['Thesis'] },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(endnoteXml, file)).toEqual(said);
});
