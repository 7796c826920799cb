// Which citations do the format tests send out and read back? All invented.
import type { Citation } from '../../shared/citation.ts';

const source = { file: 'sample', line: 1 };

export const plainSet: Citation[] = [
  {
    id: '99000001',
    title: 'Walking groups after stroke: a randomised trial in three towns',
    abstract:
      'BACKGROUND: Walking is cheap.\nMETHODS: We allotted 80 people to groups (n=40) or to letters.\nRESULTS: The mean difference was 12 m (95% CI 3 to 21; P<0.05).\nCONCLUSIONS: More walking is needed.',
    authors: ['Asante, Kwame', 'Lindqvist, Maja', 'O’Neill, Seán P', 'van der Berg, Jan Pieter', 'Müller-Öztürk, Çiğdem'],
    year: 2019,
    date: '2019-03-14',
    journal: 'Journal of Invented Rehabilitation',
    issn: '1234-5678; 8765-432X',
    volume: '12',
    issue: '3',
    pages: '145-152',
    doi: '10.5555/inv.2019.001',
    pmid: '99000001',
    pmcid: 'PMC9900001',
    accession: 'EJ99001',
    url: 'https://example.org/article?id=1&view=full',
    keywords: ['walking', 'stroke rehabilitation', 'group therapy'],
    mesh: ['Stroke/*rehabilitation', 'Walking', 'Humans'],
    language: 'eng',
    type: ['Journal Article', 'Randomized Controlled Trial'],
    notices: ['Erratum in: J Invent Rehabil. 2020;13:1'],
    decision: 'include',
    opinions: [{ verdict: 'include', tool: 'rayyan', by: 'Ama' }],
    notes: ['To be read again.'],
    tags: ['rct', 'stroke'],
    source,
  },
  {
    id: 'key-2',
    title: 'Cheap drops for dry eyes',
    authors: ['Darko, Esi'],
    year: 2021,
    journal: 'Eye Letters',
    volume: '4',
    issue: '1',
    doi: '10.5555/eye.21',
    accession: 'key-2',
    type: ['Journal Article'],
    language: 'ger',
    decision: 'exclude',
    opinions: [
      { verdict: 'exclude', tool: 'asreview', time: '2025-01-02 10:00:00' },
      { verdict: 'exclude', tool: 'rayyan', by: 'Kofi', reasons: ['wrong population', 'no controls'] },
    ],
    source,
  },
  { id: 'key-3', title: 'A title and nothing else', accession: 'key-3', source },
];

/** Texts that look like marks of some format. */
const nasty = [
  'TY  - JOUR in the title',
  'Survival with p<0.05 and n>30, a<b>c',
  'Effects of Ca&lt;sup&gt; written &amp;amp; twice &#60;b&#62; and <b>bold</b> words',
  'A "quoted" title, with commas; semicolons | pipes \\ and {braces}',
  '=1+1',
  "'=SUM(A1)",
  '+ve and -ve tests',
  '@home: care',
  'Ünïcödé – 日本語 العربية 👩‍👩‍👧‍👦',
  '%0 Journal Article',
  'PMID- 1234 in words',
  '@article{key, title = {x}}',
];

export const richSet: Citation[] = nasty.map((text, at) => ({
  id: `n${String(at)}`,
  accession: `n${String(at)}`,
  title: text,
  abstract: `${text}\nER  - \nTY  - JOUR\nAB  - ${text}\nPMID- 5\n\nLast line.`,
  authors: ['Family, Given', 'Group "Quoted" Collective Name'],
  keywords: [text, 'plain word'],
  notes: [`${text} as a note`, 'second'],
  source,
}));
