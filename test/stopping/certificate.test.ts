// Does a random audit prove what it says, and can anyone check it again?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alphaOf, chanceOfAtMost, chanceToPass, mayMiss, planSample, prove, type Tail } from '../../main/stopping/audit.ts';
import { certify, type Certificate, type Lock, plans, reachable, statement, verify } from '../../main/stopping/certificate.ts';
import { draw } from '../../main/stopping/draw.ts';
import { range } from './logs.ts';

/** The worked case: 3,240 left, 150 found, 95% recall wanted at 95% confidence. */
const tail: Tail = { found: 150, left: 3240, target: 0.95, alpha: 0.05 };

describe('the worked case', () => {
  test('seven may be missed; 1,011 with none found prove it, 1,010 do not', () => {
    expect(mayMiss(tail, 0)).toBe(7);
    expect(planSample(tail, 0)).toBe(1011);
    expect(chanceOfAtMost(0, { left: 3240, relevant: 8, sample: 1011 })).toBeCloseTo(0.049982, 6);
    expect(chanceOfAtMost(0, { left: 3240, relevant: 8, sample: 1010 })).toBeCloseTo(0.050162, 6);
  });
  test('1,390 with at most one', () => {
    expect(planSample(tail, 1)).toBe(1390);
  });
  test.each([
    [1011, 0, [0.687963, 0.473227, 0.325471]],
    [1390, 1, [1, 0.816024, 0.605798]],
  ])('a sample of %d passes with at most %d: chances with 1, 2, 3 left', (sample, allowed, chances) => {
    chances.forEach((chance, at) => {
      expect(chanceToPass(tail, sample, allowed, at + 1)).toBeCloseTo(chance, 6);
    });
  });
  test.each([
    [1012, 0, 7, 0.955414, true],
    [1012, 1, 13, 0.92638, false],
    [400, 2, 48, 0.767677, false],
    [180, 0, 51, 0.746269, false],
  ])('of %d drawn %d relevant: at most %d missing, recall ≥ %d', (sample, relevant, missingHigh, recallLow, certified) => {
    const proof = prove(tail, { sample, relevant });
    expect(proof).toMatchObject({ missingHigh, certified });
    expect(proof.recallLow).toBeCloseTo(recallLow, 6);
  });
  test('the bound is the last that could have happened', () => {
    expect(chanceOfAtMost(0, { left: 3240, relevant: 7, sample: 1012 })).toBeCloseTo(0.072495, 6);
    expect(chanceOfAtMost(0, { left: 3240, relevant: 8, sample: 1012 })).toBeCloseTo(0.049803, 6);
  });
  test('a reader who sees nine of ten proves less', () => {
    const proof = prove({ ...tail, sensitivity: 0.9 }, { sample: 1012, relevant: 0 });
    expect(proof).toMatchObject({ missingHigh: 9, certified: false });
    expect(proof.recallLow).toBeCloseTo(0.943396, 6);
  });
  test('of 400 drawn 2: about 16.2 left [3–55]', () => {
    const [low, mid, high] = prove(tail, { sample: 400, relevant: 2 }).estimate;
    expect([low, high]).toEqual([3, 55]);
    expect(mid).toBeCloseTo(16.2, 9);
  });
  test('half of α needs 1,196', () => {
    expect(planSample({ ...tail, alpha: 0.025 }, 0)).toBe(1196);
  });
  test('177 settle it from 1,000 found on', () => {
    expect(mayMiss({ found: 1000, target: 0.95 }, 0)).toBe(52);
    expect(planSample({ ...tail, found: 1000 }, 0)).toBe(177);
  });
});

describe('samples for none found', () => {
  const found = [20, 50, 100, 200, 400, 1000];
  test.each([
    [3240, 0.95, [2516, 2046, 1273, 772, 412, 177]],
    [3240, 0.9, [2046, 1273, 715, 395, 208, 85]],
    [3240, 0.8, [1273, 666, 352, 184, 94, 37]],
    [10_000, 0.95, [7764, 6316, 3930, 2383, 1272, 549]],
    [10_000, 0.9, [6316, 3930, 2209, 1220, 643, 263]],
    [10_000, 0.8, [3930, 2057, 1087, 570, 291, 118]],
  ])('%d left, target %d', (left, target, samples) => {
    expect(found.map((r) => planSample({ found: r, left, target, alpha: 0.05 }, 0))).toEqual(samples);
  });
  test('nothing is missing in a tail too small to hold it', () => {
    expect(planSample({ found: 150, left: 7, target: 0.95, alpha: 0.05 }, 0)).toBe(0);
  });
  test('a poor reader can prove nothing about a single missing record', () => {
    expect(planSample({ found: 5, left: 100, target: 0.95, alpha: 0.05, sensitivity: 0.9 }, 0)).toBeUndefined();
    expect(planSample({ found: 5, left: 100, target: 0.95, alpha: 0.05 }, 0)).toBe(95);
  });
  test('both plans with their chance, and what less would prove', () => {
    expect(plans(tail, 2).map(({ sample, chance }) => [sample, chance?.toFixed(6)])).toEqual([
      [1011, '0.473227'],
      [1390, '0.816024'],
    ]);
    expect(reachable(tail, 180)).toBeCloseTo(0.746269, 6);
  });
  test('α is shared out over the audits', () => {
    expect([alphaOf(0.05, 1, 2), alphaOf(0.05, 2, 2), alphaOf(0.05, 1), alphaOf(0.05, 3)]).toEqual([0.025, 0.025, 0.025, 0.00625]);
  });
});

