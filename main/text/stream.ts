// Which numbered words stand in each text, one after the other?
import type { Work } from '../../shared/work.ts';
import type { Analyser } from './analyser.ts';

/** Text i has the words `token[start[i] … start[i + 1])`. */
export interface Stream {
  readonly n: number;
  readonly start: Uint32Array;
  readonly token: Uint32Array;
}

/** Characters between two steps: about 3 ms of reading, a few more where many words are new. */
const slice = 20_000;

/** @param text the text of position 0 … n−1 */
export function* readTexts(n: number, text: (at: number) => string, analyser: Analyser): Work<Stream> {
  const start = new Uint32Array(n + 1);
  let token = new Uint32Array(1 << 16);
  let length = 0;
  let sinceStep = 0;
  const push = (id: number): void => {
    if (length === token.length) {
      const wider = new Uint32Array(length * 2);
      wider.set(token);
      token = wider;
    }
    token[length++] = id;
  };
  for (let at = 0; at < n; at++) {
    const one = text(at);
    analyser.read(one, push);
    start[at + 1] = length;
    sinceStep += one.length + 200;
    if (sinceStep > slice) {
      sinceStep = 0;
      yield { done: at + 1, total: n };
    }
  }
  return { n, start, token: token.subarray(0, length) };
}
