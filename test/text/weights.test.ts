// Are counts and TF-IDF weights those of scikit-learn?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counted, weighed } from '../../main/text/analyses.ts';
import type { Weights } from '../../main/text/weights.ts';
import { words } from '../../main/text/words.ts';
import { finish, type Rows } from '../../shared/work.ts';
import oracle from '../samples/text/sklearn-tfidf.json' with { type: 'json' };

const texts = oracle.docs.map((doc) => `${doc.title} ${doc.abstract}`);
const text = (at: number): string => texts[at]!;
const n = texts.length;

type Matrix = (typeof oracle)['u4'];
/** Weight by term, one map a text. */
const ofOracle = ({ terms, matrix }: Matrix): Map<string, number>[] =>
  Array.from({ length: n }, (_, at) => {
    const row = new Map<string, number>();
    for (let entry = matrix.indptr[at]!; entry < matrix.indptr[at + 1]!; entry++) row.set(terms[matrix.indices[entry]!]!, matrix.data[entry]!);
    return row;
  });
const ofOurs = ({ rows, label }: Weights): { row: Map<string, number>; own: number }[] =>
  Array.from({ length: n }, (_, at) => {
    const row = new Map<string, number>();
    let own = 0;
    for (let entry = rows.start[at]!; entry < rows.start[at + 1]!; entry++) {
      const term = label(rows.index[entry]!);
      if (term === undefined) own = rows.value[entry]!;
      else row.set(term, rows.value[entry]!);
    }
    return { row, own };
  });
const ascending = (rows: Rows): boolean => {
  for (let at = 0; at < rows.n; at++)
    for (let entry = rows.start[at]! + 1; entry < rows.start[at + 1]!; entry++) if (rows.index[entry - 1]! >= rows.index[entry]!) return false;
  return true;
};

describe('ELAS u4: words and pairs', () => {
  const ours = finish(weighed('elas-u4', n, text));
  const documents = new Map<string, number>();
  for (const row of ofOracle(oracle.u4)) for (const term of row.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);

  test('shared terms weigh the same, lone ones are merged into the root of their sum of squares', () => {
    const theirs = ofOracle(oracle.u4);
    ofOurs(ours).forEach(({ row, own }, at) => {
      const sharedTerms = [...theirs[at]!].filter(([term]) => documents.get(term)! > 1);
      const lone = [...theirs[at]!].filter(([term]) => documents.get(term) === 1);
      expect([...row.keys()].sort()).toEqual(sharedTerms.map(([term]) => term).sort());
      for (const [term, weight] of sharedTerms) expect(row.get(term)).toBeCloseTo(weight, 6);
      expect(own).toBeCloseTo(Math.sqrt(lone.reduce((sum, [, weight]) => sum + weight * weight, 0)), 6);
    });
  });

  test('columns ascend in each row', () => {
    expect(ascending(ours.rows)).toBe(true);
  });
});

test('ELAS u3: words without stop words', () => {
  const theirs = ofOracle(oracle.u3);
  ofOurs(finish(weighed('elas-u3', n, text))).forEach(({ row }, at) => {
    expect([...row.keys()].sort()).toEqual([...theirs[at]!.keys()].sort());
    for (const [term, weight] of theirs[at]!) expect(row.get(term)).toBeCloseTo(weight, 6);
  });
});

test('counts are those of the words found one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.constantFrom('aa', 'bb', 'cc', 'dd-ee'), { maxLength: 12 }), { maxLength: 8 }), (docs) => {
      const some = docs.map((doc) => doc.join(' '));
      const counts = finish(counted('words', some.length, (at) => some[at]!));
      expect(ascending(counts.rows)).toBe(true);
      some.forEach((one, at) => {
        const expected = new Map<string, number>();
        for (const word of words(one)) expected.set(word, (expected.get(word) ?? 0) + 1);
        const found = new Map<string, number>();
        for (let entry = counts.rows.start[at]!; entry < counts.rows.start[at + 1]!; entry++)
          found.set(counts.word(counts.rows.index[entry]!), counts.rows.value[entry]!);
        expect(found).toEqual(expected);
        expect(counts.length[at]).toBe(words(one).length);
      });
      expect(counts.total).toBe(some.flatMap(words).length);
    }),
  );
});

