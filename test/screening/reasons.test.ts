// Is the reason suggested that records like this one were excluded with, and none where that says nothing?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestReason } from '../../main/screening/reasons.ts';
import { finish, type Rows } from '../../shared/work.ts';

/** Rows of one word each: their cosine is 1 where the word is the same, else 0. */
const rowsOf = (words: readonly number[]): Rows => ({
  n: words.length,
  width: Math.max(0, ...words) + 1,
  start: Uint32Array.from({ length: words.length + 1 }, (_, at) => at),
  index: Uint32Array.from(words),
  value: new Float32Array(words.length).fill(1),
});
const suggested = (words: readonly number[], reason: readonly number[], asked: number) =>
  finish(suggestReason(rowsOf(words), { at: Uint32Array.from(reason.keys()), reason: Uint32Array.from(reason) }, asked));

describe('reasons', () => {
  // Six of word 0 excluded with reason 0, five of word 1 with reason 1, one odd one; then one unread record of each word.
  const words = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1];
  const reason = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0];

  test('like calls for like; how often that would have been right is said', () => {
    // The odd one (word 1, reason 0) is told 1 by the others; all else is right: 11 of 12.
    expect(suggested(words, reason, 12)).toEqual({ reason: 0, right: 11, of: 12 });
    expect(suggested(words, reason, 13)).toEqual({ reason: 1, right: 11, of: 12 });
  });
  test('a record excluded already does not speak for itself', () => {
    // Without the odd one, all eleven others are right, and it is told what word 1 stands for.
    expect(suggested(words, reason, 11)).toEqual({ reason: 1, right: 11, of: 11 });
  });
  test('nothing while few, or of one kind, or where words tell no more than the commonest reason', () => {
    expect(suggested(words, reason.slice(0, 9), 12)).toBeUndefined();
    expect(suggested(words, new Array(12).fill(0), 12)).toBeUndefined();
    expect(suggested(words, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], 12)).toBeUndefined(); // the second was given twice only
    expect(suggested(new Array(14).fill(0), reason, 12)).toBeUndefined(); // all alike
  });
  test('never a reason that was given less than three times; never more right than there are', () => {
    const drawn = fc.array(fc.record({ word: fc.nat(4), reason: fc.nat(4) }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(drawn, (all) => {
        const given = all.map((one) => one.reason);
        const found = suggested([...all.map(({ word }) => word), 0], given, all.length);
        if (found === undefined) return;
        expect(given.filter((one) => one === found.reason).length).toBeGreaterThanOrEqual(3);
        expect(found.of).toBe(all.length);
        expect(found.right).toBeLessThanOrEqual(found.of);
        expect(found.right).toBeGreaterThan(Math.max(...[0, 1, 2, 3, 4].map((one) => given.filter((other) => other === one).length)));
      }),
    );
  });
});
