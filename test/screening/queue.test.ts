// What comes next after decisions, skips and undoing?
import { describe, expect, test } from 'vitest';
import { labelsOf, maybePile, queueOf, standOf, undone } from '../../main/screening/queue.ts';
import { groundOf, nextMove } from '../../main/screening/plan.ts';
import type { Verdict } from '../../shared/citation.ts';
import type { Decision } from '../../shared/decision.ts';

/** `3 include`, `4 later` … in order of time. */
const log = (...rows: string[]): Decision[] =>
  rows.map((row, at) => {
    const [citation, verdict, origin = 'screened'] = row.split(' ');
    return {
      seq: at + 1,
      citation: Number(citation),
      stage: 'abstract',
      by: 'A',
      at: '2026-01-01',
      verdict: verdict as Verdict,
      origin: origin as 'screened',
    };
  });
const queue = (rows: readonly Decision[], order: number[], all = [1, 2, 3, 4, 5, 6]): number[] => queueOf(order, all, standOf(rows, 'abstract'));

describe('the queue', () => {
  test.each([
    ['by rank', log(), [3, 1, 2, 6, 5, 4], [3, 1, 2, 6, 5, 4]],
    ['without what is decided', log('3 include', '1 exclude', '2 maybe'), [3, 1, 2, 6, 5, 4], [6, 5, 4]],
    ['skipped ones at the back, in order of skipping', log('3 later', '1 later'), [3, 1, 2, 6, 5, 4], [2, 6, 5, 4, 3, 1]],
    ['skipped again: last', log('3 later', '1 later', '3 later'), [3, 1, 2], [2, 4, 5, 6, 1, 3]],
    ['skipped, then decided', log('3 later', '3 include'), [3, 1, 2, 6, 5, 4], [1, 2, 6, 5, 4]],
    ['undone: back at its rank', log('3 include', '3 cleared'), [3, 1, 2, 6, 5, 4], [3, 1, 2, 6, 5, 4]],
    ['records the order does not know come behind it', log('5 later'), [2, 1], [2, 1, 3, 4, 6, 5]],
    ['prior knowledge is not shown again', log('3 include prior'), [3, 1, 2, 6, 5, 4], [1, 2, 6, 5, 4]],
  ])('%s', (_name, rows, order, expected) => {
    expect(queue(rows, order)).toEqual(expected);
  });

  test('only what is to be screened is in it', () => {
    expect(queue(log('9 later'), [9, 3, 1, 1], [1, 3])).toEqual([3, 1]);
  });
});

test('labels in order of time; a maybe teaches as an inclusion, a skip nothing, a changed mind counts when it changed', () => {
  const { keys, relevant } = labelsOf(
    standOf(log('3 include', '1 exclude', '4 later', '2 maybe', '3 exclude', '5 include', '5 cleared'), 'abstract'),
  );
  expect([...keys]).toEqual([1, 2, 3]);
  expect([...relevant]).toEqual([0, 1, 0]);
});

test('prior knowledge comes first, whenever it was brought in, and is counted', () => {
  const labels = labelsOf(standOf(log('3 include', '1 exclude prior', '2 exclude audit', '4 include prior', '5 later prior'), 'abstract'));
  expect([...labels.keys]).toEqual([1, 4, 3, 2]);
  expect([...labels.relevant]).toEqual([0, 1, 1, 0]);
  expect(labels.priors).toBe(2);
});

test('another stage is another matter', () => {
  const rows = log('3 include').map((row): Decision => ({ ...row, stage: 'fulltext' }));
  expect(standOf(rows, 'abstract').size).toBe(0);
});

test('the maybe pile grows in order of time', () => {
  expect(maybePile(standOf(log('5 maybe', '2 maybe', '4 include', '5 exclude', '3 maybe'), 'abstract'))).toEqual([2, 3]);
});

test('undo goes back step by step to what stood before', () => {
  const rows = log('3 include', '1 exclude', '3 exclude');
  expect([0, 1, 2, 3].map((depth) => undone(rows, depth))).toEqual([
    { citation: 3, verdict: 'include', of: 3 },
    { citation: 1, verdict: 'cleared', of: 2 },
    { citation: 3, verdict: 'cleared', of: 1 },
    undefined,
  ]);
});

describe('the plan', () => {
  const both = { relevant: Uint8Array.of(1, 0) };
  const one = { relevant: Uint8Array.of(1, 1) };
  test.each([
    [both, true, 'protocol+labels'],
    [both, false, 'labels'],
    [one, true, 'protocol'],
    [one, false, 'set'],
  ] as const)('%o, asked %s: %s', (labels, asked, ground) => {
    expect(groundOf(labels, asked)).toBe(ground);
  });

  test.each([
    ['nothing yet', { wanted: 1, now: 0 }, 'start'],
    ['all taken into account', { wanted: 3, finished: { upTo: 3, at: 0 }, now: 9 }, 'rest'],
    ['a newer decision', { wanted: 4, finished: { upTo: 3, at: 0 }, now: 9 }, 'start'],
    ['the running one has it', { wanted: 4, running: 4, now: 9 }, 'wait'],
    ['newest wins', { wanted: 5, running: 4, finished: { upTo: 3, at: 100 }, now: 2_100 }, 'restart'],
    ['but something must be shown after two seconds', { wanted: 5, running: 4, finished: { upTo: 3, at: 100 }, now: 2_101 }, 'wait'],
    ['the first one is left to finish', { wanted: 2, running: 1, now: 50 }, 'wait'],
  ] as const)('%s', (_name, standing, move) => {
    expect(nextMove(standing)).toBe(move);
  });
});