/** TF-IDF with pairs by plain maps, the slow way. */
const slowGram = (some: readonly string[]): number[][] => {
  const rows = some.map((one) => {
    const found = words(one);
    const row = new Map<string, number>();
    for (const term of [...found, ...found.slice(1).map((word, at) => `${found[at]!} ${word}`)]) row.set(term, (row.get(term) ?? 0) + 1);
    return row;
  });
  const documents = new Map<string, number>();
  for (const row of rows) for (const term of row.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  const weighted = rows.map((row) => {
    const kept = [...row]
      .filter(([term]) => documents.get(term)! <= 0.95 * some.length)
      .map(([term, times]): [string, number] => [term, (1 + Math.log(times)) * (Math.log((1 + some.length) / (1 + documents.get(term)!)) + 1)]);
    const length = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return new Map(kept.map(([term, weight]) => [term, weight / length]));
  });
  return weighted.map((one) => weighted.map((other) => [...one].reduce((sum, [term, weight]) => sum + weight * (other.get(term) ?? 0), 0)));
};

test('merged columns keep every inner product', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), { minLength: 1, maxLength: 9 }), (docs) => {
      const some = docs.map((doc) => doc.map((word) => `w${word}`).join(' '));
      const { rows } = finish(weighed('elas-u4', some.length, (at) => some[at]!));
      const expected = slowGram(some);
      for (let one = 0; one < rows.n; one++)
        for (let other = 0; other < rows.n; other++) {
          const theirs = new Map<number, number>();
          for (let entry = rows.start[other]!; entry < rows.start[other + 1]!; entry++) theirs.set(rows.index[entry]!, rows.value[entry]!);
          let product = 0;
          for (let entry = rows.start[one]!; entry < rows.start[one + 1]!; entry++)
            product += rows.value[entry]! * (theirs.get(rows.index[entry]!) ?? 0);
          expect(product).toBeCloseTo(expected[one]![other]!, 6);
        }
    }),
  );
});

test('headings stand beside the words, each record’s of the length asked for', () => {
  const terms = ['Lens, Crystalline/*surgery; Humans', 'humans ; *Aged', ''];
  const some = ['one two', 'two three', 'three one'];
  const alone = finish(weighed('elas-u4', 3, (at) => some[at]!));
  const both = finish(
    weighed(
      'winnow',
      3,
      (at) => some[at]!,
      (at) => terms[at]!,
    ),
  );
  const of = (at: number): [string, number][] =>
    Array.from(both.rows.index.subarray(both.rows.start[at], both.rows.start[at + 1]), (column, k) => [
      both.label(column) ?? '(lone)',
      both.rows.value[both.rows.start[at]! + k]!,
    ]);
  const headingsOf = (at: number): [string, number][] => of(at).slice(alone.rows.start[at + 1]! - alone.rows.start[at]!);
  expect(headingsOf(0).map(([label]) => label)).toEqual(['humans (heading)', '(lone)']);
  expect(headingsOf(2)).toEqual([]);
  for (const at of [0, 1]) expect(Math.sqrt(headingsOf(at).reduce((sum, [, weight]) => sum + weight * weight, 0))).toBeCloseTo(0.3, 6);
  expect(of(0).slice(0, alone.rows.start[1])).toEqual(
    Array.from(alone.rows.index.subarray(0, alone.rows.start[1]), (column, k) => [alone.label(column) ?? '(lone)', alone.rows.value[k]]),
  );
  expect(ascending(both.rows)).toBe(true);
});
