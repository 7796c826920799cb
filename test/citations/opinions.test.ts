// Are verdicts, reasons, notes and tags of other tools read from their notations, whatever stands around them?
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citationOf, readAsreview, readRayyan, takeNotes, writeRayyan, type Draft } from '../../main/citations/index.ts';

describe('Rayyan', () => {
  it('reads reviewers, labels, reasons and notes in any order', () => {
    const note =
      'An own note. | RAYYAN-LABELS: rct,children | RAYYAN-INCLUSION: {"Kofi"=>"Included", "Ama"=>"Maybe", "Efua"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: wrong population,foreign language | USER-NOTES: {"Kofi"=>["check later", "again"]}';
    expect(readRayyan(note)).toEqual({
      opinions: [
        { verdict: 'include', tool: 'rayyan', by: 'Kofi' },
        { verdict: 'maybe', tool: 'rayyan', by: 'Ama' },
        { verdict: 'exclude', tool: 'rayyan', by: 'Efua', reasons: ['wrong population', 'foreign language'] },
      ],
      tags: ['rct', 'children'],
      notes: ['An own note.', 'Kofi: check later', 'Kofi: again'],
    });
  });
  it.each([
    ['RAYYAN-INCLUSION: {&quot;A&quot;=&gt;&quot;Included&quot;}', 'include'],
    ['RAYYAN-INCLUSION: {&amp;quot;A&amp;quot;=&amp;gt;&amp;quot;Excluded&amp;quot;}', 'exclude'],
    ['RAYYAN-INCLUSION: {""A""=>""Maybe""}', 'maybe'],
    ['RAYYAN-INCLUSION: {"A": true}', 'include'],
    ['RAYYAN-INCLUSION: {"A"=>false}', 'exclude'],
  ])('%s', (note, verdict) => {
    expect(readRayyan(note).opinions).toEqual([{ verdict, tool: 'rayyan', by: 'A' }]);
  });
  it('takes hostile names as text and a broken hash as none', () => {
    expect(readRayyan('RAYYAN-INCLUSION: {"__proto__"=>"Included", "constructor"=>"Excluded"').opinions.map((one) => one.by)).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(readRayyan('RAYYAN-INCLUSION: {"A"=>').opinions).toEqual([]);
  });
  it('keeps reasons that nobody excluded for', () => {
    expect(readRayyan('RAYYAN-EXCLUSION-REASONS: odd').tags).toEqual(['odd']);
  });
  it('reads back what it writes', () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z '"\\é]{0,12}[A-Za-z]$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('include', 'exclude', 'maybe'),
        fc.array(word, { maxLength: 2 }),
        (names, verdict, notes) => {
          const got = readRayyan(writeRayyan(names.map((by) => ({ by, verdict, reasons: [], tags: [], notes }))));
          expect(got.opinions.map((one) => [one.by, one.verdict])).toEqual(names.map((by) => [by, verdict]));
          expect(got.notes).toEqual(names.flatMap((by) => notes.map((note) => `${by}: ${note}`)));
        },
      ),
    );
  });
});

describe('ASReview', () => {
  it('reads label, time, note and tags of version 3', () => {
    expect(
      readAsreview([
        'ASReview_relevant',
        'L203',
        'asreview_group_id: 0',
        'asreview_time: "2026-11-25 22:46:14"',
        'asreview_note: "say \\"hi\\"\\nthere"',
        'asreview_tag_design_rct: 1',
        'asreview_tag_design_cohort: 0',
      ]),
    ).toEqual({
      opinions: [{ verdict: 'include', tool: 'asreview', time: '2026-11-25 22:46:14' }],
      tags: ['design_rct'],
      notes: ['L203', 'say "hi"\nthere'],
    });
  });
  it('takes not seen for no verdict and keeps the text around a label', () => {
    expect(readAsreview(['ASReview_not_seen', 'ASReview_prior', 'before ASReview_irrelevant'])).toMatchObject({
      opinions: [{ verdict: 'exclude' }],
      notes: ['before'],
    });
  });
});

describe('notes of a record', () => {
  const taken = (texts: string[]): Draft => {
    const draft: Draft = {};
    takeNotes(draft, texts);
    return draft;
  };
  it('knows Covidence, ours, and leaves the rest alone', () => {
    expect(taken(['Exclusion reason: Wrong outcomes; '])).toMatchObject({
      opinions: [{ verdict: 'exclude', tool: 'covidence', reasons: ['Wrong outcomes'] }],
      notes: [],
    });
    expect(taken(['ASReview_relevant', 'winnow_decision: include', 'winnow_by: Ama', 'winnow_tag: rct'])).toEqual({
      opinions: [{ verdict: 'include', tool: 'winnow', by: 'Ama' }],
      tags: ['rct'],
      notes: [],
    });
    expect(taken(['Just a note', 'Cited By :9'])).toEqual({ opinions: [], tags: [], notes: ['Just a note', 'Cited By :9'] });
  });
  it('has one decision only where all agree', () => {
    const of = (note: string) => citationOf({ title: 'x', ...taken([note]) }, 'f', 1).decision;
    expect(of('RAYYAN-INCLUSION: {"A"=>"Included", "B"=>"Included"}')).toBe('include');
    expect(of('RAYYAN-INCLUSION: {"A"=>"Included", "B"=>"Excluded"}')).toBeUndefined();
  });
  it('leaves out of a citation what says nothing', () => {
    expect(
      citationOf({ title: 'T', abstract: 'Abstract not found', authors: ['NA'], doi: 'none', keywords: ['', 'nan'], pmid: '0' }, 'f.csv', 7),
    ).toEqual({ id: 'f.csv:7', title: 'T', source: { file: 'f.csv', line: 7 } });
  });
});
