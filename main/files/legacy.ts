// Which encoding are bytes in that are no UTF-8? Told by what stands around those above 127.
import { detect } from 'chardet';

/** Western letters and signs that exports really hold: the wrong one of two encodings shows others in their place. */
const likely = /[a-zA-Z][éèêëàáâäãåçíìîïñóòôöõøúùûüßæýÿšžœ]|[ÉÖÄÜÅØÁÇÑÓÍ][a-z]/g;
const signs = /[’‘“”–—…•®©°±µ·×«»²³½ ]/g;
/** Quotation marks and dashes where such signs stand; in the other encoding each of them is a letter there, hardly ever so. */
const placed = /[\p{L}\d.,;:!?)%][’”](?=[\s.,;:)!?]|s\b|$)|\p{L}’\p{L}|(?:^|[\s([])[“‘](?=[\p{L}\d])|[\s\d][–—](?=[\s\d])|\p{Ll}—(?=\p{Ll})/gu;
const unlikely = /[\u0080-\u009f¬Ð¤¦§¨ªº¸‚ƒ„†‡ˆ‰‹˜›¡¿ŽšŠÞþ÷¢£¥ﬁﬂ◊∏∫√∆Ωˇ˘˙˛˝˚]/g;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const western = (sample: Uint8Array, label: string): number => {
  // As a stream: in one go Node 20 takes Windows-1252 for Latin-1 and loses its quotation marks.
  const text = new TextDecoder(label).decode(sample, { stream: true });
  return 2 * count(text, likely) + count(text, signs) + 3 * count(text, placed) - 2 * count(text, unlikely);
};

/** Nearly all that is not ASCII are syllables of Hangul: Chinese and Cyrillic bytes mean as many other signs. */
const isKorean = (sample: Uint8Array): boolean => {
  const text = new TextDecoder('euc-kr').decode(sample);
  return count(text, /[가-힣]/g) > 0.85 * count(text, /[^\0-\x7f\u3000-\u303f\uff00-\uffef]/g);
};

/** Which one-byte (or East Asian) encoding, from the surroundings of bytes ≥ 128. */
export const legacy = (sample: Uint8Array): string => {
  let high = 0;
  let runs = 0;
  for (let at = 2; at < sample.length; at += 1) {
    if ((sample[at] ?? 0) < 128) continue;
    high += 1;
    if ((sample[at - 1] ?? 0) >= 128 && (sample[at - 2] ?? 0) >= 128) runs += 1;
  }
  if (high > 20 && runs / high > 0.3) {
    if (isKorean(sample)) return 'euc-kr';
    const guess = detect(sample)?.toLowerCase();
    if (guess !== undefined && !/^(?:utf|ascii|iso-8859-(?:1|15)$|windows-1252)/.test(guess)) {
      try {
        return new TextDecoder(guess).encoding;
      } catch {
        // A name the decoder does not know: fall through to the usual.
      }
    }
  }
  if (western(sample, 'macintosh') > western(sample, 'windows-1252')) return 'macintosh';
  return neighbour(new TextDecoder('windows-1252').decode(sample, { stream: true })) ?? 'windows-1252';
};

/** Letters of Czech, Slovak and Polish, read as Windows-1252: `lékaøù`, `Jiøí`, `za³¹cznik`. No language of the west has them in one word. */
const central = /[øèìùò]\p{L}*[áíýžš¹]|[áíýžš¹]\p{L}*[øèìùò]|ø\p{L}*[èìùò]|[èìùò]\p{L}*ø|\p{Ll}[³¿]\p{Ll}|£\p{L}[^\d\s]/gu;
/** Turkish read as Windows-1252: `çalýþma`; Icelandic has the same signs, and others besides. */
const turkish = /\p{Ll}[ýþð]\p{L}?|Ý\p{Ll}/gu;

/** Which neighbour of Windows-1252 the text is in, where three words and more speak for it and hardly any against. */
const neighbour = (text: string): string | undefined => {
  const words = text.split(/[^\p{L}³¹¿£±¶¼]+/u).filter((word) => word.length <= 40 && /[^\0-\x7f]/.test(word));
  const share = (pattern: RegExp): number => words.filter((word) => word.search(pattern) >= 0).length / Math.max(words.length, 12);
  if (share(central) > 0.2)
    return /[\u0160\u0161\u017d\u017e\u0152-\u0153\u0178‘-„]/u.test(text) || !/\p{Ll}[±¶¼¹]\p{Ll}/u.test(text) ? 'windows-1250' : 'iso-8859-2';
  if (share(turkish) > 0.25 && share(/[áéíóúæ]/) < 0.1) return 'windows-1254';
  return undefined;
};
