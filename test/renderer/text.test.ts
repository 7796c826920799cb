// Is text text? Every character kept, hidden ones named, addresses only of known places.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pieces } from '../../renderer/parts/marked-text.ts';
import { languageOf, linksOf, searchFor, shortName } from '../../renderer/views/links.ts';

it.each([
  ['\u202Egnp.exe', ['RLO', 'gnp.exe']],
  ['in\u200Bclu\u200Dde\uFEFFd\u2060', ['in', 'ZWSP', 'clu', 'ZWJ', 'de', 'BOM', 'd', 'WJ']],
  ['tag\u{E0041}', ['tag', 'U+E0041']],
  ['a\u0007b', ['a', 'U+0007', 'b']],
  ['می\u200Cخواهم', ['می\u200Cخواهم']], // Persian needs its joiner
  ['👩\u200D⚕️', ['👩\u200D⚕️']],
])('makes what hides in %j visible', (text, shown) => {
  expect(pieces(text, []).map((piece) => piece.text)).toEqual(shown);
});

it('sets marks where they are, cut to the text and apart', () => {
  const shown = pieces('galactomannan in serum', [
    { from: 0, to: 13, kind: 'concept', group: 0 },
    { from: 10, to: 16, kind: 'learnt' },
    { from: 17, to: 99, kind: 'concept', group: 4 },
  ]);
  expect(shown.map((piece) => [piece.text, piece.look])).toEqual([
    ['galactomannan', 'concept-1'],
    [' in', 'learnt'],
    [' ', undefined],
    ['serum', 'concept-2'],
  ]);
});

it('keeps every visible character, whatever the marks', () => {
  const mark = fc.record({ from: fc.nat(40), to: fc.nat(40), kind: fc.constant('learnt') });
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
      const plain = text.replace(/(?![\t\n])\p{Cc}/gu, '');
      expect(pieces(plain, marks).map((piece) => piece.text).join('')).toBe(plain); // prettier-ignore
    }),
  );
});

it('cuts piles of combining marks', () => {
  expect(pieces(`Z${'\u0316'.repeat(500)}!`, [])[0]?.text).toBe(`Z${'\u0316'.repeat(8)}!`);
});

it.each([
  [{ pmid: '19211999' }, ['https://pubmed.ncbi.nlm.nih.gov/19211999/']],
  [{ doi: '10.1000/a<b>(c)' }, ['https://doi.org/10.1000/a%3Cb%3E(c)']],
  [{ doi: '10.1000/../../x' }, []],
  [{ doi: 'javascript:alert(1)' }, []],
  [{ pmid: 'javascript:1' }, []],
  [{ url: 'javascript:alert(1)' }, []],
  [{ url: 'https://user:pw@example.org/' }, []],
  [{ url: 'https://example.org/a b' }, ['https://example.org/a%20b']],
])('makes addresses of %o', (fields, addresses) => {
  expect(linksOf(fields).map((link) => link.href)).toEqual(addresses);
});

it('searches a title as text', () => {
  expect(searchFor('a&b "c"')).toBe('https://pubmed.ncbi.nlm.nih.gov/?term=a%26b%20%22c%22');
});

it.each([
  ['Alvarez, Maria José', 'Alvarez MJ'],
  ['O’Neil, A. B.', 'O’Neil AB'],
  ['Osei, K', 'Osei K'],
  ['王, 小明', '王, 小明'],
  ['WHO Study Group', 'WHO Study Group'],
  ['van der Berg, Jan-Willem', 'van der Berg JW'],
])('shortens the name %s', (name, short) => {
  expect(shortName(name)).toBe(short);
});

it('names the language for the voice only where it is known', () => {
  expect([languageOf({ language: 'ger' }), languageOf({ language: 'English' }), languageOf({ language: 'xyz' }), languageOf({})]).toEqual([
    'de',
    'en',
    undefined,
    undefined,
  ]);
});
