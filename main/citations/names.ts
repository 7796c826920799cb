// Who wrote it: how are names split, put in form, and which part is the family name?
import { isNothing, oneLine, plain } from './plain.ts';

const others = /^(?:and )?(?:et\.? ?al\.?|others|\.{3}|…)$/i;
/** `DK`, `D.K.`, `D K`, `J.-P.`, `Jr`: what follows a family name without a comma. */
const initials = /^(?:\p{Lu}\p{M}?\.?[-‐]?){1,4}$|^\p{Lu}\p{Ll}?\.(?:[-‐ ]?\p{Lu}\p{Ll}?\.)*$/u;
/** Longer texts are no names; what lies beyond is kept in the raw record only. */
const longest = 1000;
/** A family name of three or four capitals, a vowel among them, before one or two initials. */
const shortFamily = /^(?=\p{Lu}{0,3}[AEIOUYÄÖÜ])\p{Lu}{3,4} \p{Lu}{1,2}$/u;
const suffix = /^(?:Jr|Sr|II|III|IV|2nd|3rd)\.?$/i;

/** `Family, Given` with nothing to tidy: what most names of most files look like. */
const inForm = /^[^\s,;&<>]+(?: [^\s,;&<>]+)*, [^\s,;&<>]+(?: [^\s,;&<>]+)*$/;

/**
 * One name in form: `Griffin DK` → `Griffin, DK` (initials stand last, so the file tells the two apart), `Smith , J.` → `Smith, J.`;
 * `Alba Vicente` stays, for nothing tells which is which. Undefined for `et al.` and for nothing.
 */
export const author = (text: string): string | undefined => {
  if (inForm.test(text) && !/, null$|et\.? ?al/i.test(text)) return text;
  const name = oneLine(plain(text.length > longest ? text.slice(0, longest) : text))
    .replace(/^[;,\s]+|[;,\s]+$/g, '')
    .replace(/\s+,/g, ',')
    .replace(/,(?=\S)/g, ', ')
    .replace(/, null$/, '');
  if (name === '' || isNothing(name) || others.test(name) || /^anonymous$/i.test(name)) return undefined;
  const cut = name.replace(/[,;]? (?:and )?et\.? ?al\.?$/i, '');
  if (cut.includes(',') || !cut.includes(' ')) return cut;
  const words = cut.split(' ');
  let tail = words.length;
  if (tail > 2 && suffix.test(words[tail - 1] ?? '')) tail -= 1;
  let from = tail;
  while (from > 1 && initials.test(words[from - 1] ?? '')) from -= 1;
  // A single capital first (`J Smith`) or an organisation in capitals (`WHO EURO`) is no family name; `DOE A` has one.
  if (from === tail || (initials.test(words[0] ?? '') && !shortFamily.test(cut))) return cut;
  return `${words.slice(0, from).join(' ')}, ${words.slice(from).join(' ')}`;
};

/** Every name put in form, in order, repetitions by the tool left out. */
export const authors = (list: readonly string[]): string[] => {
  const seen = new Set<string>();
  for (const text of list) {
    const name = author(text);
    if (name !== undefined) seen.add(name);
  }
  return [...seen];
};

/**
 * A list cell: Python or JSON lists, `;`, `;;`, `|`, lines, ` and `, or commas between names without commas.
 * @param commas false where the column is known to part names by `;`: then commas are inside of names
 */
export const splitNames = (cell: string, commas = true): string[] => {
  const text = cell.trim();
  const listed = splitList(text);
  if (listed !== undefined) return listed;
  if (!commas && !/[;\n|]/.test(text)) {
    const parts = text.split(/\s+and\s+/i);
    const pieces = text.split(/\s*,\s*/);
    return parts.length === 1 && pieces.length > 2 && pieces.every((piece) => piece.includes(' ')) ? pieces : parts;
  }
  if (text.includes(';')) return splitSemicolons(text).map(withoutAnd);
  if (text.includes('\n')) return text.split(/\s*\n\s*/).map(withoutAnd);
  if (text.includes('|')) return text.split(/\s*\|+\s*/);
  if (/ and /i.test(text)) {
    const parts = text.split(/,? +and +/i);
    const [first = ''] = parts;
    // `A B, C D and E F`: commas part the names too, unless each part is one `Family, Given`.
    if (parts.length > 2 || first.split(',').length <= 2)
      return parts.length === 2 && /^[^,]* [^,]*, [^,]* [^,]*$/.test(first) ? [...first.split(/,\s*/), parts[1] ?? ''] : parts;
    return [...first.split(/,\s*/), ...parts.slice(1)];
  }
  return splitCommas(text);
};

/** `Roe, A.; and Doe, B.`: the word stands before a name though something else parts them. */
const withoutAnd = (name: string): string => name.replace(/^\s*(?:and|&)\s+(?=\p{L})/u, '');

/** Parts between semicolons, but not those that end a character reference (`&amp;`). */
export const splitSemicolons = (text: string): string[] => text.split(/(?<!&#?[A-Za-z0-9]{1,9});+/);

/** `['a', 'b']`, `["a"]`, `{"a","b"}` as Python, JSON and R write them. */
export const splitList = (text: string): string[] | undefined => {
  if (!/^[[{].*[\]}]$/s.test(text) || text.length < 2) return undefined;
  const inside = text.slice(1, -1);
  if (text.startsWith('["')) {
    try {
      const values: unknown = JSON.parse(text);
      if (Array.isArray(values)) return values.map(String);
    } catch {
      // Not JSON after all.
    }
  }
  if (!/^\s*(?:u?['"]|$)/.test(inside)) return text.startsWith('{') && !inside.includes(':') ? inside.split(',') : undefined;
  const out: string[] = [];
  for (const m of inside.matchAll(/'((?:[^'\\]|\\.)*)'(?=\s*(?:,|$))|"((?:[^"\\]|\\.)*)"(?=\s*(?:,|$))/gs))
    out.push((m[1] ?? m[2] ?? '').replace(/\\(.)/g, '$1'));
  return out;
};

/** Commas part names only where the pieces are whole names (`Smith J, Doe A.`); `Smith, John` is one. */
const splitCommas = (text: string): string[] => {
  // `Smith, John,Doe, Anna`: a blank behind the comma inside a name, none between names.
  if (/^[^,]+, [^,]+(?:,[^\s,][^,]*, [^,]+)+$/.test(text)) return text.split(/,(?! )/);
  const parts = text.replace(/\.$/, '').split(/\s*,\s*(?:& )?/);
  if (parts.length === 1) return [text];
  const wordy = parts.filter((part) => part.includes(' ')).length;
  if (wordy >= parts.length - (parts.length > 2 ? 1 : 0)) return parts;
  // `Smith, J., Doe, A.`: family and initials in turn.
  if (parts.length % 2 === 0 && parts.length > 2 && parts.every((part, at) => at % 2 === 0 || initials.test(part.split(' ')[0] ?? ''))) {
    const pairs: string[] = [];
    for (let at = 0; at < parts.length; at += 2) pairs.push(`${parts[at] ?? ''}, ${parts[at + 1] ?? ''}`);
    return pairs;
  }
  return parts.length === 2 ? [text] : parts;
};

/** The family name as well as it can be told: before the comma, else the last word; a name without blanks whole. */
export const familyName = (name: string): string => {
  const comma = name.indexOf(',');
  if (comma > 0) return name.slice(0, comma).trim();
  const words = name.trim().split(/\s+/);
  return words[words.length - 1] ?? name;
};
