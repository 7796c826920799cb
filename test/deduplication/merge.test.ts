// Does a merged record say everything its members say, and name its sources?
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '../../main/deduplication/index.ts';
import { citations, type Sketch } from './records.ts';

const pubmed: Sketch = { title: '[Honey for leg ulcers].', by: 'Wilk E; Osei K', year: 2015, journal: 'Wound Lett', volume: '12', pages: '101-9', pmid: '91000001', mesh: ['Honey', 'Leg Ulcer'], type: 'Journal Article' }; // prettier-ignore
const embase: Sketch = {
  title: 'HONEY FOR LEG ULCERS',
  by: 'Wilk, Ewa; Osei, Kofi; Tan, Wei',
  year: 2014,
  journal: 'Wound Letters',
  doi: '10.5555/wl.1',
  abstract: 'A long abstract.',
  keywords: ['honey'],
};
const wos: Sketch = { title: 'Honey for leg ulcers', year: 2015, abstract: 'An abstract.', keywords: ['Honey', 'wounds'], doi: '10.5555/wl.1' };

describe('merge', () => {
  it('takes the best of each field and says from where', () => {
    const { citation, from } = merge(citations([pubmed, embase, wos]));
    expect(citation).toMatchObject({
      title: 'Honey for leg ulcers',
      abstract: 'A long abstract.',
      authors: ['Wilk, Ewa', 'Osei, Kofi', 'Tan, Wei'],
      // The year of the printing that volume and pages belong to, not of the publication ahead of print.
      year: 2015,
      journal: 'Wound Letters',
      volume: '12',
      pages: '101-9',
      doi: '10.5555/wl.1',
      pmid: '91000001',
      mesh: ['Honey', 'Leg Ulcer'],
    });
    expect(citation.keywords?.map((word) => word.toLowerCase())).toEqual(['honey', 'wounds']);
    expect(from).toMatchObject({ title: [2], abstract: [1], authors: [1], volume: [0], pmid: [0], mesh: [0] });
    expect(from.keywords).toHaveLength(2);
  });

  it('shows a retraction on the merged record', () => {
    const { citation } = merge(citations([embase, { ...embase, title: 'RETRACTED: Honey for leg ulcers', type: 'Retracted Publication' }]));
    expect(citation.notices?.join()).toMatch(/retracted/i);
  });

  it('keeps a decision only where nobody disagrees', () => {
    const [one, two] = citations([pubmed, embase]);
    if (one === undefined || two === undefined) throw new Error('two records expected');
    expect(merge([{ ...one, decision: 'include' }, two]).citation.decision).toBe('include');
    expect(
      merge([
        { ...one, decision: 'include' },
        { ...two, decision: 'exclude' },
      ]).citation.decision,
    ).toBeUndefined();
  });

  it('loses no field', () => {
    const text = fc.option(fc.constantFrom('a', 'bb', 'CCCC', 'd?d'), { nil: undefined });
    const texts = fc.option(fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 3 }), { nil: undefined });
    const sketch = fc.record({ title: text, abstract: text, journal: text, issn: text, volume: text, issue: text, pages: text, doi: text, pmid: text, pmcid: text, accession: text, url: text, language: text, date: text, year: fc.option(fc.constantFrom(2014, 2015), { nil: undefined }), by: text, keywords: texts, mesh: texts, notices: texts, type: text }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(sketch, { minLength: 1, maxLength: 5 }), (sketches) => {
        const members = citations(sketches);
        const { citation, from } = merge(members);
        for (const field of [
          'title',
          'abstract',
          'authors',
          'journal',
          'issn',
          'volume',
          'issue',
          'pages',
          'doi',
          'pmid',
          'pmcid',
          'accession',
          'url',
          'language',
          'date',
          'year',
          'type',
          'keywords',
          'mesh',
          'notices',
        ] as const) {
          // prettier-ignore
          const there = members.some((member) => member[field] !== undefined);
          expect(citation[field] !== undefined, field).toBe(there);
          if (!there) continue;
          const [first = -1] = from[field] ?? [];
          expect(members[first]?.[field], field).toBeDefined();
        }
        for (const field of ['keywords', 'mesh', 'notices'] as const)
          for (const member of members)
            for (const word of member[field] ?? []) expect(citation[field]?.map((own) => own.toLowerCase())).toContain(word.toLowerCase());
        expect(members.map(({ id }) => id)).toContain(citation.id);
      }),
    );
  });
});
