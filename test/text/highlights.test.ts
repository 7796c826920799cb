// Are the right words marked, at the right places, at once?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conceptsOf, parseBoolean } from '../../main/protocol/boolean/index.ts';
import { highlighter } from '../../main/text/highlights.ts';
import { matchesWord, patternsOf } from '../../main/text/patterns.ts';
import { hasHidden, visible } from '../../main/text/visible.ts';
import { spentSince } from '../spent.ts';

const finder = (query: string, learnt: string[] = []) => {
  const parsed = parseBoolean(query);
  return highlighter({ concepts: parsed === undefined ? [] : conceptsOf(parsed), learnt });
};
/** `[0 asthma] in [1 children]`, learnt words `[~ word]`. */
const marked = (text: string, query: string, learnt: string[] = []): string => {
  let out = '';
  let at = 0;
  for (const { from, to, concept } of finder(query, learnt)(text)) {
    out += `${text.slice(at, from)}[${concept === undefined ? '~' : String(concept)} ${text.slice(from, to)}]`;
    at = to;
  }
  return out + text.slice(at);
};

describe('marks', () => {
  test.each([
    ['Asthma in Children', 'asthma AND child*', '[0 Asthma] in [1 Children]'],
    // By stem: the plural, not the longer word.
    ['trials of trialists', 'trial', '[0 trials] of trialists'],
    ['heart failure, heart-failure and heart. Failure', '"heart failure"', '[0 heart failure], [0 heart-failure] and heart. Failure'],
    ['heart failure of the heart', 'heart OR "heart failure"', '[0 heart failure] of the [0 heart]'],
    ['tumour tumor tumr', 'tumo?r.tw.', '[0 tumour] [0 tumor] tumr'],
    ['randomised randomized', 'randomi#ed.tw.', '[0 randomised] [0 randomized]'],
    ['anti-VEGF therapy', 'anti-vegf*', '[0 anti-VEGF] therapy'],
    ['TNF-α and ΤΝF', 'tnf-α', '[0 TNF-α] and ΤΝF'],
    ['İstanbul asthma', 'asthma', 'İstanbul [0 asthma]'],
    ['in the us', 'us OR the', 'in the us'],
  ])('%s for %s', (text, query, wanted) => {
    expect(marked(text, query)).toBe(wanted);
  });
  test('words learnt are marked where no concept stands', () => {
    expect(marked('inhaled steroids in asthma', 'asthma', ['steroid', 'asthma', 'inhaled steroid'])).toBe('[~ inhaled steroids] in [0 asthma]');
  });
  test('the earlier concept has a word of two', () => {
    expect(marked('asthma', '(x1 OR asthma) AND asthma')).toBe('[0 asthma]');
  });
  test('sorted, not overlapping, inside the text', () => {
    const piece = fc.constantFrom('heart', 'failure', ' ', '-', 'asthma', '. ', 'é', '😀', 'İ', '\u202e', 'chil', 'dren');
    const find = finder('(heart OR "heart failure") AND asthma* AND child*', ['failure']);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { from, to } of find(text)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          last = to;
        }
      }),
    );
  });
  test.each([
    ['one star after another', `(${'a*'.repeat(40)}b OR *a*b*c*d*e*f*g*h*i*j*k*)`],
    ['the same beginning a thousand times', Array.from({ length: 1000 }, (_, at) => `ab?${String(at)}c*`).join(' OR ')],
    ['20,000 terms', Array.from({ length: 20_000 }, (_, at) => `term${String(at)}*`).join(' OR ')],
    ['phrases of the same word', Array.from({ length: 500 }, (_, at) => `"${'aa* '.repeat(at + 1)}"`).join(' OR ')],
  ])('%s does not slow it', (_, query) => {
    const before = process.cpuUsage();
    const find = highlighter({ concepts: conceptsOf(parseBoolean(query, 'ovid')!), learnt: [] });
    const text = 'aaaaaaaaaaaaaaaaaaaa abcabcabcabcabc term123 aa '.repeat(100);
    find(text);
    expect(spentSince(before)).toBeLessThan(3000);
  });
});

describe('wildcards', () => {
  test.each([
    ['tumo?r', 'tumor', true],
    ['tumo?r', 'tumour', true],
    ['tumo?r', 'tumouur', false],
    ['wom#n', 'women', true],
    ['wom#n', 'womn', false],
    ['an*mia', 'anaemia', true],
    ['an*mia', 'anemic', false],
    ['*itis', 'arthritis', true],
    ['s?nc?umar*', 'sincumars', true],
  ])('%s and %s: %s', (pattern, word, wanted) => {
    expect(patternsOf(pattern).some((one) => matchesWord(one, word))).toBe(wanted);
  });
  test('as a simple matcher has it', () => {
    const slow = (pattern: string, word: string): boolean => {
      if (pattern === '') return word === '';
      const [unit, rest] = [pattern[0], pattern.slice(1)];
      if (unit === '*') return slow(rest, word) || (word !== '' && slow(pattern, word.slice(1)));
      if (unit === '?') return slow(rest, word) || (word !== '' && slow(rest, word.slice(1)));
      return word !== '' && (unit === '#' || unit === word[0]) && slow(rest, word.slice(1));
    };
    const letters = (alphabet: string[]) => fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 7 }).map((units) => units.join(''));
    fc.assert(
      fc.property(letters(['a', 'b', '*', '?', '#']), letters(['a', 'b']), (pattern, word) => {
        const [made] = patternsOf(pattern);
        if (made !== undefined) expect([pattern, word, matchesWord(made, word)]).toEqual([pattern, word, slow(pattern, word)]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('characters that cannot be seen', () => {
  test.each([
    ['safe\u202Etxt', 'safe‹U+202E›txt'],
    ['zero\u200Bwidth\uFEFF', 'zero‹U+200B›width‹U+FEFF›'],
    ['soft\u00ADhyphen', 'soft‹U+00AD›hyphen'],
    ['half \uD83D pair', 'half ‹U+D83D› pair'],
    ['\u{E0041}tag', '‹U+E0041›tag'],
    ['bell\u0007', 'bell‹U+0007›'],
    ['a\u200Db', 'a‹U+200D›b'],
  ])('%j is shown as %s', (text, wanted) => {
    expect(visible(text)).toBe(wanted);
    expect(hasHidden(text)).toBe(true);
  });
  test.each(['plain – “text” 😀', 'می‌خواهم', '👩‍⚕️ and 👩🏽‍🔬', 'line\nbreak\tand tab', 'naïve café', '日本語'])('%s stays', (text) => {
    expect(visible(text)).toBe(text);
    expect(hasHidden(text)).toBe(false);
  });
});
