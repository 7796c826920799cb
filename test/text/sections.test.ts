// Are the sections and sentences of abstracts found without losing a character?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sections } from '../../main/text/sections.ts';
import { sentences } from '../../main/text/sentences.ts';
import { spentSince } from '../spent.ts';

const labelled = (text: string) => sections(text).map(({ label, text: body }) => [label, body]);

describe('sections', () => {
  test.each<[string, [string | undefined, string][]]>([
    [
      'BACKGROUND: Pain is bad. METHODS: We asked.',
      [
        ['BACKGROUND', 'Pain is bad.'],
        ['METHODS', 'We asked.'],
      ],
    ],
    ['No labels here: none at all.', [[undefined, 'No labels here: none at all.']]],
    [
      'First words. RESULTS: It worked.',
      [
        [undefined, 'First words.'],
        ['RESULTS', 'It worked.'],
      ],
    ],
    [
      'Aim: To see. Patients and methods: 50 women. Main outcome measures: death.',
      [
        ['Aim', 'To see.'],
        ['Patients and methods', '50 women.'],
        ['Main outcome measures', 'death.'],
      ],
    ],
    [
      'DESIGN/METHODS: x. MAIN OUTCOME MEASURE(S): y.',
      [
        ['DESIGN/METHODS', 'x.'],
        ['MAIN OUTCOME MEASURE(S)', 'y.'],
      ],
    ],
    [
      '(1) Background: a; (2) Methods: b; (3) Results: c',
      [
        ['Background', 'a;'],
        ['Methods', 'b;'],
        ['Results', 'c'],
      ],
    ],
    [
      'Background\nText here.\nMethods\nMore.',
      [
        ['Background', 'Text here.'],
        ['Methods', 'More.'],
      ],
    ],
    [
      'OBJECTIVE. To see it. CONCLUSION. We saw.',
      [
        ['OBJECTIVE', 'To see it.'],
        ['CONCLUSION', 'We saw.'],
      ],
    ],
    [
      'METHODS: RESULTS: none',
      [
        ['METHODS', ''],
        ['RESULTS', 'none'],
      ],
    ],
    ['', []],
  ])('%s', (text, wanted) => {
    expect(labelled(text)).toEqual(wanted);
  });
  test.each([
    'We used three methods: asking, looking and waiting.',
    'The virus spread. HIV: a long story. COVID-19: another.',
    'We compared groups. Patients were asked: do you smoke? Exposure to X: none.',
    'Of these. Study 1: no effect. Note: see text.',
    'Ratio 1:3. RESULTS were good. Methods are described.',
  ])('false friends: %s', (text) => {
    expect(labelled(text)).toEqual([[undefined, text]]);
  });
  test('the sections of any text are the whole text', () => {
    const word = fc.constantFrom('BACKGROUND:', 'Methods:', 'RESULTS', '.', ' ', '\n', 'word', 'Conclusion:', '(1) ', 'é', '😀', ': ');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join('');
        const found = sections(text);
        if (text.trim() !== '') expect(found.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
        for (const { text: body, from, to } of found) expect(text.slice(from, to)).toContain(body);
      }),
    );
  });
});

const cut = (text: string) => sentences(text).map(({ from, to }) => text.slice(from, to));

describe('sentences', () => {
  test.each([
    ['One ends. Two begins.', ['One ends.', 'Two begins.']],
    ['Smith et al. (2010) found p = 0.05. So did we.', ['Smith et al. (2010) found p = 0.05.', 'So did we.']],
    ['Drugs, e.g. aspirin vs. Placebo, i.e. nothing. Done!', ['Drugs, e.g. aspirin vs. Placebo, i.e. nothing.', 'Done!']],
    ['S. aureus grew. J. Smith saw it.', ['S. aureus grew.', 'J. Smith saw it.']],
    ['We gave vitamin D. The bones grew.', ['We gave vitamin D.', 'The bones grew.']],
    ['Was it so? (Yes.) It was.', ['Was it so?', '(Yes.)', 'It was.']],
    ['The dose was 5 mg. 20 patients came.', ['The dose was 5 mg.', '20 patients came.']],
    ['In the U.S. Army camps. End.', ['In the U.S. Army camps.', 'End.']],
    ['Para one\n\nPara two', ['Para one', 'Para two']],
    ['  ', []],
  ])('%s', (text, wanted) => {
    expect(cut(text)).toEqual(wanted);
  });
  test('no word is lost, and a long text takes no time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A', 'b', '. ', '? ', ' ', 'al', '1', '.', '\n\n', '"', ')'), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        expect(cut(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
    const before = process.cpuUsage();
    sentences('A. '.repeat(100_000));
    sections('RESULTS: '.repeat(50_000));
    expect(spentSince(before)).toBeLessThan(4000);
  });
});
