// Does a record that goes out to a reference manager and comes back say the same, decision and tags too?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citationOf, kinds, type Draft } from '../../main/citations/index.ts';
import { bibtex } from '../../main/formats/bibtex/index.ts';
import { cslJson } from '../../main/formats/csl-json/index.ts';
import { endnoteXml } from '../../main/formats/endnote-xml/index.ts';
import { enw } from '../../main/formats/enw/index.ts';
import type { Format, Outgoing } from '../../main/formats/format.ts';
import { wos } from '../../main/formats/wos/index.ts';
import type { Citation } from '../../shared/citation.ts';
import { readText, writeText } from './reading.ts';

type Field = keyof Citation;
const everywhere: Field[] = [
  'title',
  'abstract',
  'authors',
  'year',
  'journal',
  'volume',
  'issue',
  'pages',
  'doi',
  'pmid',
  'pmcid',
  'accession',
  'url',
  'keywords',
  'language',
  'type',
  'tags',
  'decision',
  'notices',
];
/** What each format carries beside, and what it has no place for. */
const carried: readonly (readonly [Format, readonly Field[]])[] = [
  [bibtex, [...everywhere, 'issn', 'mesh', 'notes']],
  [endnoteXml, [...everywhere, 'issn', 'notes']],
  [enw, [...everywhere, 'issn', 'notes', 'id']],
  [cslJson, [...everywhere, 'issn', 'mesh', 'notes', 'id']],
  [wos, [...everywhere.filter((field) => field !== 'pmcid' && field !== 'type'), 'mesh']],
];

/** Signs that mean something to one of the formats, among words. */
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('malaria', 'Überleben', 'β-blocker', 'naïve', 'CO2', '日本', 'p', '5', 'trial') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{a',
      'b}',
      '\\x',
      '$5',
      '50%',
      'A&B',
      '#1',
      'x_y',
      'a~b',
      'x^2',
      '--',
      "''",
      '``',
      '%0',
      '@article{k,',
      '<i>x</i>',
      '&lt;',
      '&amp;',
      '"q"',
      'ER',
      'a|b',
      'x=1',
      '5>4',
      'a<b',
      '😀',
      '*',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
);
const words = (min: number, max: number) => fc.array(word, { minLength: min, maxLength: max }).map((list) => list.join(' '));
const name = fc.oneof(
  fc
    .tuple(fc.constantFrom('Smith', 'van der Berg', "O'Neil", 'Şahin', '王'), fc.constantFrom('J.', 'Ann M.', 'Jean-Pierre', '芳'))
    .map(([family, given]) => `${family}, ${given}`),
  fc.constantFrom('WHO Consortium', 'Plato', 'Alba Vicente Group'),
);

const drafts = fc.record(
  {
    title: words(1, 8),
    abstract: fc.array(words(1, 10), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    authors: fc.array(name, { maxLength: 4 }),
    year: fc.integer({ min: 1900, max: 2030 }),
    date: fc.constantFrom('-03-14', '-11', ''),
    journal: words(1, 4),
    issn: fc.constantFrom('1234-5678', '1234-567X; 8765-4321'),
    volume: fc.constantFrom('12', '3A', 'Suppl 1'),
    issue: fc.constantFrom('4', '1-2', 'S1'),
    pages: fc.constantFrom('1-10', 'e123', '5', 'S12-S20'),
    doi: fc.constantFrom('10.1000/abc', '10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2', '10.1007/978-3_4'),
    pmid: fc.constantFrom('123', '38012345'),
    pmcid: fc.constantFrom('PMC123456'),
    accession: fc.constantFrom('WOS:000123', 'L2030', '2014-99150-257'),
    url: fc.constantFrom('https://example.org/a_b?x=1&y=%20#z', 'http://example.org/~user'),
    keywords: fc.array(words(1, 2), { maxLength: 4 }),
    mesh: fc.array(fc.constantFrom('Malaria/*drug therapy', 'Humans'), { maxLength: 2 }),
    language: fc.constantFrom('eng', 'ger'),
    type: fc.oneof(
      fc.constantFrom(...kinds.filter((kind) => kind !== 'Other')).map((kind): string[] => [kind]),
      fc.constant('Randomized Controlled Trial').map((kind): string[] => ['Journal Article', kind]),
    ),
    notices: fc.constantFrom('Retraction in: Lancet. 2010;375:445', 'Erratum in: BMJ 2019').map((notice): string[] => [notice]),
    notes: fc.array(words(1, 4), { maxLength: 2 }),
    tags: fc.array(fc.constantFrom('rct', 'needs full text', 'größe'), { maxLength: 2 }),
  },
  { requiredKeys: ['title'] },
);
const decisions = fc.constantFrom(
  undefined,
  { verdict: 'include' } as const,
  { verdict: 'exclude', reason: 'wrong population', by: 'Ama' } as const,
  { verdict: 'maybe' } as const,
);

/** White space inside is no content: `plain` lines may be wrapped on the way. */
const tidy = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : Array.isArray(value) ? value.map(tidy) : value;

describe.each(carried.map(([format, fields]) => [format.name, format, fields] as const))('%s', (_name, format, fields) => {
  test('every field it has a place for', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(drafts, decisions), { minLength: 1, maxLength: 4 }), (list) => {
        const rows = list.map(([draft, decision], at): Outgoing => {
          const { date, year, ...rest } = draft;
          const dated = year === undefined || date === undefined ? { year } : { year, date: `${String(year)}${date}` };
          const said: Draft = { ...rest, ...dated, id: `r${String(at)}` };
          const citation = citationOf(said, 'f', 1);
          return { citation, ...(decision === undefined ? {} : { decision }) };
        });
        const known = rows.filter(({ citation }) => citation.title !== undefined);
        const text = writeText(format, known);
        const { citations, rejections } = readText(format, text);
        expect(rejections).toEqual([]);
        expect(citations).toHaveLength(known.length);
        citations.forEach((got, at) => {
          const sent = known[at];
          for (const field of fields) {
            const want =
              field === 'keywords' && !fields.includes('mesh') && sent?.citation.mesh !== undefined
                ? [...new Set([...(sent.citation.keywords ?? []), ...sent.citation.mesh])]
                : field === 'decision'
                  ? (sent?.decision?.verdict ?? sent?.citation.decision)
                  : sent?.citation[field];
            expect([field, tidy(got[field])]).toEqual([field, tidy(want)]);
          }
        });
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
