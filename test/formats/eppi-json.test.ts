// Is EPPI-Reviewer's JSON read with what its codes say? An invented sample in the layout of a public export.
import { expect, test } from 'vitest';
import { eppiJson } from '../../main/formats/eppi-json/index.ts';
import { readSample } from './reading.ts';

test('codes.json', () => {
  expect(readSample(eppiJson, 'codes.json').map(({ line: _line, ...said }) => said)).toEqual([
    {
      id: '5001',
      title: 'Drops for dry eyes',
      abstract: 'Eyes were dry.\n\nDrops helped.',
      authors: ['Darko, Esi', 'van der Berg, Jan P', 'WHO'],
      year: 2019,
      date: '2019-03',
      journal: 'Invented Eyes',
      issn: '1234-5678',
      volume: '3',
      issue: '4',
      pages: '10-20',
      doi: '10.5555/inv.1',
      url: 'https://example.org/drops',
      keywords: ['eyes', 'drops'],
      type: ['Journal Article'],
      decision: 'include',
      opinions: [{ verdict: 'include', tool: 'eppi' }],
      notes: ['Asked the authors'],
      tags: ['Crossover'],
    },
    {
      id: '5002',
      title: 'Drops for dogs',
      authors: ['Owusu, Adjoa'],
      year: 2020,
      type: ['Thesis'],
      decision: 'exclude',
      opinions: [{ verdict: 'exclude', tool: 'eppi', reasons: ['EXCLUDE on population'] }],
    },
    { id: '5003', title: 'Not looked at', type: ['Report'] },
  ]);
});
