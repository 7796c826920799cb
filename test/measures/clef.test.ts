// Does evaluation of a run agree with the CLEF TAR script, its habits included? Cases worked by hand.
import { describe, expect, test } from 'vitest';
import { evaluateClef } from '../../main/measures/clef.ts';

const run = (...lines: string[]) => lines.join('\n') + '\n';
const line = (topic: string, id: string, action = '0') => `${topic} ${action} ${id} 1 0.5 team`;
/** `T a1 b0 c2`: topic and its judged records. */
const qrels = (...topics: string[]) =>
  topics
    .flatMap((text) => {
      const [topic, ...judged] = text.split(' ');
      return judged.map((word) => `${topic!} 0 ${word.slice(0, 1)} ${word.slice(1)}`);
    })
    .join('\n');

const of = (runText: string, qrelsText: string, task: 1 | 2 = 2) => evaluateClef(runText, qrelsText, task).topics[0]?.measures ?? {};

describe('one topic', () => {
  // a b c d e, relevant b (1) and d (2); the file's order counts, rank and score do not.
  const judged = qrels('T a0 b1 c0 d2 e0');
  test.each([
    // Shown b d a c e: AP 1, last 2, WSS100 3/5, WSS95: round(1.9)=2nd at 2 → .6 − .05; area (3+.5 + 4+.5)... = (4.5+3.5)/(10−2) = 1.
    ['best', 'bdace', { ap: 1, last_rel: 2, wss_100: 0.6, wss_95: 0.55, norm_area: 1, 'recall@20%': 0.5, 'recall@40%': 1, total_cost: -38 + 3 }],
    // a c e b d: hits at 4 and 5: AP (1/4+2/5)/2, area (1.5+.5)/8.
    ['worst', 'acebd', { ap: 0.325, last_rel: 5, wss_100: 0, wss_95: -0.05, norm_area: 0.25, 'recall@60%': 0, 'recall@80%': 0.5 }],
    // Only b shown: the rest is not there. WSS 0 because not reached; area 4.5/8 rounded to .562 (halves to even).
    ['cut short', 'b', { ap: 0.5, last_rel: 1, wss_100: 0, wss_95: 0, norm_area: 0.562, 'recall@100%': 0.5, total_cost: -19 + 20, num_shown: 1 }],
  ])('%s', (_, shown, wanted) => {
    const measures = of(run(...Array.from(shown).map((id) => line('T', id))), judged);
    for (const [name, value] of Object.entries(wanted)) expect([name, measures[name]]).toEqual([name, expect.closeTo(value, 9)]);
  });

  test('a record shown twice counts once and takes no rank', () => {
    const made = evaluateClef(run(line('T', 'a'), line('T', 'a'), line('T', 'b'), line('T', 'd')), judged);
    expect(made.repeated).toEqual([{ topic: 'T', id: 'a' }]);
    expect(made.topics[0]!.measures['ap']).toBeCloseTo((1 / 2 + 2 / 3) / 2, 12);
    expect(made.text).toContain('T Duplicate a\n');
  });

  test('what is easily overlooked is told: topics not shown or split, ranks that fall, records of no qrels', () => {
    const many = qrels('T a1 b0', 'U c1', 'V d0', 'W e1');
    const made = evaluateClef(run('T 0 a 1 .9 x', 'U 0 c 2 .1 x', 'U 0 c 1 .2 x', 'T 0 z 2 .8 x'), many);
    expect(made.odd).toEqual({ absent: ['W'], split: ['T'], unordered: ['U'], unjudged: 1 });
    expect(evaluateClef(run('T 0 b 1 -.1 x', 'T 0 a 1 -.1 x', 'U 0 c 1 0 x', 'W 0 e 1 0 x'), many).odd).toEqual({
      absent: [],
      split: [],
      unordered: [],
      unjudged: 0,
    });
  });

  test('a record of no qrels is irrelevant and takes a rank; N grows if more are shown than judged', () => {
    const measures = of(run(...Array.from('xyzuvwbd').map((id) => line('T', id))), judged);
    expect(measures['last_rel']).toBe(8);
    expect(measures['norm_last_rel']).toBe(1);
    expect(measures['wss_100']).toBe(0);
    // Percentiles stay those of the five judged: all of them lie before the first hit.
    expect(measures['recall@100%']).toBe(0);
  });

  test('judged 3 and more: skipped, not in N; −1: takes a rank, not in N', () => {
    const made = evaluateClef(run(...Array.from('pqab').map((id) => line('T', id))), qrels('T p3 q-1 a0 b1'));
    expect(made.topics[0]).toMatchObject({ n: 2, relevant: 1 });
    expect(made.topics[0]!.measures['ap']).toBeCloseTo(1 / 3, 12);
    expect(made.topics[0]!.measures['num_shown']).toBe(3);
  });

  test('action 1 cuts the run after its record', () => {
    const measures = of(run(line('T', 'b'), line('T', 'a', '1'), line('T', 'd'), line('T', 'c')), judged);
    expect(measures).toMatchObject({
      threshold: 2,
      norm_threshold: 0.4,
      cg_threshold: 1,
      recall_threshold: 0.5,
      r: 0.5,
      loss_r: 0.25,
      ap: (1 + 2 / 3) / 2,
    });
    expect(measures['loss_e']).toBeCloseTo((100 / 5) ** 2 * (2 / 102) ** 2, 12);
    // b −19, a +1, d missed in the list +20, and +20 again at the end.
    expect(measures['total_cost']).toBe(22);
  });

  test('words as actions set no cut', () => {
    for (const word of ['Q0', 'NF', 'AF', 'NS']) expect(of(run(line('T', 'b', word), line('T', 'd', word)), judged)['threshold']).toBe(5);
  });

  test('95% of R is rounded half to even: 10, 30, 50, 70 → 10, 28, 48, 66', () => {
    for (const [relevant, enough] of [
      [10, 10],
      [30, 28],
      [50, 48],
      [70, 66],
    ] as const) {
      const ids = Array.from({ length: 100 }, (_, at) => `d${String(at)}`);
      const judgedMany = ids.map((id, at) => `T 0 ${id} ${at < relevant ? '1' : '0'}`).join('\n');
      const measures = of(run(...ids.map((id) => line('T', id))), judgedMany);
      expect(measures['wss_95']).toBeCloseTo((100 - enough) / 100 - 0.05, 12);
    }
  });

  test('task 1 has a pool of 5,000 and recall at fixed ranks', () => {
    const measures = of(run(line('T', 'a'), line('T', 'b')), judged, 1);
    expect(measures).toMatchObject({ norm_last_rel: 0, 'recall@50': 0.5, 'recall@5000': 0.5, recall_threshold: 2 });
    expect(measures['recall@10%']).toBeUndefined();
  });
});

