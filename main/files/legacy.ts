// Which encoding are bytes in that are no UTF-8? Told by what stands around those above 127.
import { detect } from 'chardet';

/** Western letters and signs that exports really hold: the wrong one of two encodings shows others in their place. */
const likely = /[a-zA-Z][éèêëàáâäãåçíìîïñóòôöõøúùûüßæýÿšžœ]|[ÉÖÄÜÅØÁÇÑÓÍ][a-z]/g;
const signs = /[’‘“”–—…•®©°±µ·×«»²³½ ]/g;
const unlikely = /[\u0080-\u009f¬Ð¤¦§¨ªº¸‚ƒ„†‡ˆ‰‹˜›¡¿ŽšŠÞþ÷¢£¥ﬁﬂ◊∏∫√∆Ωˇ˘˙˛˝˚]/g;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const western = (sample: Uint8Array, label: string): number => {
  // As a stream: in one go Node 20 takes Windows-1252 for Latin-1 and loses its quotation marks.
  const text = new TextDecoder(label).decode(sample, { stream: true });
  return 2 * count(text, likely) + count(text, signs) - 2 * count(text, unlikely);
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
    const guess = detect(sample)?.toLowerCase();
    if (guess !== undefined && !/^(?:utf|ascii|iso-8859-(?:1|15)$|windows-1252)/.test(guess)) {
      try {
        return new TextDecoder(guess).encoding;
      } catch {
        // A name the decoder does not know: fall through to the usual.
      }
    }
  }
  return western(sample, 'macintosh') > western(sample, 'windows-1252') ? 'macintosh' : 'windows-1252';
};
