// Is the one sentence right, are evidence and proof kept apart, and is it said where no rule can know?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stoppingRules } from '../../main/stopping/all.ts';
import { mayMiss } from '../../main/stopping/audit.ts';
import { stopSentence, stopView } from '../../main/stopping/summary.ts';
import { foundAt, logOf, range } from './logs.ts';

const asked = { target: 0.95, alpha: 0.05 };
const view = (log: Parameters<typeof stopView>[1], more: Partial<Parameters<typeof stopView>[2]> = {}) =>
  stopView(stoppingRules, log, { ...asked, ...more });

describe('the sentence', () => {
  test('found, left with its interval, and what an audit would take', () => {
    const log = foundAt([...range(1, 140), ...range(150, 600, 50)], 960, 4200);
    expect(view(log).sentence).toMatch(
      /^150 found; about \d+ \[\d+–\d+\] relevant left among 3,240; reading 1,011 of them drawn at random and finding none would prove 95% recall\.$/,
    );
  });
  test.each([
    [logOf('', 100), 'Nothing is read yet.', 'nothing'],
    [foundAt([], 40, 100), 'None found among 40 read; nothing can be said of the 60 left before the first one is found.', 'none'],
    // One missing of 92: 1 − m/92 ≤ .05 from m = 88 on.
    [
      foundAt([1], 8, 100),
      '1 found; it is too early to say how many are left among 92; reading 88 of them drawn at random and finding none would prove 95% recall.',
      'early',
    ],
    [foundAt([1, 2], 100, 100), 'Everything is read: 2 found.', 'all'],
  ])('before there is anything to say, and after: %#', (log, wanted, says) => {
    const seen = view(log);
    expect([seen.sentence, seen.says]).toEqual([wanted, says]);
  });
  test('nothing left to miss, or nothing that could be proved', () => {
    expect(view(foundAt(range(1, 200), 995, 1000)).sentence).toMatch(/so few are unread that 95% recall is certain\.$/);
    expect(view(foundAt(range(1, 5), 900, 1000), { sensitivity: 0.9 }).sentence).toMatch(/no random audit could prove 95% recall/);
  });
  test('is made of the facts that go with it', () => {
    const seen = view(foundAt(range(1, 150), 960, 4200));
    expect(stopSentence({ ...seen.facts, target: 0.95 })).toBe(seen.sentence);
  });
});

describe('the view', () => {
  const seen = view(foundAt(range(1, 150), 960, 4200));
  test('has every rule with its kind, the usual one first, and both plans', () => {
    expect(seen.rules.map(({ rule }) => rule)).toEqual(stoppingRules.map(({ name }) => name));
    expect(seen.rules[0]!.rule).toBe('late-evidence');
    expect(new Set(seen.rules.map(({ kind }) => kind))).toEqual(new Set(['evidence', 'proof', 'heuristic']));
    expect(seen.plans.map(({ allowed, sample }) => [allowed, sample])).toEqual([
      [0, 1011],
      [1, 1390],
    ]);
  });
  test('says what smaller samples would prove: of 800 drawn none', () => {
    // D_U of 800 of 3,240: the last D with C(3240−D, 800)/C(3240, 800) > .05, that is (1 − 800/3240)^D ≈ .0498 at 10.6: D = 10; 150/160.
    expect(seen.smaller.map(({ sample }) => sample)).toEqual([50, 100, 200, 400, 800]);
    expect(seen.smaller.at(-1)!.recall).toBeCloseTo(150 / 160, 9);
    for (const [at, { recall }] of seen.smaller.entries()) expect(recall).toBeGreaterThan(seen.smaller[at - 1]?.recall ?? 0);
  });
  test('rules without what they need say nothing, and say what they need', () => {
    const needs = Object.fromEntries(seen.rules.filter((one) => one.needs !== undefined).map((one) => [one.rule, one.needs]));
    expect(needs).toEqual({ qbcb: 'sample', target: 'sample', safe: 'sample', quant: 'chances', 'sal-tau': 'chances' });
    for (const { needs: wanted, stop, figure } of seen.rules) if (wanted !== undefined) expect([stop, figure]).toEqual([false, undefined]);
  });
  test('with chances, the two that need them speak', () => {
    const log = foundAt([1, 2, 3, 5], 40, 100);
    const chance = Float64Array.from({ length: 100 }, (_, at) => (at < 6 ? 0.7 : 0.001));
    const rows = view({ ...log, chance }).rules.filter(({ rule }) => rule === 'quant' || rule === 'sal-tau');
    // Σ_seen = 6·.7 + 34·.001 = 4.234; Σ_all = 4.294.
    expect(rows.find(({ rule }) => rule === 'quant')!.figure).toBeCloseTo(4.234 / 4.294, 9);
    expect(rows.every(({ needs }) => needs === undefined)).toBe(true);
  });
  test('where no other audit can be made there are no plans', () => {
    expect(view(foundAt(range(1, 150), 960, 4200), { alpha: undefined }).plans).toEqual([]);
  });
  test.each([
    [12, 0.95, true],
    [18, 0.95, true],
    [19, 0.95, false],
    [8, 0.9, true],
    [9, 0.9, false],
    [500, 1, true],
  ])('%d found, target %d: all of them must be found, %s', (r, target, few) => {
    expect(view(foundAt(range(1, r), 600, 1000), { target }).few).toBe(few);
  });
  test('few means that not a single one may be missed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.8, 0.9, 0.95, 0.98, 1), (r, target) => {
        expect(view(foundAt(range(1, r), 400, 1000), { target }).few).toBe(mayMiss({ found: r, target }, 0) === 0);
        // Independently: with one missing, recall r/(r+1) is below the target.
        expect(mayMiss({ found: r, target }, 0) === 0).toBe(Math.round(r * 1e6) < Math.round(target * 1e6) * (r + 1));
      }),
    );
  });
});
