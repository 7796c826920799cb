// Where do the sentences of an abstract begin and end?

export interface Stretch {
  /** UTF-16 offsets, `to` excluded, without white space at either end. */
  readonly from: number;
  readonly to: number;
}

/** Lower case, without the last dot; after these a dot ends no sentence. */
const abbreviations = new Set(
  (
    'e.g|i.e|eg|ie|al|vs|v|cf|ca|fig|figs|tab|eq|eqs|ref|refs|no|nos|vol|pp|p|dr|prof|mr|mrs|ms|st|sr|jr|dept|univ|inc|ltd|co|corp|approx|resp|sp|spp|subsp|var|' +
    'viz|seq|ed|eds|etc|max|min|temp|wt|b.i.d|t.i.d|q.i.d|p.o|i.v|i.m|s.c|i.p|a.m|p.m|u.s|u.k|u.s.a|d.f|s.d|s.e|c.i|vit|incl|excl|est|resp|mol|conc|obs|nr|art|sect|chap'
  ).split('|'),
);
/** After a single capital (`vitamin D. The …` against `J. Smith`) only these begin a new sentence. */
const openers = new Set(
  'the this these those that we our in an a it its to for of on at by with from after before between during however although while when there they he she both all no one two three results result conclusion conclusions methods method background objective objectives aim aims findings patients data using overall furthermore moreover thus therefore here as if most many some each such further additionally only'.split(
    ' ',
  ),
);

const isSpace = (unit: string | undefined): boolean => unit !== undefined && /\s/.test(unit);
const closing = /["'”’»)\]]/;
const begins = /[\p{Lu}\p{Lt}\p{Lo}\p{N}("'“‘«[]/u;

/** In order; together they hold every character that is not white space between sentences. Linear in the length. */
export const sentences = (text: string): readonly Stretch[] => {
  const found: Stretch[] = [];
  let from = 0;
  const close = (to: number): void => {
    let [begin, end] = [from, to];
    while (begin < end && isSpace(text[begin])) begin++;
    while (end > begin && isSpace(text[end - 1])) end--;
    if (end > begin) found.push({ from: begin, to: end });
    from = to;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '\n' && /^\n[^\S\n]*\n/.test(text.slice(at, at + 80))) {
      close(at);
      continue;
    }
    if (unit !== '.' && unit !== '!' && unit !== '?' && unit !== '。') continue;
    let end = at + 1;
    while (end < text.length && end < at + 4 && closing.test(text[end]!)) end++;
    if (unit === '。') close(end);
    else if (isSpace(text[end]) && endsHere(text, at, end)) close(end);
  }
  close(text.length);
  return found;
};

/** @param at the mark; @param end behind it and closing signs, where white space stands */
const endsHere = (text: string, at: number, end: number): boolean => {
  let next = end;
  while (next < text.length && isSpace(text[next])) next++;
  if (next === text.length) return true;
  if (!begins.test(String.fromCodePoint(text.codePointAt(next)!))) return false;
  if (text[at] !== '.') return true;
  let word = at;
  while (word > 0 && at - word < 24 && !isSpace(text[word - 1]) && !/[([{"“,;]/.test(text[word - 1]!)) word--;
  const before = text.slice(word, at);
  if (/^\p{Lu}$/u.test(before) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(before)) return openers.has(firstWord(text, next));
  return !abbreviations.has(before.toLowerCase());
};

const firstWord = (text: string, at: number): string => /^[("'“‘«[]?(\p{L}*)/u.exec(text.slice(at, at + 40))?.[1]?.toLowerCase() ?? '';
