// Where does a row end? Cuts delimited text into rows of cells with their line and text: quotes as RFC 4180, and what people make of them.

export type EachRow = (cells: string[], line: number, raw: string) => void;

/** A quoted cell longer than this has lost its closing quote. */
const longestCell = 1_000_000;
/** Quotes that never close: after so many, quotes are signs like others to the end of the file. */
const patience = 3;

const quote = 34;
const lf = 10;
const cr = 13;

export interface RowCutter {
  push(chunk: string): void;
  end(): void;
  /** Lines on which a quote opens that never closes. */
  readonly unclosed: readonly number[];
}

/**
 * A quote opens a cell only as its first sign and closes it before a delimiter or line end. One that closes nothing is a sign of the text:
 * the cell goes on to the closing quote on the same line where there is one, else to the delimiter.
 */
export const rowCutter = (delimiter: string, each: EachRow): RowCutter => {
  const cut = delimiter.charCodeAt(0);
  let text = '';
  let waiting: string[] = [];
  let line = 1;
  let literal = false;
  const unclosed: number[] = [];

  /** Reads one row from `from`; undefined where the text ends before the row does. */
  const row = (from: number, final: boolean, quotes: boolean): { cells: string[]; next: number; lines: number } | 'more' | 'unclosed' => {
    const cells: string[] = [];
    // Files that were glued together have marks in the middle.
    let at = text.charCodeAt(from) === 0xfeff ? from + 1 : from;
    let lines = 0;
    for (;;) {
      let cell: string;
      const end = quotes && text.charCodeAt(at) === quote ? closing(at + 1, cut) : undefined;
      if (end !== undefined && !strays(at + 1, end)) {
        if (end.at < 0) return final || text.length - at > longestCell ? 'unclosed' : 'more';
        // A quote as the very last sign may be the first half of a doubled one.
        if (!final && end.at === text.length - 1) return 'more';
        cell = text.slice(at + 1, end.at);
        if (end.doubled) cell = cell.replace(/""/g, '"');
        for (let k = cell.indexOf('\n'); k >= 0; k = cell.indexOf('\n', k + 1)) lines += 1;
        at = end.at + 1;
        if (end.open) {
          const stop = plainEnd(at);
          if (stop < 0 && !final) return 'more';
          cell += text.slice(at, stop < 0 ? text.length : stop);
          at = stop < 0 ? text.length : stop;
        }
      } else {
        const stop = plainEnd(at);
        if (stop < 0 && !final) return 'more';
        cell = text.slice(at, stop < 0 ? text.length : stop);
        at = stop < 0 ? text.length : stop;
      }
      cells.push(cell);
      const code = text.charCodeAt(at);
      if (code === cut) {
        at += 1;
        continue;
      }
      if (code === cr) {
        if (at + 1 === text.length && !final) return 'more';
        return { cells, next: at + (text.charCodeAt(at + 1) === lf ? 2 : 1), lines: lines + 1 };
      }
      return { cells, next: at + 1, lines: lines + 1 };
    }
  };

  /**
   * In tab-delimited text a quote that would take in tabs and line ends is a sign of the text: such files are often written without any
   * quoting, and one cell that begins with a quote would swallow the rows up to the next.
   */
  const strays = (from: number, { at: to, open }: { readonly at: number; readonly open: boolean }): boolean => {
    if (delimiter !== '\t') return false;
    // `"Healthy" diets`: the quotes are part of the text.
    if (open && text.slice(to + 1, Math.max(to + 1, plainEnd(to + 1))).trim() !== '') return true;
    const inside = text.slice(from, to < 0 ? text.length : to);
    return inside.endsWith('\t') || (inside.includes('\t') && /[\r\n]/.test(inside)); // what follows a tab opens the next cell
  };

  const plainEnd = (from: number): number => {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === cut || code === lf || code === cr) return at;
    }
    return -1;
  };

  /** The quote that closes a cell; `open` where it is followed by text all the same. */
  const closing = (from: number, delimiterCode: number): { at: number; doubled: boolean; open: boolean } => {
    let doubled = false;
    for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
      const next = text.charCodeAt(at + 1);
      if (next === quote) {
        // `""` before a delimiter may still be a stray quote and the closing one: the pair is taken as RFC 4180 says.
        doubled = true;
        at += 1;
        continue;
      }
      if (Number.isNaN(next) || next === delimiterCode || next === lf || next === cr) return { at, doubled, open: false };
      if (next === 32 && /^ +(?:[\r\n]|$)/.test(text.slice(at + 1, at + 40))) return { at, doubled, open: true };
      if (!closesLater(at + 1, delimiterCode)) return { at, doubled, open: true };
    }
    return { at: -1, doubled, open: false };
  };

  /** Is there, on this line and before a cell that opens with a quote, one that closes? */
  const closesLater = (from: number, delimiterCode: number): boolean => {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === lf || code === cr) return false;
      if (code === delimiterCode && text.charCodeAt(at + 1) === quote) return false;
      if (code === quote) {
        const next = text.charCodeAt(at + 1);
        if (Number.isNaN(next) || next === delimiterCode || next === lf || next === cr) return true;
      }
    }
    return false;
  };

  const work = (final: boolean): void => {
    let at = 0;
    while (at < text.length) {
      let got = row(at, final, !literal);
      if (got === 'unclosed') {
        unclosed.push(line);
        if (unclosed.length >= patience) literal = true;
        got = row(at, final, false);
      }
      if (got === 'more' || got === 'unclosed') break;
      const next = Math.min(got.next, text.length);
      each(got.cells, line, text.slice(at, next));
      line += got.lines;
      at = next;
    }
    text = text.slice(at);
  };

  return {
    unclosed,
    push(chunk) {
      waiting.push(chunk);
      if (!chunk.includes('\n') && !chunk.includes('\r')) return;
      text += waiting.join('');
      waiting = [];
      work(false);
    },
    end() {
      text += waiting.join('');
      waiting = [];
      work(true);
      text = '';
    },
  };
};
