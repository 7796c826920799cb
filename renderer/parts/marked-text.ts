// Into which pieces does a text fall: plain, highlighted, or a character one would not see?

export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  readonly group?: number;
}
export interface Piece {
  readonly text: string;
  readonly kind: 'plain' | 'marked' | 'hidden';
  /** The class of the mark. */
  readonly look?: string;
}

/** Short names of characters that turn, join or hide text, as a typesetter's table has them. */
const names: Readonly<Record<string, string>> = {
  '\u200B': 'ZWSP', '\u200C': 'ZWNJ', '\u200D': 'ZWJ', '\u200E': 'LRM', '\u200F': 'RLM', '\u061C': 'ALM',
  '\u202A': 'LRE', '\u202B': 'RLE', '\u202C': 'PDF', '\u202D': 'LRO', '\u202E': 'RLO',
  '\u2060': 'WJ', '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI', '\uFEFF': 'BOM', '\u00AD': 'SHY',
}; // prettier-ignore

const hidden = /(?![\t\n])\p{Cc}|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;
// Joiners belong to the spelling of these scripts and to emoji; there they are left to work.
const joins =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\uFE0F]$/u;

const nameOf = (sign: string): string => names[sign] ?? `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const cut = (text: string, look: string | undefined, out: Piece[]): void => {
  let from = 0;
  const keep = (to: number) => {
    if (to > from)
      out.push(look === undefined ? { text: text.slice(from, to), kind: 'plain' } : { text: text.slice(from, to), kind: 'marked', look });
  };
  for (const found of text.matchAll(hidden)) {
    const sign = found[0];
    if ((sign === '\u200C' || sign === '\u200D') && joins.test(text.slice(Math.max(0, found.index - 2), found.index))) continue;
    keep(found.index);
    out.push({ text: nameOf(sign), kind: 'hidden' });
    from = found.index + sign.length;
  }
  keep(text.length);
};

/** More combining marks than any script piles on one letter: the rest would cover the lines around. */
const piled = /(\p{M}{8})\p{M}+/gu;

/**
 * Pieces in order; marks may touch or overlap (the earlier one wins) and are cut to the text.
 * Every visible character is kept, hidden ones are named, piles of combining marks are cut to eight.
 */
export const pieces = (text: string, marks: readonly Mark[]): readonly Piece[] => {
  const out: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const from = Math.max(mark.from, at);
    const to = Math.min(mark.to, text.length);
    if (to <= from) continue;
    cut(text.slice(at, from), undefined, out);
    cut(text.slice(from, to), mark.group === undefined ? mark.kind : `${mark.kind}-${String((mark.group % 3) + 1)}`, out);
    at = to;
  }
  cut(text.slice(at), undefined, out);
  return out.map((piece) => (piece.kind === 'hidden' ? piece : { ...piece, text: piece.text.replace(piled, '$1') }));
};
