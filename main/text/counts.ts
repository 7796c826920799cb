// How often does each word stand in each text?
import type { Rows, Work } from '../../shared/work.ts';
import type { Analyser } from './analyser.ts';
import { readTexts } from './stream.ts';

/** Counts of words; column = number of the word. */
export interface Counts {
  /** n texts × words; value = occurrences. */
  readonly rows: Rows;
  /** Words of each text, repeats counted. */
  readonly length: Float64Array;
  /** Words of all texts. */
  readonly total: number;
  /** Texts that have the word. */
  readonly documents: Uint32Array;
  /** Occurrences of the word in all texts. */
  readonly occurrences: Float64Array;
  /** Column of a word as the analysis spells it; −1 where no text has it. */
  readonly column: (word: string) => number;
  readonly word: (column: number) => string;
}

/** Tokens between two steps: about 3 ms. */
const slice = 60_000;

/** @param text the text of position 0 … n−1 */
export function* countWords(n: number, text: (at: number) => string, analyser: Analyser): Work<Counts> {
  const stream = yield* readTexts(n, text, analyser);
  const width = analyser.lexicon.size;
  const start = new Uint32Array(n + 1);
  let index = new Uint32Array(stream.token.length);
  let value = new Float32Array(stream.token.length);
  const documents = new Uint32Array(width);
  const occurrences = new Float64Array(width);
  const count = new Uint32Array(width);
  let entries = 0;
  let sinceStep = 0;
  for (let at = 0; at < n; at++) {
    const from = entries;
    for (let place = stream.start[at]!; place < stream.start[at + 1]!; place++) {
      const id = stream.token[place]!;
      if (count[id]!++ === 0) index[entries++] = id;
    }
    index.subarray(from, entries).sort();
    for (let entry = from; entry < entries; entry++) {
      const id = index[entry]!;
      value[entry] = count[id]!;
      documents[id] = documents[id]! + 1;
      occurrences[id] = occurrences[id]! + count[id]!;
      count[id] = 0;
    }
    start[at + 1] = entries;
    sinceStep += stream.start[at + 1]! - stream.start[at]! + 10;
    if (sinceStep > slice) {
      sinceStep = 0;
      yield { done: at + 1, total: n };
    }
  }
  index = index.slice(0, entries);
  value = value.slice(0, entries);
  const length = new Float64Array(n);
  for (let at = 0; at < n; at++) length[at] = stream.start[at + 1]! - stream.start[at]!;
  const { lexicon } = analyser;
  return {
    rows: { n, width, start, index, value },
    length,
    total: stream.token.length,
    documents,
    occurrences,
    column: (word) => lexicon.find(word),
    word: (column) => lexicon.word(column),
  };
}