test('the bound holds as often as it says, whatever is in the tail', () => {
  // All outcomes of all audits of small tails, weighed by their chance: no simulation.
  for (const left of [12, 30])
    for (const sample of [3, 7, 12])
      for (let relevant = 0; relevant <= left; relevant++) {
        let covered = 0;
        for (let k = Math.max(0, sample + relevant - left); k <= Math.min(sample, relevant); k++) {
          const chance = chanceOfAtMost(k, { left, relevant, sample }) - (k === 0 ? 0 : chanceOfAtMost(k - 1, { left, relevant, sample }));
          if (prove({ found: 5, left, target: 0.9, alpha: 0.1 }, { sample, relevant: k }).missingHigh >= relevant) covered += chance;
        }
        expect([left, sample, relevant, covered >= 0.9 - 1e-9]).toEqual([left, sample, relevant, true]);
      }
});

const seed = '0123456789abcdef0123456789abcdef';
describe('drawing', () => {
  test('the same for the same seed, whatever the order of the ids; another for another', () => {
    const ids = range(1, 500);
    expect(draw(ids, 20, seed)).toEqual(draw([...ids].reverse(), 20, seed));
    expect(draw(ids, 20, seed)).not.toEqual(draw(ids, 20, seed.replace('0', '1')));
  });
  test('is the one written down', () => {
    // Worked in another language from the description in the docstring.
    expect(draw(range(1, 10), 5, seed)).toEqual([2, 6, 5, 3, 4]);
  });
  test('distinct ids of the tail, as many as asked', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(10_000), { minLength: 1, maxLength: 80 }), fc.nat(80), (ids, sample) => {
        const drawn = draw(ids, sample, seed);
        expect(new Set(drawn).size).toBe(Math.min(sample, ids.length));
        expect(drawn.every((id) => ids.includes(id))).toBe(true);
      }),
    );
  });
  test('every record has the same chance', () => {
    const counts = new Array<number>(10).fill(0);
    for (let at = 1; at <= 4000; at++) for (const id of draw(range(0, 9), 3, at.toString(16).padStart(32, '7'))) counts[id]!++;
    // 1,200 each; standard deviation 29.
    for (const count of counts) expect(Math.abs(count - 1200)).toBeLessThan(130);
  });
});

describe('the certificate', () => {
  const lock: Lock = { target: 0.95, alpha: 0.05, audits: 1, audit: 1, sensitivity: 1, found: 150, sample: 1011, allowed: 0, seed };
  const ids = range(101, 3340);
  const made = certify('Aspirin', lock, ids, new Map());
  test('verifies, also after a journey as JSON', () => {
    expect(made.proof.certified).toBe(true);
    expect(verify(JSON.parse(JSON.stringify(made)) as Certificate)).toEqual([]);
  });
  test('says it in words', () => {
    expect(statement(made).join(' ')).toContain('With confidence 95%, at least 95.5% of the relevant records were found');
    const failed = certify('Aspirin', { ...lock, sample: 400 }, ids, new Map(draw(ids, 2, seed).map((id) => [id, true])));
    expect(statement(failed)[1]).toContain('not proved');
    expect(verify(failed)).toEqual([]);
  });
  test.each<[string, (of: Certificate) => Certificate]>([
    ['another seed', (of) => ({ ...of, lock: { ...of.lock, seed: seed.replace('0', '1') } })],
    ['an id taken from the tail', (of) => ({ ...of, tail: of.tail.slice(1) })],
    ['a record of the sample left out', (of) => ({ ...of, sampled: of.sampled.slice(1) })],
    ['a label turned', (of) => ({ ...of, sampled: of.sampled.map((one, at) => (at === 3 ? { ...one, relevant: true } : one)) })],
    ['more found before', (of) => ({ ...of, lock: { ...of.lock, found: 1500 } })],
    ['a higher α', (of) => ({ ...of, lock: { ...of.lock, alpha: 0.2 } })],
    ['a better bound', (of) => ({ ...of, proof: { ...of.proof, missingHigh: 3, recallLow: 150 / 153 } })],
    ['an audit too many', (of) => ({ ...of, lock: { ...of.lock, audit: 2 } })],
    ['a broken seed', (of) => ({ ...of, lock: { ...of.lock, seed: 'xyz' } })],
    ['an id twice', (of) => ({ ...of, tail: [of.tail[0]!, ...of.tail] })],
  ])('%s is found', (_, changed) => {
    expect(verify(changed(made)).length).toBeGreaterThan(0);
  });
});
