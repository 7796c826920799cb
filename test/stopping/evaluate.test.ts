// Is a rule judged on a finished order as it would have been used?
import { describe, expect, test } from 'vitest';
import { ruleNamed } from '../../main/stopping/all.ts';
import { playRule } from '../../main/stopping/evaluate.ts';
import type { Screened } from '../../main/stopping/rule.ts';

const order = (n: number) => Uint32Array.from({ length: n }, (_, at) => n - 1 - at);
/** Relevant records at these places of {@link order}. */
const goldAt = (n: number, places: readonly number[]) => {
  const gold = new Uint8Array(n);
  for (const place of places) gold[n - place] = 1;
  return gold;
};
const stopsAt = (n: number) => ({ judge: (log: Screened) => ({ stop: log.relevant.length >= n, remaining: [0, 0, 0] as const }) });
const rng = () => {
  let seed = 11;
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
};

describe('playing a rule', () => {
  const gold = goldAt(200, [1, 2, 5, 60]);
  test('stops at the first look that says so', () => {
    expect(playRule(stopsAt(30), order(200), gold, { target: 0.75, rng: rng() })).toEqual({ screened: 50, recall: 0.75, reached: true, oracle: 5 });
    expect(playRule(stopsAt(30), order(200), gold, { target: 0.8, rng: rng() })).toEqual({ screened: 50, recall: 0.75, reached: false, oracle: 60 });
    expect(playRule(stopsAt(30), order(200), gold, { target: 1, rng: rng(), every: 10 }).screened).toBe(30);
  });
  test('never stopped: all is read', () => {
    expect(playRule(stopsAt(1000), order(200), gold, { target: 1, rng: rng() })).toMatchObject({ screened: 200, recall: 1, reached: true });
  });
  test('sees labels in the order screened and how many are left', () => {
    const seen: string[] = [];
    const spy = {
      judge: (log: Screened) => {
        seen.push(`${String(log.relevant.indexOf(1))} ${String(log.left)}`);
        return { stop: false, remaining: [0, 0, 0] as const };
      },
    };
    playRule(spy, order(100), goldAt(100, [3]), { target: 1, rng: rng() });
    expect(seen).toEqual(['2 75', '2 50', '2 25']);
  });
  test('records read first as a random sample are marked, count, and are not shown again', () => {
    let [marked, length] = [0, 0];
    const spy = {
      sample: { kind: 'records', share: 0.1 } as const,
      judge: (log: Screened) => {
        marked = log.audit.reduce((sum, one) => sum + one, 0);
        length = log.relevant.length + log.left;
        return { stop: log.relevant.length >= 100, remaining: [0, 0, 0] as const };
      },
    };
    const played = playRule(spy, order(200), gold, { target: 1, rng: rng() });
    expect([marked, length, played.screened]).toEqual([20, 200, 100]);
  });
  test('a sample drawn aside is hidden from the ranker, told to the rule, and its reading counts', () => {
    let sampled = -1;
    const spy = {
      sample: { kind: 'relevant', size: () => 2 } as const,
      judge: (log: Screened, _target: number, params: unknown) => {
        sampled = (params as { sampled: number }).sampled;
        return { stop: log.relevant.length >= 50, remaining: [0, 0, 0] as const };
      },
    };
    const played = playRule(spy, order(200), gold, { target: 1, rng: rng() });
    expect(sampled).toBe(2);
    expect(played.screened).toBeGreaterThan(50);
  });
});

describe('rules by name', () => {
  test('with their settings', () => {
    const { rule, params, name } = ruleNamed('consecutive:run=200');
    expect([rule.name, params, name]).toEqual(['consecutive', { run: 200 }, 'consecutive:run=200']);
    expect(ruleNamed('autostop:strict=true').params).toEqual({ strict: true });
    expect(ruleNamed('buscar').params).toEqual({});
  });
  test.each([
    ['nonsense', 'rule.unknown'],
    ['buscar:alpha=2', 'rule.params'],
    ['consecutive:run=x', 'rule.params'],
    ['consecutive:runs=200', 'rule.params'],
    ['knee:run=200', 'rule.params'],
  ])('%s is refused', (text, code) => {
    expect(() => ruleNamed(text)).toThrow(expect.objectContaining({ code }));
  });
});
