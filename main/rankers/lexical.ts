// How well do the words of a record match the words of a query? One pass over the counts, whatever the query's length.
import type { Work } from '../../shared/work.ts';
import { words } from '../text/words.ts';
import { stemsOf } from '../text/stems.ts';
import type { CountName } from '../text/analyses.ts';
import type { Counts } from '../text/counts.ts';
import type { Explained } from './ranker.ts';

/** A query over counted words: how often it says each column; words that no record has are left out. */
export interface Query {
  readonly columns: Uint32Array;
  readonly times: Float64Array;
}

const analysed: Readonly<Record<CountName, (text: string) => string[]>> = { words, stems: stemsOf };

export const queryOf = (counts: Counts, analysis: CountName, text: string): Query => {
  const times = new Map<number, number>();
  for (const word of analysed[analysis](text)) {
    const column = counts.column(word);
    if (column >= 0) times.set(column, (times.get(column) ?? 0) + 1);
  }
  const columns = Uint32Array.from(times.keys()).sort();
  return { columns, times: Float64Array.from(columns, (column) => times.get(column)!) };
};

/** A score that is a sum over the query's words in the record, and something for the record as such. */
export interface TermModel {
  /** What one query word gives to a record that has it `count` times, in a record of `length` words. */
  term(column: number, count: number, length: number): number;
  /** What a record gets before any word. */
  record(length: number): number;
  /** In words, what `record` stands for; absent where it is 0 always. */
  readonly rest?: string;
}

/** Lucene's BM25 with (k₁+1): Σ times·ln(1+(N−df+.5)/(df+.5))·tf(k₁+1)/(tf+k₁(1−b+b·len/avg)) (RANKING §2). */
export const bm25Model = ({ rows, total, documents }: Counts, query: Query, { k1, b }: { readonly k1: number; readonly b: number }): TermModel => {
  const mean = total / Math.max(1, rows.n);
  const weight = new Float64Array(rows.width);
  query.columns.forEach((column, k) => {
    const df = documents[column]!;
    weight[column] = query.times[k]! * Math.log(1 + (rows.n - df + 0.5) / (df + 0.5));
  });
  return {
    term: (column, count, length) => (weight[column]! * count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / mean)),
    record: () => 0,
  };
};

/** Σ times·ln((1−λ)·tf/len + λ·p), p the word's share of all words: what an absent word gives is the record's, the rest the word's. */
export const jelinekMercer = ({ rows, total, occurrences }: Counts, query: Query, lambda: number): TermModel => {
  const times = new Float64Array(rows.width);
  let absent = 0;
  query.columns.forEach((column, k) => {
    times[column] = query.times[k]!;
    absent += query.times[k]! * Math.log((lambda * occurrences[column]!) / total);
  });
  return {
    term: (column, count, length) => times[column]! * Math.log1p(((1 - lambda) * count * total) / (length * lambda * occurrences[column]!)),
    record: () => absent,
    rest: 'no word found',
  };
};

/** Σ times·ln((tf + μ·p)/(len + μ)). */
export const dirichlet = ({ rows, total, occurrences }: Counts, query: Query, mu: number): TermModel => {
  const times = new Float64Array(rows.width);
  let absent = 0;
  let said = 0;
  query.columns.forEach((column, k) => {
    times[column] = query.times[k]!;
    said += query.times[k]!;
    absent += query.times[k]! * Math.log((mu * occurrences[column]!) / total);
  });
  return {
    term: (column, count) => times[column]! * Math.log1p((count * total) / (mu * occurrences[column]!)),
    record: (length) => absent - said * Math.log(length + mu),
    rest: 'no word found, length',
  };
};

const slice = 4096; // records between two steps

/** Length n. Sums run in order of the columns. */
export function* lexicalScores({ rows, length }: Counts, query: Query, model: TermModel): Work<Float64Array> {
  const asked = new Uint8Array(rows.width);
  for (const column of query.columns) asked[column] = 1;
  const scores = new Float64Array(rows.n);
  for (let at = 0; at < rows.n; at++) {
    let sum = model.record(length[at]!);
    for (let entry = rows.start[at]!; entry < rows.start[at + 1]!; entry++) {
      const column = rows.index[entry]!;
      if (asked[column] === 1) sum += model.term(column, rows.value[entry]!, length[at]!);
    }
    scores[at] = sum;
    if (at % slice === slice - 1) yield { done: at + 1, total: rows.n };
  }
  return scores;
}

/** The words of the query that the record has, with what they give; sums to the score. */
export const lexicalParts = ({ rows, length, word }: Counts, query: Query, model: TermModel, at: number): Explained[] => {
  const asked = new Set(query.columns);
  const parts: Explained[] = [];
  if (model.rest !== undefined) parts.push({ label: model.rest, weight: model.record(length[at]!) });
  for (let entry = rows.start[at]!; entry < rows.start[at + 1]!; entry++) {
    const column = rows.index[entry]!;
    if (asked.has(column)) parts.push({ label: word(column), weight: model.term(column, rows.value[entry]!, length[at]!) });
  }
  return strongest(parts);
};

export const strongest = (parts: readonly Explained[]): Explained[] =>
  [...parts].sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight) || (one.label < other.label ? -1 : 1));
