// How does late interaction see a text? As the vectors of its whole words, from all its passages (ColBERTer §3: subwords pooled, equal words merged).
import { askedWords, stretches, wholeWords } from '../text/whole-words.ts';
import { frameIn, halves, roomOf, type Frame } from './frames.ts';
import type { Said } from './network.ts';
import { packPassages, sentencesOf } from './passages.ts';
import { normalise } from './pooling.ts';
import type { Tokens } from './tokens.ts';

/** A passage, and which of the text's words each id between `from` and `to` belongs to; −1: none. */
export interface WordFrame {
  readonly frame: Frame;
  readonly words: Int32Array;
}

/** The words of a text by place of first appearance, as {@link wholeWords} lists them; nothing is cut. */
export const wordFrames = (tokens: Tokens, text: string, { maxTokens, prefix }: { maxTokens: number; prefix: string }): WordFrame[] => {
  const ids: number[] = [];
  const wordOf: number[] = [];
  const places = new Map<string, number>();
  const take = (part: string): number[] => {
    const from = ids.length;
    for (const { text: stretch, word } of stretches(part)) {
      const place = word === undefined ? -1 : (places.get(word) ?? places.size);
      if (word !== undefined) places.set(word, place);
      for (const id of idsOf(tokens, stretch)) {
        ids.push(id);
        wordOf.push(place);
      }
    }
    return Array.from({ length: ids.length - from }, (_unused, at) => from + at);
  };
  const { title, abstract } = halves(text);
  const pieces = { title: take(title), sentences: sentencesOf(abstract).map((sentence) => take(` ${sentence}`)) };
  const before = prefix === '' ? [] : tokens.ids(prefix);
  const room = Math.max(4, roomOf(tokens, { query: undefined, maxTokens }) - before.length);
  const packed = ids.length <= room ? [Array.from(ids.keys())] : packPassages(pieces, room);
  return packed.map((at) => ({
    frame: frameIn(tokens, undefined)([...before, ...at.map((place) => ids[place]!)]),
    words: Int32Array.from([...before.map(() => -1), ...at.map((place) => wordOf[place]!)]),
  }));
};

/** A word is tokenised alike wherever it stands: each is asked of the tokeniser once. */
const known = new WeakMap<Tokens, Map<string, readonly number[]>>();
const mostKnown = 50_000;
const idsOf = (tokens: Tokens, stretch: string): readonly number[] => {
  let seen = known.get(tokens);
  if (seen === undefined || seen.size > mostKnown) known.set(tokens, (seen = new Map<string, readonly number[]>()));
  const there = seen.get(stretch);
  if (there !== undefined) return there;
  const ids = tokens.ids(stretch);
  seen.set(stretch, ids);
  return ids;
};

/** Unit vectors of whole words; undefined where a word has no token. */
export class WordVectors {
  readonly vectors: Float32Array[] = [];
  readonly #width: number;
  constructor(width: number) {
    this.#width = width;
  }

  /** Adds the token states of one row of an answer. */
  add({ values, dims }: Said, row: number, { frame, words }: WordFrame): void {
    const tokens = dims[1] ?? 1;
    words.forEach((word, at) => {
      if (word < 0) return;
      const sum = (this.vectors[word] ??= new Float32Array(this.#width));
      const base = (row * tokens + frame.from + at) * this.#width;
      for (let k = 0; k < this.#width; k += 1) sum[k]! += values[base + k]!;
    });
  }

  close(): this {
    for (let word = 0; word < this.vectors.length; word += 1) normalise((this.vectors[word] ??= new Float32Array(this.#width)));
    return this;
  }
}

/** The vectors of the question's telling words, as {@link askedWords} lists them; fewer where the question was cut. */
export const askedVectors = (question: string, vectors: readonly Float32Array[]): Float32Array[] => {
  const place = new Map(wholeWords(question).map((word, at) => [word, at]));
  return askedWords(question).flatMap((word) => vectors[place.get(word) ?? -1] ?? []);
};

/**
 * For each word of the query its best match among the record's: likeness −1…1 divided by the number of the query's words, and the matching word's
 * place; the first numbers sum to the score. −1 and place −1 where the record has no word.
 */
export const matches = (query: readonly Float32Array[], record: readonly Float32Array[]): Float32Array => {
  const found = new Float32Array(query.length * 2);
  query.forEach((q, at) => {
    let best = -1;
    let place = -1;
    record.forEach((d, word) => {
      let dot = 0;
      for (let k = 0; k < q.length; k += 1) dot += q[k]! * d[k]!;
      if (dot > best) {
        best = dot;
        place = word;
      }
    });
    found[at * 2] = best / query.length;
    found[at * 2 + 1] = place;
  });
  return found;
};

/** Σ over the query's words of the best match, divided by their number: −1…1; −1 where the record has no word, 0 where the query has none. */
export const maxSim = (query: readonly Float32Array[], record: readonly Float32Array[]): number =>
  matches(query, record).reduce((sum, value, at) => (at % 2 === 0 ? sum + value : sum), 0);
