// Are plain-text exports of the Cochrane Library read, trials and reviews?
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cochrane } from '../../main/formats/cochrane/index.ts';
import { checkSound, readSample, readText, type Said } from './reading.ts';

const samples: readonly (readonly [string, readonly Said[]])[] = [
  [
    'export.txt',
    [
      {
        line: 1,
        id: 'CN-99000001',
        title: 'Walking groups after stroke: a randomised trial',
        abstract: 'BACKGROUND: Walking is cheap. RESULTS: The mean difference was 12 m.',
        authors: ['Asante, K', 'Lindqvist, MB'],
        year: 2023,
        journal: 'Journal of invented rehabilitation',
        volume: '12',
        issue: '3',
        pages: '145-152',
        doi: '10.5555/inv.2023.001',
        pmid: '99000001',
        accession: 'CN-99000001',
        url: 'https://www.cochranelibrary.com/central/doi/10.1002/central/CN-99000001/full',
        keywords: ['Stroke Rehabilitation [methods]', 'Adult', 'Humans', 'Walking'],
        type: ['Journal article', 'Randomized controlled trial'],
      },
      {
        line: 20,
        id: 'CD990002',
        title: 'Drops for dry eyes',
        abstract: 'Background\nDry eyes are common.\nMain results\nBMI: no difference.',
        authors: ['Darko, E', 'van der Berg, JP'],
        year: 2021,
        journal: 'Cochrane Database of Systematic Reviews',
        issue: '4',
        doi: '10.1002/14651858.cd990002.pub2',
        accession: 'CD990002',
        url: 'http://dx.doi.org/10.1002/14651858.CD990002.pub2',
        keywords: ['Humans', 'Ophthalmic Solutions [therapeutic use]'],
      },
      {
        line: 38,
        id: 'CN-99000003',
        title: 'A trial of alarms',
        year: 2020,
        accession: 'CN-99000003',
        url: 'https://www.cochranelibrary.com/central/doi/10.1002/central/CN-99000003/full',
        type: ['Trial registry record', 'Clinical trial protocol'],
      },
    ],
  ],
];

test.each(samples)('%s', (file, said) => {
  expect(readSample(cochrane, file)).toEqual(said);
});

test('records without their counting line are told apart by their IDs; what stands before the first is refused with its line', () => {
  const { citations, rejections } = readText(cochrane, 'Hits: 2\n\nID: CN-1\nTI: One\nID: CN-2\nTI: Two\n');
  expect(citations.map(({ id, title }) => [id, title])).toEqual([
    ['CN-1', 'One'],
    ['CN-2', 'Two'],
  ]);
  expect(rejections).toEqual([{ line: 1, code: 'record.loose', raw: 'Hits: 2' }]);
});

test('known by its first lines; the RIS of the same site is not taken for it', () => {
  expect(cochrane.sniff('Record #1 of 2\nID: CN-99000001\nAU: Asante K\nTI: Walking\n')).toBeGreaterThan(0.9);
  expect(cochrane.sniff('Record #1 of 2\nProvider: John Wiley & Sons\nContent: text/plain; charset="UTF-8"\n\nTY  - JOUR\nTI  - Walking\n')).toBe(0);
});

test('sound whatever the lines are, in pieces of any size', () => {
  const line = fc.oneof(
    fc.constantFrom('Record #1 of 2', 'ID: CN-99000001', 'TI: Walking', 'AU: Asante K', 'AB: one', 'two', '', 'KY: ;;', 'PM: x', 'DOI: 10.5555/a'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (lines, size) => {
      checkSound(cochrane, lines.join('\n'), size);
    }),
  );
});
