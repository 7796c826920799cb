// Which order does the set itself suggest, where no protocol says anything?
import { finish, type Work } from '../../shared/work.ts';
import { addRows, allRows, scoreRows } from '../learners/products.ts';
import type { Collection, Explained } from './ranker.ts';

/** Cosine of each record's TF-IDF with the mean of the set: what the search is mostly about comes first. Length n, 0…1. */
export const setScores = (collection: Collection): Work<Float64Array> =>
  collection.keep('likeness to the set', function* () {
    const { rows } = yield* collection.weights('winnow');
    const sum = new Float64Array(rows.width);
    addRows(rows, allRows(rows.n), new Float64Array(rows.n).fill(1), sum);
    let square = 0;
    for (const one of sum) square += one * one;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    yield { done: 1, total: 2 };
    return yield* scoreRows(
      rows,
      sum.map((one) => one * scale),
      0,
    );
  });

export const explainSet = (collection: Collection, at: number): Explained[] => [
  { label: 'likeness to the set', weight: finish(setScores(collection))[at]! },
];
