// Which lines does a text have that arrives in pieces?

/** One line: its text (without a byte-order mark in front), its number from 1, and the sign that ended it, so that the original can be put together again. */
export type Line = (text: string, number: number, end: string) => void;

/** One line where it stands: text[from…to) without a byte-order mark in front, its end text[to…next), its number from 1. Nothing is cut out until it is needed. */
export type LineAt = (text: string, from: number, to: number, next: number, number: number) => void;

/** Longer lines than this are no lines of an export; the rest of one is dropped and the reader told. */
const longest = 16_000_000;

export interface Splitter {
  push(chunk: string): void;
  end(): void;
  readonly cut: number | undefined;
}

/**
 * Lines end at LF, CRLF or CR, mixed as they may be; U+2028 is text. Work is linear whatever the pieces.
 * @param each called for every line in order, the last one with to = next where nothing ends it; a line over several pieces comes in a text of its own
 */
export const lineCutter = (each: LineAt): Splitter => {
  let rest: string[] = [];
  let length = 0;
  let number = 0;
  let carriage = false;
  let cut: number | undefined;

  const keep = (text: string): void => {
    if (text === '') return;
    if (length + text.length > longest) cut ??= number + 1;
    else {
      rest.push(text);
      length += text.length;
    }
  };
  const line = (text: string, from: number, to: number, next: number): void => {
    number += 1;
    let start = from;
    // Files that were glued together have marks in the middle.
    while (start < to && text.charCodeAt(start) === 0xfeff) start += 1;
    each(text, start, to, next, number);
  };
  /** The end of a line that began in an earlier piece. */
  const last = (text: string, end: string): void => {
    keep(text);
    const whole = rest.join('');
    rest = [];
    length = 0;
    line(whole + end, 0, whole.length, whole.length + end.length);
  };

  return {
    push(chunk) {
      if (chunk === '') return;
      let from = 0;
      if (carriage) {
        // The piece before ended with CR: CRLF or a line end of its own?
        carriage = false;
        const crlf = chunk.startsWith('\n');
        last('', crlf ? '\r\n' : '\r');
        if (crlf) from = 1;
      }
      let lf = chunk.indexOf('\n', from);
      let cr = chunk.indexOf('\r', from);
      while (lf >= 0 || cr >= 0) {
        const to = cr < 0 || (lf >= 0 && lf < cr) ? lf : cr;
        if (to === cr && cr === chunk.length - 1) {
          keep(chunk.slice(from, cr));
          carriage = true;
          return;
        }
        const next = to === cr && lf === cr + 1 ? to + 2 : to + 1;
        if (rest.length > 0) last(chunk.slice(from, to), chunk.slice(to, next));
        else if (to - from > longest) {
          keep(chunk.slice(from, to));
          last('', chunk.slice(to, next));
        } else line(chunk, from, to, next);
        from = next;
        if (lf >= 0 && lf < from) lf = chunk.indexOf('\n', from);
        if (cr >= 0 && cr < from) cr = chunk.indexOf('\r', from);
      }
      keep(chunk.slice(from));
    },
    end() {
      if (carriage) {
        carriage = false;
        last('', '\r');
      } else if (rest.length > 0) last('', '');
    },
    get cut() {
      return cut;
    },
  };
};

/** As `lineCutter`, each line cut out. */
export const lineSplitter = (each: Line): Splitter =>
  lineCutter((text, from, to, next, number) => each(text.slice(from, to), number, text.slice(to, next)));

/** The text of neighbouring lines as it stands in the file, put together once. */
export const verbatim = (): { add(text: string, from: number, next: number): void; take(): string } => {
  let pieces: string[] = [];
  let text = '';
  let from = 0;
  let to = 0;
  return {
    add(of, start, next) {
      if (of === text && start === to) to = next;
      else {
        if (to > from) pieces.push(text.slice(from, to));
        text = of;
        from = start;
        to = next;
      }
    },
    take() {
      const last = text.slice(from, to);
      const whole = pieces.length === 0 ? last : pieces.join('') + last;
      if (pieces.length > 0) pieces = [];
      text = '';
      from = 0;
      to = 0;
      return whole;
    },
  };
};
