// Where does a line end? Cuts chunks into lines: LF, CRLF, CR, and all of them mixed.

export interface Line {
  /** Without its end and without a byte-order mark in front. */
  readonly text: string;
  /** As it stood, with its end. */
  readonly raw: string;
  /** From 1. */
  readonly number: number;
}

/** Cuts text that comes in chunks. Linear also for one endless line. */
export class Cutter {
  number = 0;
  #rest: string[] = [];
  /** The last chunk ended with CR: an LF may follow that belongs to it. */
  #heldCr = false;

  /** @param each gets text, the text with its end, and the number */
  push(chunk: string, each: (text: string, raw: string, number: number) => void): void {
    if (chunk === '') return;
    let from = 0;
    if (this.#heldCr) {
      this.#heldCr = false;
      const end = chunk.charCodeAt(0) === 10 ? '\r\n' : '\r';
      if (end.length === 2) from = 1;
      this.#give(this.#take(''), end, each);
    }
    let lf = chunk.indexOf('\n', from);
    let cr = chunk.indexOf('\r', from);
    while (lf >= 0 || cr >= 0) {
      if (cr < 0 || (lf >= 0 && lf < cr)) {
        this.#give(this.#take(chunk.slice(from, lf)), '\n', each);
        from = lf + 1;
        lf = chunk.indexOf('\n', from);
      } else if (lf === cr + 1) {
        this.#give(this.#take(chunk.slice(from, cr)), '\r\n', each);
        from = lf + 1;
        lf = chunk.indexOf('\n', from);
        cr = chunk.indexOf('\r', from);
      } else if (cr === chunk.length - 1) {
        this.#rest.push(chunk.slice(from, cr));
        this.#heldCr = true;
        return;
      } else {
        this.#give(this.#take(chunk.slice(from, cr)), '\r', each);
        from = cr + 1;
        cr = chunk.indexOf('\r', from);
      }
    }
    if (from < chunk.length) this.#rest.push(chunk.slice(from));
  }

  end(each: (text: string, raw: string, number: number) => void): void {
    if (this.#heldCr) this.#give(this.#take(''), '\r', each);
    else if (this.#rest.length > 0) this.#give(this.#take(''), '', each);
    this.#heldCr = false;
  }

  #take(last: string): string {
    if (this.#rest.length === 0) return last;
    const whole = this.#rest.join('') + last;
    this.#rest = [];
    return whole;
  }

  #give(line: string, end: string, each: (text: string, raw: string, number: number) => void): void {
    this.number += 1;
    each(line.charCodeAt(0) === 0xfeff ? line.replace(/^\ufeff+/, '') : line, line + end, this.number);
  }
}

/** The lines of a head, for sniffing. */
export const linesOf = (head: string): string[] => head.split(/\r\n|\n|\r/);
