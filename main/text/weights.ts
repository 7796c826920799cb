// How much does each word or pair of words weigh in each text (TF-IDF as scikit-learn's TfidfVectorizer)?
import type { Rows, Work } from '../../shared/work.ts';
import type { Analyser } from './analyser.ts';
import { countPairs, type Pairs } from './pairs.ts';
import { readTexts, type Stream } from './stream.ts';

export interface Weighting {
  /** Also pairs of neighbouring words. */
  readonly pairs: boolean;
  /** 1 + ln tf instead of tf. */
  readonly sublinear: boolean;
  /** Terms in a larger share of the texts are left out; 1 keeps all. */
  readonly mostTexts: number;
  /**
   * What becomes of terms that one text only has: `columns` of their own, `dropped` (scikit-learn's min_df=2), or `merged` into one column a
   * text that holds the root of their sum of squares. Merging keeps every inner product between rows, hence every linear model's
   * decisions, and halves the entries; naive Bayes, which is no function of inner products, needs `columns`. Pairs cannot have them.
   */
  readonly lone: 'columns' | 'merged' | 'dropped';
}

/** Columns of another analysis of the same records, to stand behind the words' own. */
export interface Beside {
  readonly weights: Weights;
  /** Length of its rows beside the words' rows of length 1. */
  readonly scale: number;
}

/** TF-IDF rows of length 1 (0 where a text has no term); frequent columns first, the merged ones last. */
export interface Weights {
  readonly rows: Rows;
  /** The word, the two words with a space between, or undefined for a merged column. */
  readonly label: (column: number) => string | undefined;
}

const slice = 20_000; // entries between two steps, about 3 ms
const none = 0xffffffff;

/** New numbers of the terms by falling number of texts (ties by old number); `none` where left out or lone. */
const byFrequency = (documents: readonly Uint32Array[], keep: (documents: number) => boolean): { column: Uint32Array[]; width: number } => {
  let most = 0;
  for (const some of documents) for (const df of some) if (df > most) most = df;
  const next = new Uint32Array(most + 2); // columns of terms with more than df texts
  for (const some of documents) for (const df of some) if (keep(df)) next[df] = next[df]! + 1;
  for (let df = most, before = 0; df >= 0; df--) {
    const here = next[df]!;
    next[df] = before;
    before += here;
  }
  let width = 0;
  const column = documents.map((some) => {
    const numbers = new Uint32Array(some.length).fill(none);
    for (let id = 0; id < some.length; id++) {
      if (!keep(some[id]!)) continue;
      numbers[id] = next[some[id]!]!;
      next[some[id]!] = next[some[id]!]! + 1;
      width++;
    }
    return numbers;
  });
  return { column, width };
};

const wordDocuments = function* (stream: Stream, width: number): Work<Uint32Array> {
  const documents = new Uint32Array(width);
  const last = new Int32Array(width).fill(-1);
  for (let at = 0; at < stream.n; at++) {
    for (let place = stream.start[at]!; place < stream.start[at + 1]!; place++) {
      const id = stream.token[place]!;
      if (last[id] === at) continue;
      last[id] = at;
      documents[id] = documents[id]! + 1;
    }
    if (at % 256 === 255) yield { done: at + 1, total: stream.n };
  }
  return documents;
};

const noPairs = (n: number): Pairs => ({
  size: 0,
  first: new Uint32Array(0),
  second: new Uint32Array(0),
  documents: new Uint32Array(0),
  start: new Uint32Array(n + 1),
  pair: new Uint32Array(0),
  times: new Uint16Array(0),
  loneStart: new Uint32Array(n + 1),
  loneTimes: new Uint16Array(0),
});

