// Which pieces do all query syntaxes share?
import type { Term } from './query.ts';

interface Piece {
  readonly from: number;
  readonly to: number;
}
export type Token =
  | (Piece & { readonly kind: 'open' | 'close' })
  | (Piece & { readonly kind: 'and' | 'or' | 'not' })
  | (Piece & { readonly kind: 'near'; readonly distance: number })
  | (Piece & { readonly kind: 'operand'; readonly term: Term })
  /** The result of earlier lines, joined: `or/1-7`, `#3`. */
  | (Piece & { readonly kind: 'lines'; readonly join: 'and' | 'or'; readonly lines: readonly number[] })
  /** Narrows the operand or group before it to these fields. */
  | (Piece & { readonly kind: 'fields'; readonly fields: readonly string[]; readonly heading: boolean; readonly explode: boolean });

/** One line of a strategy: the parts of the pasted text that it is made of (wrapped lines have several). */
export interface Line {
  readonly from: number;
  readonly to: number;
}

const operatorWord = /^(?:and|or|not)$/i;
const nearWord = /^(?:adj(\d*)|near\/?(\d*)|next\/?(\d*)|within\/?(\d*)|[nw]\/(\d+)|pre\/(\d+))$/i;

/** Reads a bare word as an operator, if it is one. `adj` alone is side by side (1), NEAR alone means 10 (Ovid, Cochrane). */
export const operatorOf = (word: string, from: number): Token | undefined => {
  const to = from + word.length;
  if (operatorWord.test(word)) return { kind: word.toLowerCase() as 'and' | 'or' | 'not', from, to };
  const near = nearWord.exec(word);
  if (near === null) return undefined;
  const digits = near.slice(1).find((group: string | undefined) => group !== undefined && group !== '');
  const usual = /^near/i.test(word) ? 10 : 1;
  return { kind: 'near', distance: digits === undefined ? usual : Math.min(Number(digits), 255), from, to };
};

export const openQuotes = new Set(['"', '“', '”', '„', '″', '«']);
export const closeQuotes = new Set(['"', '“', '”', '″', '»']);
export const isSpace = (unit: string | undefined): boolean => unit !== undefined && /\s/.test(unit);

/**
 * Finds the end (excluded) of what begins at a place, within a line. Where one search failed, later ones fail at once:
 * a line of nothing but opening signs stays linear.
 */
export const endFinder = (text: string, closes: ReadonlySet<string>, limit: number): ((at: number) => number | undefined) => {
  let none = false;
  return (at) => {
    if (none) return undefined;
    for (let next = at + 1; next < limit; next++) if (closes.has(text[next]!)) return next + 1;
    none = true;
    return undefined;
  };
};
