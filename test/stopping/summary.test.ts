// Is the one sentence right, and are evidence and proof kept apart?
import { describe, expect, test } from 'vitest';
import { stoppingRules } from '../../main/stopping/all.ts';
import { stopSentence, stopView } from '../../main/stopping/summary.ts';
import { foundAt, logOf, range } from './logs.ts';

const asked = { target: 0.95, alpha: 0.05 };

describe('the sentence', () => {
  test('found, left with its interval, and what an audit would take', () => {
    const log = foundAt([...range(1, 140), ...range(150, 600, 50)], 960, 4200);
    expect(stopSentence(log, asked)).toMatch(
      /^150 found; about \d+ \[\d+–\d+\] relevant left among 3,240; reading 1,011 of them drawn at random and finding none would prove 95% recall\.$/,
    );
  });
  test.each([
    [logOf('', 100), '0 found among 0 read: too few to say what is left among 100.'],
    [foundAt([1], 8, 100), '1 found among 8 read: too few to say what is left among 92.'],
    [foundAt([1, 2], 100, 100), '2 found; everything is read.'],
  ])('before there is anything to say, and after', (log, wanted) => {
    expect(stopSentence(log, asked)).toBe(wanted);
  });
  test('nothing left to miss, or nothing that could be proved', () => {
    expect(stopSentence(foundAt(range(1, 200), 995, 1000), asked)).toMatch(/too few are left for recall to be below 95%\.$/);
    expect(stopSentence(foundAt(range(1, 5), 900, 1000), { ...asked, sensitivity: 0.9 })).toMatch(/no random audit could prove 95% recall/);
  });
});

test('the view has every rule with its kind, both plans, and what can be proved', () => {
  const view = stopView(stoppingRules, foundAt(range(1, 150), 960, 4200), asked);
  expect(view.rules.map(({ rule }) => rule)).toEqual(stoppingRules.map(({ name }) => name));
  expect(new Set(view.rules.map(({ kind }) => kind))).toEqual(new Set(['evidence', 'proof', 'heuristic']));
  expect(view.plans.map(({ allowed, sample }) => [allowed, sample])).toEqual([
    [0, 1011],
    [1, 1390],
  ]);
  expect(view.reachable).toBeGreaterThanOrEqual(0.95);
});