describe('many topics', () => {
  const judged = qrels('A a1 b0 c0 d0', 'B a1 b1 c0 d0', 'Z a0 b0');
  test('topics without relevant records are skipped, unknown ones too', () => {
    const made = evaluateClef(run(line('Z', 'a'), line('A', 'a'), line('Q', 'a')), judged);
    expect(made.skipped).toEqual(['Z', 'Q']);
    expect(made.topics.map(({ topic }) => topic)).toEqual(['A']);
  });
  test('ALL: means over topics, sums of counts, percent recall over all relevant', () => {
    const made = evaluateClef(run(line('A', 'b'), line('A', 'a'), line('B', 'a'), line('B', 'c'), line('B', 'b')), judged);
    expect(made.all['ap']).toBeCloseTo((1 / 2 + (1 + 2 / 3) / 2) / 2, 12);
    expect(made.all['num_shown']).toBe(5);
    expect(made.all['last_rel']).toBe(2.5);
    // At half of each set: A 1 of 1, B 1 of 2.
    expect(made.all['recall@50%']).toBeCloseTo(2 / 3, 12);
  });
  test('a topic whose lines are not together counts twice, as in the script', () => {
    const made = evaluateClef(run(line('A', 'a'), line('B', 'a'), line('A', 'b')), judged);
    expect(made.topics.map(({ topic, measures }) => [topic, measures['ap']])).toEqual([
      ['A', 1],
      ['B', 0.5],
      ['A', 0],
    ]);
  });
});

test('printed as the script prints: three digits below 1, none from 1 on', () => {
  const { text } = evaluateClef(run(line('T', 'a'), line('T', 'b'), line('T', 'd')), qrels('T a0 b1 c0 d2 e0'));
  const printed = new Map(text.split('\n').map((row): [string, string] => [row.split('\t').slice(0, 2).join(' '), row.split('\t')[2] ?? '']));
  expect(printed.get('T num_shown')).toBe('3');
  expect(printed.get('T ap')).toBe('0.583');
  expect(printed.get('T wss_95')).toBe('0.35');
  expect(printed.get('T cg_total')).toBe('2.0');
  expect(printed.get('T total_cost')).toBe('-37.0');
  expect(printed.get('T recall@40.0%')).toBe('0.5');
  expect(printed.get('ALL last_rel')).toBe('3.0');
});

describe('files as they come', () => {
  test('tabs, CRLF, blank lines and a byte-order mark', () => {
    expect(of('\uFEFFT\t0\tb\t1\t0.5\tx\r\n\r\nT\t0\td\t2\t0.4\tx\r\n', 'T\t0\tb\t1\r\nT 0 d 1\r\n')['ap']).toBe(1);
  });
  test.each([
    ['T 0 a 1 0.5', 'T 0 a 1', 'evaluate.run'],
    ['T 0 a 1 0.5 x', 'T 0 a', 'evaluate.qrels'],
    ['T 0 a 1 0.5 x', 'T 0 a yes', 'evaluate.qrels'],
  ])('%s with %s is refused by its line', (runText, qrelsText, code) => {
    expect(() => evaluateClef(runText, qrelsText)).toThrow(
      expect.objectContaining({ code, slots: expect.objectContaining({ line: '1' }) as unknown }),
    );
  });
});
