// Which lines does a text have that arrives in pieces?

/** One line: its text (without a byte-order mark in front), its number from 1, and the sign that ended it, so that the original can be put together again. */
export type Line = (text: string, number: number, end: string) => void;

/** Longer lines than this are no lines of an export; the rest of one is dropped and the reader told. */
const longest = 16_000_000;

/**
 * Lines end at LF, CRLF or CR, mixed as they may be; U+2028 is text. Work is linear whatever the pieces.
 * @param each called for every line in order, the last one with `end` '' where nothing ends it
 */
export const lineSplitter = (each: Line): { push(chunk: string): void; end(): void; readonly cut: number | undefined } => {
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
  const line = (last: string, end: string): void => {
    number += 1;
    let text = last;
    if (rest.length > 0) {
      keep(last);
      text = rest.join('');
      rest = [];
      length = 0;
    }
    // Files that were glued together have marks in the middle.
    each(text.charCodeAt(0) === 0xfeff ? text.replace(/^\ufeff+/, '') : text, number, end);
  };

  return {
    push(chunk) {
      if (chunk === '') return;
      let from = 0;
      if (carriage) {
        // The piece before ended with CR: CRLF or a line end of its own?
        carriage = false;
        const crlf = chunk.startsWith('\n');
        line('', crlf ? '\r\n' : '\r');
        if (crlf) from = 1;
      }
      let lf = chunk.indexOf('\n', from);
      let cr = chunk.indexOf('\r', from);
      while (lf >= 0 || cr >= 0) {
        if (cr < 0 || (lf >= 0 && lf < cr)) {
          line(chunk.slice(from, lf), '\n');
          from = lf + 1;
          lf = chunk.indexOf('\n', from);
        } else if (lf === cr + 1) {
          line(chunk.slice(from, cr), '\r\n');
          from = lf + 1;
          lf = chunk.indexOf('\n', from);
          cr = chunk.indexOf('\r', from);
        } else if (cr === chunk.length - 1) {
          keep(chunk.slice(from, cr));
          carriage = true;
          return;
        } else {
          line(chunk.slice(from, cr), '\r');
          from = cr + 1;
          cr = chunk.indexOf('\r', from);
        }
      }
      keep(chunk.slice(from));
    },
    end() {
      if (carriage) {
        carriage = false;
        line('', '\r');
      } else if (rest.length > 0) line('', '');
    },
    get cut() {
      return cut;
    },
  };
};
