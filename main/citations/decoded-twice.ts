// Was this text once UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again (`GÃ¶del`, `donâ€™t`), and what did it say before?

/** Signs that may as well follow a capital letter in its own right. */
const quotes = '‘’“”–—…»™¹';
const others = '€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜š›œžŸ';
const seconds = `[\\u0080-\\u00bf${others}${quotes}]`;
/** Vietnamese `ơ ư` and Romanian `ș ț`: their first bytes are letters of the north and of France, their second ones no sign that follows those. */
const rare = '[Æ][¡¯°]|[È][˜™š›\\u0098-\\u009b]';
/** Vietnamese letters with two marks; the rest of what begins so is no letter that exports hold. */
const stacked = `á[º»]${seconds}`;
/** `à` whose second half, a no-break space, was tidied away with the blank behind it: no word ends in a capital Ã behind a small letter, nor is one of Ã alone. */
const grave = `(?<![\\p{Lu}\\p{N}])Ã(?= |$)`;
const twice = new RegExp(
  `[ÂÃÄÅÎÏÐÑ]${seconds}|${rare}|á[º»][\\u00a1-\\u00bf${others}]|${grave}|â(?:€|\\u0080)[\\u0080-\\u00bf™œ“”˜¦¢\\u0093\\u0094]|ï»¿`,
  'u',
);

/** Any of the first bytes of such text; most text holds none, which searches for one sign each tell in a third of the pattern's time. */
const begins = Array.from('ÃâÂÄÅÆÈÎÏÐÑáï');
const mayBegin = (text: string): boolean => {
  for (const sign of begins) if (text.includes(sign)) return true;
  return false;
};

export const looksDecodedTwice = (text: string): boolean => mayBegin(text) && twice.test(text);

/** Windows-1252's own signs for the bytes 80–9F; the five bytes it has none for stay controls. */
const byteOf: ReadonlyMap<string, number> = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ', (sign, at): [string, number] => [sign, 0x80 + at]),
);
const bytesOf = (text: string): number[] => Array.from(text, (sign) => byteOf.get(sign) ?? sign.charCodeAt(0));

/** What the bytes of one character mean as UTF-8; undefined where they are none (also over-long ones and surrogates). */
const characterOf = (text: string): string | undefined => {
  const [first = 0, ...rest] = bytesOf(text);
  const code = rest.reduce((sum, byte) => sum * 64 + (byte & 0x3f), first & (rest.length === 1 ? 0x1f : rest.length === 2 ? 0x0f : 0x07));
  const least = [0, 0x80, 0x800, 0x10000][rest.length] ?? 0;
  if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  return code === 0xfeff ? '' : String.fromCodePoint(code);
};

/**
 * Two signs for Latin, Greek and Cyrillic; `â` and two for typography; four for what lies beyond; three for Chinese and Japanese only where several
 * stand together. Other letters before such signs (`CAFÉ’S`, `été»`) are what they look like.
 */
const sequence = new RegExp(
  `([ÂÃÄÅÎÏÐÑ]${seconds})|(â${seconds}{2}|ï»¿|ð${seconds}{3}|${rare}|${stacked})|((?:[ãäåæçèé]${seconds}{2}){2,})|(${grave})`,
  'gu',
);

/** Of a quotation mark, dash or trade mark behind a capital one cannot know: `Ä“` may end a quotation. Within a word or beside other such text one can. */
const isPlain = (found: string, before: string, after: string, joined: boolean): boolean =>
  !quotes.includes(found.charAt(1)) || joined || /\p{Ll}|[ÂÃÄÅÎÏÐÑ]/u.test(after) || /\p{Ll}/u.test(before);

const once = (text: string): string => {
  let end = -1; // of the last sequence put right
  const quotesOpen = /(?:^|[\s([])«/.test(text);
  return text.replace(
    sequence,
    (found: string, pair: string | undefined, _long: string | undefined, row: string | undefined, alone: string | undefined, at: number) => {
      const after = text.charAt(at + found.length);
      if (alone !== undefined) return 'à';
      if (pair !== undefined && !isPlain(pair, text.charAt(at - 1), after, end === at)) return found;
      // `«está»…`: the mark closes what one before it opened.
      if (found.startsWith('á»') && quotesOpen) return found;
      const characters = row === undefined ? [found] : (found.match(/.{3}/gsu) ?? []);
      const meant = characters.map(characterOf);
      if (meant.includes(undefined)) return found;
      end = at + found.length;
      return meant.join('');
    },
  );
};

/** The text as it was before, also where that was done to it twice; all that cannot be such text stays. */
export const repairDecodedTwice = (text: string): string => {
  const first = once(text);
  return looksDecodedTwice(first) ? once(first) : first;
};

/** Shortly before the first sign that was decoded twice: what it says and what it said; the same where that cannot be told any more. */
export const exampleOf = (text: string): { readonly before: string; readonly after: string } | undefined => {
  const repaired = repairDecodedTwice(text);
  let at = 0;
  if (repaired === text) {
    at = text.search(twice);
    if (at < 0) return undefined;
  } else while (text.charCodeAt(at) === repaired.charCodeAt(at)) at += 1;
  // From the beginning of a word, to the end of one.
  const from = at <= 24 ? 0 : text.lastIndexOf(' ', at - 12) + 1 || at;
  const before = text.slice(from, from + 60).replace(/(?<=.{30})\s\S*$/su, '');
  return { before, after: repaired === text ? before : repairDecodedTwice(before) };
};