/** @param text the text of position 0 … n−1 */
export function* weighWords(n: number, text: (at: number) => string, analyser: Analyser, how: Weighting, beside?: Beside): Work<Weights> {
  const stream = yield* readTexts(n, text, analyser);
  const wordsKnown = analyser.lexicon.size;
  const documents = yield* wordDocuments(stream, wordsKnown);
  const pairs = how.pairs ? yield* countPairs(stream) : noPairs(n);
  const most = how.mostTexts * n;
  const least = how.lone === 'columns' ? 1 : 2;
  const { column, width: shared } = byFrequency([documents, pairs.documents], (df) => df >= least && df <= most);
  const [wordColumn, pairColumn] = column as [Uint32Array, Uint32Array];
  const merged = how.lone === 'merged' && most >= 1;
  const ownWidth = shared + (merged ? n : 0);
  const width = ownWidth + (beside?.weights.rows.width ?? 0);

  const idf = new Float64Array(shared);
  const idfOf = (df: number): number => Math.log((1 + n) / (1 + df)) + 1;
  for (let id = 0; id < wordsKnown; id++) if (wordColumn[id] !== none) idf[wordColumn[id]!] = idfOf(documents[id]!);
  for (let id = 0; id < pairs.size; id++) if (pairColumn[id] !== none) idf[pairColumn[id]!] = idfOf(pairs.documents[id]!);
  const lone = idfOf(1);
  const tf = how.sublinear ? (times: number): number => 1 + Math.log(times) : (times: number): number => times;

  const start = new Uint32Array(n + 1);
  let index = new Uint32Array(1 << 16);
  let value = new Float32Array(1 << 16);
  let entries = 0;
  const count = new Uint32Array(wordsKnown);
  let packed = new Float64Array(1024); // column · 65,536 + times: sorts by column in native code
  let sinceStep = 0;
  for (let at = 0; at < n; at++) {
    const from = stream.start[at]!;
    const to = stream.start[at + 1]!;
    const more = beside === undefined ? 0 : beside.weights.rows.start[at + 1]! - beside.weights.rows.start[at]!;
    const room = to - from + pairs.start[at + 1]! - pairs.start[at]! + 1 + more;
    if (packed.length < room) packed = new Float64Array(room * 2);
    while (index.length < entries + room) {
      const [oldIndex, oldValue] = [index, value];
      index = new Uint32Array(oldIndex.length * 2);
      value = new Float32Array(oldValue.length * 2);
      index.set(oldIndex);
      value.set(oldValue);
    }
    let size = 0;
    let own = 0; // sum of squares of the terms that no other text has
    for (let place = from; place < to; place++) count[stream.token[place]!] = count[stream.token[place]!]! + 1;
    for (let place = from; place < to; place++) {
      const id = stream.token[place]!;
      const times = count[id]!;
      if (times === 0) continue;
      count[id] = 0;
      if (wordColumn[id] !== none) packed[size++] = wordColumn[id]! * 65_536 + Math.min(times, 65_535);
      else if (merged && documents[id] === 1) own += (tf(times) * lone) ** 2;
    }
    for (let entry = pairs.start[at]!; entry < pairs.start[at + 1]!; entry++) {
      const id = pairs.pair[entry]!;
      if (pairColumn[id] !== none) packed[size++] = pairColumn[id]! * 65_536 + pairs.times[entry]!;
      else if (merged && pairs.documents[id] === 1) own += (tf(pairs.times[entry]!) * lone) ** 2;
    }
    if (merged) for (let entry = pairs.loneStart[at]!; entry < pairs.loneStart[at + 1]!; entry++) own += (tf(pairs.loneTimes[entry]!) * lone) ** 2;
    packed.subarray(0, size).sort();
    let squares = own;
    for (let k = 0; k < size; k++) {
      const col = Math.floor(packed[k]! / 65_536);
      const weight = tf(packed[k]! - col * 65_536) * idf[col]!;
      index[entries + k] = col;
      packed[k] = weight;
      squares += weight * weight;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let k = 0; k < size; k++) value[entries + k] = packed[k]! * scale;
    entries += size;
    if (own > 0) {
      index[entries] = shared + at;
      value[entries++] = Math.sqrt(own) * scale;
    }
    if (beside !== undefined && more > 0) {
      const { rows } = beside.weights;
      for (let entry = rows.start[at]!; entry < rows.start[at + 1]!; entry++) {
        index[entries] = ownWidth + rows.index[entry]!;
        value[entries++] = beside.scale * rows.value[entry]!;
      }
    }
    start[at + 1] = entries;
    sinceStep += room;
    if (sinceStep > slice) {
      sinceStep = 0;
      yield { done: at + 1, total: n };
    }
  }

  const first = new Uint32Array(shared);
  const second = new Uint32Array(shared).fill(none);
  for (let id = 0; id < wordsKnown; id++) if (wordColumn[id] !== none) first[wordColumn[id]!] = id;
  for (let id = 0; id < pairs.size; id++) {
    if (pairColumn[id] === none) continue;
    first[pairColumn[id]!] = pairs.first[id]!;
    second[pairColumn[id]!] = pairs.second[id]!;
  }
  const { lexicon } = analyser;
  return {
    rows: { n, width, start, index: index.slice(0, entries), value: value.slice(0, entries) },
    label(col) {
      if (col >= ownWidth) {
        const heading = beside?.weights.label(col - ownWidth);
        return heading === undefined ? undefined : `${heading} (heading)`;
      }
      if (col >= shared) return undefined;
      const one = lexicon.word(first[col]!);
      return second[col] === none ? one : `${one} ${lexicon.word(second[col]!)}`;
    },
  };
}
