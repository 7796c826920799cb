// Which lines does a pasted strategy have, and are they numbered?
import type { Line } from './tokens.ts';

export interface Lines {
  /** Without their numbers and without counts of hits behind tabs. */
  readonly lines: readonly Line[];
  /** Every line began with its number; lines that did not continue the one before. */
  readonly numbered: boolean;
}

/** `12`, `12.`, `12)`, `#12`, `S12`, each followed by space or tab; `1 or 2` is no numbered line but a line that names others. */
const numbering = /^\s*(?:[#sS]?(\d{1,6})[.):]?[ \t]+|#(\d{1,6})$|(\d{1,6})[.)](?=\S))/;
const namesLines = /^\s*#?\d+\s+(?:and|or|not)\b(?!\/)/i;
/** A count of hits at the end, behind a tab or several spaces. */
const hits = /(?:\t|[ ]{2,})[\d,.\s]+$/;

export const splitLines = (text: string): Lines => {
  const lines = physical(text);
  const first = lines[0];
  if (first === undefined) return { lines, numbered: false };
  const numbers = lines.map((line) => numberOf(text, line));
  // Numbers count when they run 1, 2, 3 … from the first line on; what breaks the run is a continuation.
  const merged: Line[] = [];
  lines.forEach((line, at) => {
    const number = numbers[at];
    const last = merged.at(-1);
    if (number?.value === merged.length + 1) merged.push({ from: number.end, to: line.to });
    else if (last !== undefined) merged[merged.length - 1] = { from: last.from, to: line.to };
  });
  const isNumbered = merged.length >= 2 && numbers[0]?.value === 1 && merged.length >= lines.length / 4;
  return isNumbered ? { lines: merged.map((line) => withoutHits(text, line)), numbered: true } : { lines, numbered: false };
};

const physical = (text: string): readonly Line[] => {
  const lines: Line[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = text[at];
    if (at < text.length && unit !== '\n' && unit !== '\r') continue;
    if (/\S/.test(text.slice(from, at))) lines.push({ from, to: at });
    from = at + 1;
  }
  return lines;
};

const numberOf = (text: string, { from, to }: Line): { value: number; end: number } | undefined => {
  const head = text.slice(from, Math.min(to, from + 40));
  const found = numbering.exec(head);
  if (found === null || namesLines.test(head)) return undefined;
  return { value: Number(found[1] ?? found[2] ?? found[3]), end: from + found[0].length };
};

const withoutHits = (text: string, { from, to }: Line): Line => {
  const tail = text.slice(Math.max(from, to - 60), to);
  const found = hits.exec(tail);
  return found === null ? { from, to } : { from, to: to - found[0].length };
};
