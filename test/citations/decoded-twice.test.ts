// Is text that was decoded twice told and put right, and ordinary text of any language left alone?
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { exampleOf, looksDecodedTwice, oneLine, repairDecodedTwice } from '../../main/citations/index.ts';

/** As the accident happens: UTF-8 bytes taken for Windows-1252 (the platform's own decoder, not ours). */
const again = (text: string): string => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));

test.each([
  ['SjÃ¶gren', 'Sjögren'],
  ['donâ€™t â€“ never', 'don’t – never'],
  ['â‰¥ 5 Âµg/mL at 37 Â°C', '≥ 5 µg/mL at 37 °C'],
  ['HaÄ‘iÄ‡ and HaÄ‘', 'Hađić and Hađ'],
  ['Î±-tocopherol', 'α-tocopherol'],
  ['ä¸­æ–‡', '中文'],
  ['ðŸ˜€', '😀'],
  ['ï»¿Title', 'Title'],
  ['SjÃƒÂ¶gren', 'Sjögren'],
])('%s', (said, meant) => {
  expect(repairDecodedTwice(said)).toBe(meant);
  expect(looksDecodedTwice(repairDecodedTwice(said))).toBe(false);
});

test.each([
  'Nguyễn Văn Đức: bệnh nhân ở Chương Mỹ, hỗ trợ',
  'Stănescu, Țările Române și moțiuni, ședință',
  'de 5 à 10 ans, voilà tout à fait',
  'à la carte',
])('decoded twice, then tidied: %s', (text) => {
  const tidied = oneLine(again(text));
  expect(looksDecodedTwice(tidied)).toBe(true);
  expect(repairDecodedTwice(tidied)).toBe(text);
});

describe('ordinary text stays', () => {
  test.each([
    'L’ÉTÉ’S « âge » et l’été»…',
    'São Paulo, SÃO PAULO – “coração”',
    'Die „ÄÄ“ und „Ä“ – „Öl“, Straße…',
    'İstanbul’da çocuk, ÇOĞUNLUK',
    'Người Việt Nam: “Đà Nẵng”',
    'ESPAÑA – “Ñ”, ¿qué? ¡Año!',
    'Ελληνικά «κείμενα»',
    'Это обычный текст – “да”',
    'café»…',
    'está»… y «más» está» ya',
    'MAÇÃ DO AMOR, IRMÃ E MANHÃ',
    'Ægir, ÆØÅ, LUMIÈRE™',
    '«IRMÃ», IRMÃ™ und TYÖTÄ–LAKI',
  ])('%s', (text) => {
    expect(repairDecodedTwice(text)).toBe(text);
  });
});

test.each([
  [
    'A trial of many words before the name of MÃ¼ller, JÃ¶rg and others who took part in it for long',
    'the name of MÃ¼ller, JÃ¶rg and others who took part in it',
    'the name of Müller, Jörg and others who took part in it',
  ],
  ['MÃ¼ller', 'MÃ¼ller', 'Müller'],
  ['Ordinary', undefined, undefined],
])('an example begins shortly before the letters: %s', (text, before, after) => {
  expect(exampleOf(text)).toEqual(before === undefined ? undefined : { before, after });
});

describe('properties', () => {
  const words = (letters: string) =>
    fc.array(fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 5 });
  const latin = 'abcdeéèêëäöüßñçåøæàâîôûíóúý';
  const cyrillic = 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГД';
  const greek = 'αβγδεζηθικλμνξοπρστυφχψωΑΒΓ';
  const vietnamese = 'ăâđêôơưáàảãạấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵabcdeghi';
  it.each([latin, cyrillic, greek, vietnamese])('what was decoded twice comes back: %s', (letters) => {
    fc.assert(
      fc.property(words(letters), (list) => {
        const text = list.join(' ');
        expect(repairDecodedTwice(again(text))).toBe(text);
      }),
    );
  });
  it('typography comes back wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '‘', '’', '“', '”', '–', '—', '…', '€', '™', '≥', '−'), { maxLength: 20 }), (signs) => {
        const text = signs.join('');
        expect(repairDecodedTwice(again(text))).toBe(text);
      }),
    );
  });
  it('plain text is never touched', () => {
    fc.assert(fc.property(fc.string(), (text) => repairDecodedTwice(text) === text));
  });
});
