// Are the lexical scores those of the formulas and of another implementation?
import { describe, expect, test } from 'vitest';
import { bm25 } from '../../main/rankers/bm25/index.ts';
import { referenceWords } from '../../main/rankers/asked.ts';
import { bm25f } from '../../main/rankers/bm25f/index.ts';
import { bm25Model, dirichlet, jelinekMercer } from '../../main/rankers/lexical.ts';
import { qlmDir } from '../../main/rankers/qlm-dir/index.ts';
import { qlmJm } from '../../main/rankers/qlm-jm/index.ts';
import type { Ranker } from '../../main/rankers/ranker.ts';
import { collect, viewOf } from '../../main/screening/view.ts';
import type { Counts } from '../../main/text/counts.ts';
import { finish } from '../../shared/work.ts';
import oracle from '../samples/rankers/lexical.json' with { type: 'json' };
import texts from '../samples/text/sklearn-tfidf.json' with { type: 'json' };

const citations = texts.docs.map(({ title, abstract }, at) => ({
  key: at + 1,
  id: String(at),
  title,
  abstract,
  source: { file: 'sample', line: at + 1 },
}));
const collection = collect(citations);
const scored = (ranker: Ranker, params: object, title = oracle.query): Float64Array => {
  const view = viewOf(collection, { protocol: { title, criteria: [] }, labelled: new Uint32Array(0), relevant: new Uint8Array(0) });
  return finish(ranker.score(finish(ranker.fit(view, ranker.params.parse({ ...referenceWords, ...params }), () => 0)), view));
};
const inOrder = (scores: Float64Array): number[] => [...scores.keys()].sort((a, b) => Math.round((scores[b]! - scores[a]!) * 1e9) || a - b);

describe('against another implementation', () => {
  test.each(oracle.bm25)('bm25 k1 $k1 b $b', ({ k1, b, scores, order }) => {
    const ours = scored(bm25, { k1, b });
    scores.forEach((one, at) => expect(ours[at]).toBeCloseTo(one, 9));
    expect(inOrder(ours)).toEqual(order);
  });
  test.each(oracle.jm)('qlm-jm λ $lambda', ({ lambda, scores, order }) => {
    const ours = scored(qlmJm, { lambda });
    scores.forEach((one, at) => expect(ours[at]).toBeCloseTo(one, 9));
    expect(inOrder(ours)).toEqual(order);
  });
  test.each(oracle.dirichlet)('qlm-dir μ $mu', ({ mu, scores, order }) => {
    const ours = scored(qlmDir, { mu });
    scores.forEach((one, at) => expect(ours[at]).toBeCloseTo(one, 9));
    expect(inOrder(ours)).toEqual(order);
  });
  test('lengths', () => {
    const counts = finish(collection.counts('words', 'both'));
    expect([...counts.length]).toEqual(oracle.length);
    expect(counts.total / counts.rows.n).toBeCloseTo(oracle.average, 12);
  });
});

describe('worked by hand (RANKING §2)', () => {
  const query = { columns: Uint32Array.of(0), times: Float64Array.of(1) };
  const counts = (more: Partial<Counts>): Counts => ({
    rows: { n: 1000, width: 1, start: new Uint32Array(1001), index: new Uint32Array(0), value: new Float32Array(0) },
    length: new Float64Array(1000),
    total: 200_000,
    documents: Uint32Array.of(50),
    occurrences: Float64Array.of(20),
    column: () => 0,
    word: () => 'word',
    ...more,
  });
  test('BM25: N 1000, df 50, tf 3, length 180, mean 200', () => {
    expect(bm25Model(counts({}), query, { k1: 1.2, b: 0.75 }).term(0, 3, 180)).toBeCloseTo(4.796291, 6);
    expect(bm25Model(counts({}), query, { k1: 0, b: 0 }).term(0, 3, 180)).toBeCloseTo(2.986781, 6);
  });
  test('query likelihood: c 3, length 180, p 1e-4', () => {
    const jm = jelinekMercer(counts({}), query, 0.4);
    expect(jm.record(180)).toBeCloseTo(-10.126631, 6);
    expect(jm.record(180) + jm.term(0, 3, 180)).toBeCloseTo(-4.601178, 6);
    const dir = dirichlet(counts({}), query, 1000);
    expect(dir.record(180) + dir.term(0, 3, 180)).toBeCloseTo(-5.941868, 6);
  });
});

test('bm25f with one field is BM25 of that field', () => {
  const one = scored(bm25f, { words: 'words', parts: ['title'], title: 1, bTitle: 0.75, abstract: 0, terms: 0 });
  const other = scored(bm25, { field: 'title' });
  // The idf of bm25f counts a record where any field has the word, but fields of weight 0 are not read.
  other.forEach((score, at) => expect(one[at]).toBeCloseTo(score, 9));
});

test('bm25f: a word of the title counts for more than one of the abstract', () => {
  const set = collect([
    { key: 1, id: 'a', title: 'aspirin', abstract: 'a trial of something', source: { file: 's', line: 1 } },
    { key: 2, id: 'b', title: 'something', abstract: 'a trial of aspirin', source: { file: 's', line: 2 } },
    { key: 3, id: 'c', title: 'nothing', abstract: 'of the kind', source: { file: 's', line: 3 } },
  ]);
  const view = viewOf(set, { protocol: { title: 'aspirin', criteria: [] }, labelled: new Uint32Array(0), relevant: new Uint8Array(0) });
  const scores = finish(bm25f.score(finish(bm25f.fit(view, bm25f.params.parse({}), () => 0)), view));
  expect(scores[0]).toBeGreaterThan(scores[1]!);
  expect(scores[1]).toBeGreaterThan(scores[2]!);
  expect(scores[2]).toBe(0);
});
