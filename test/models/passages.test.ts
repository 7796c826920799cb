// Is nothing of a record lost, little padded, and are passages folded as they should be?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeBatches, paddingWaste } from '../../main/models/batches.ts';
import { framesOf, halves, piecesOf } from '../../main/models/frames.ts';
import { half } from '../../main/models/network.ts';
import { packPassages, sentencesOf } from '../../main/models/passages.ts';
import { foldScores, foldVectors, normalise, pool } from '../../main/models/pooling.ts';
import { openTokens } from '../../main/models/folder.ts';
import { folderOf } from './models.ts';

/** Every id is another number, so that each can be found again. */
const numbered = (lengths: readonly number[]): number[][] => {
  let last = 0;
  return lengths.map((length) => Array.from({ length }, () => (last += 1)));
};

describe('passages', () => {
  const records = fc.record({
    title: fc.integer({ min: 0, max: 60 }),
    sentences: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 30 }),
    room: fc.integer({ min: 4, max: 120 }),
  });

  test('every id of every sentence and of the title is in one, none is longer than the room, each begins with the title', () => {
    fc.assert(
      fc.property(records, ({ title: length, sentences: lengths, room }) => {
        const [title = [], ...sentences] = numbered([length, ...lengths]);
        const passages = packPassages({ title, sentences }, room);
        const held = new Set(passages.flat());
        expect([...title, ...sentences.flat()].every((id) => held.has(id))).toBe(true);
        expect(passages.every((passage) => passage.length <= room)).toBe(true);
        const head = title.slice(0, Math.max(1, room >> 1));
        expect(passages.every((passage) => head.every((id, at) => passage[at] === id))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('sentences keep their order, and at most one is said twice', () => {
    fc.assert(
      fc.property(records, ({ sentences: lengths, room }) => {
        const sentences = numbered(lengths);
        const passages = packPassages({ title: [], sentences }, room);
        for (const passage of passages) expect([...passage].sort((a, b) => a - b)).toEqual(passage);
        passages.slice(1).forEach((passage, at) => {
          const before = new Set(passages[at]);
          const twice = new Set(passage.filter((id) => before.has(id)).map((id) => sentences.findIndex((sentence) => sentence.includes(id))));
          expect(twice.size).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a record with neither title nor abstract is one empty passage', () => {
    expect(packPassages({ title: [], sentences: [] }, 16)).toEqual([[]]);
  });

  test('sentences hold every sign of the text but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '.', '?', ' ', '\n', '(', '1', 'é') }), (text) => {
        expect(sentencesOf(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('a long abstract comes whole with max, and cut at one passage with first', () => {
    const tokens = openTokens(folderOf('bert-wordpiece'));
    const abstract = Array.from({ length: 40 }, (_unused, at) => `Walking number ${String(at)} improved gait speed after stroke.`).join(' ');
    const options = { part: 'both', maxTokens: 64, prefix: '' } as const;
    const all = framesOf(tokens, `Walking after stroke\n${abstract}`, { ...options, fold: 'max' });
    expect(all.length).toBeGreaterThan(5);
    expect(all.every(({ ids }) => ids.length <= 64)).toBe(true);
    const inside = all.flatMap(({ ids, from, to }) => ids.slice(from, to));
    for (const id of tokens.ids(abstract)) expect(inside).toContain(id);
    expect(framesOf(tokens, `Walking after stroke\n${abstract}`, { ...options, fold: 'first' }).length).toBe(1);
  });

  test('a title, an abstract, both, neither', () => {
    expect(halves('A title\nWith. An abstract.\nIn lines.')).toEqual({ title: 'A title', abstract: 'With. An abstract.\nIn lines.' });
    expect(piecesOf('A title\nOne is here. Two is there.')).toEqual(['A title', 'One is here.', 'Two is there.']);
    expect(piecesOf('\nOne is here.')).toEqual(['One is here.']);
    expect(piecesOf('\n')).toEqual([]);
  });
});

describe('batches', () => {
  test('each passage once, none over the budget unless alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 200 }), fc.integer({ min: 1, max: 1000 }), (lengths, budget) => {
        const batches = makeBatches(lengths, { budget, window: 64 });
        expect(batches.flatMap(({ of }) => of).sort((a, b) => a - b)).toEqual([...lengths.keys()]);
        for (const { of, tokens } of batches) {
          expect(tokens).toBe(Math.max(...of.map((at) => lengths[at]!)));
          expect(of.length === 1 || of.length * tokens <= budget).toBe(true);
        }
      }),
    );
  });

  // Lengths as those of abstracts: most between 150 and 400 tokens, some titles alone; drawn by a fixed generator.
  const draw = (count: number, most: number): number[] => {
    let state = 9;
    const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
    return Array.from({ length: count }, () =>
      Math.min(most, next() < 0.1 ? 12 + Math.floor(next() * 20) : Math.floor(120 + 90 * (next() + next() + next()))),
    );
  };

  test.each([
    ['passages of 128 tokens', 128],
    ['passages of 256 tokens', 256],
    ['passages of 512 tokens', 512],
  ])('%s: less than 8%% is padding', (_name, most) => {
    const lengths = draw(1000, most);
    const wasted = paddingWaste(lengths, makeBatches(lengths, { budget: 320, window: 32 }));
    expect(wasted).toBeLessThan(0.08);
    expect(paddingWaste([10, 30], makeBatches([10, 30], { budget: 320, window: 32 }))).toBeCloseTo(1 - 40 / 60);
  });
});

describe('pooling', () => {
  // Two rows of three tokens of two numbers; the second row has two tokens and padding.
  const states = Float32Array.of(1, 2, 3, 4, 5, 6, 10, 0, 20, 2, 99, 99);
  test.each([
    ['mean', 0, 3, [3, 4]],
    ['mean', 1, 2, [15, 1]],
    ['cls', 1, 2, [10, 0]],
  ] as const)('%s of row %d', (how, at, length, expected) => {
    const into = new Float32Array(4);
    pool(states, { at, tokens: 3, length, width: 2 }, how, into, 1);
    expect([...into]).toEqual([0, 0, ...expected]);
  });

  test('to length 1; a zero vector stays', () => {
    const vector = Float32Array.of(3, 4);
    normalise(vector);
    expect([...vector]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    const none = new Float32Array(2);
    normalise(none);
    expect([...none]).toEqual([0, 0]);
  });

  test.each([
    ['max', 5],
    ['first', 2],
    ['mean', 3],
  ] as const)('scores of passages: %s', (fold, expected) => {
    expect(foldScores([2, 5, 2], fold)).toBe(expected);
  });

  test('vectors of passages: their mean, at length 1 where asked', () => {
    const passages = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    expect([...foldVectors(passages, false)]).toEqual([0.5, 0.5]);
    expect(foldVectors(passages, true)[0]).toBeCloseTo(Math.SQRT1_2);
    expect([...foldVectors([Float32Array.of(7, 1)], true)]).toEqual([7, 1]); // already what it is
  });

  test.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x0001, 2 ** -24],
    [0x7bff, 65504],
    [0x7c00, Infinity],
    [0x7e00, NaN],
  ])('half precision %d', (bits, value) => {
    expect(half(bits)).toBe(value);
  });
});
