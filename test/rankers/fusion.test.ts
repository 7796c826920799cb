// Do fused lists have the scores that ranx gives them?
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { borda, combMnz, combSum, minMax, placesOf, reciprocalRank, standard, sumOf } from '../../main/rankers/fusion.ts';
import oracle from '../samples/rankers/ranx.json' with { type: 'json' };

const names = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'];
const lists = oracle.runs.map((run) => names.map((name) => (run as Record<string, number | undefined>)[name] ?? NaN));
const expected = (method: string, norm?: string): number[] => {
  const { scores } = oracle.results.find((one) => one.method === method && (norm === undefined || one.norm === norm))!;
  return names.map((name) => (scores as Record<string, number | undefined>)[name]!);
};

test.each([
  ['CombSUM', combSum, expected('sum', 'min-max')],
  ['CombMNZ', combMnz, expected('mnz')],
  ['RRF', reciprocalRank, expected('rrf')],
] as const)('%s is ranx’s, records that a list does not name getting nothing', (_name, fuse, scores) => {
  sumOf(fuse(lists, 'nothing'), names.length).forEach((one, at) => expect(one).toBeCloseTo(scores[at]!, 9));
});

test('a record that a list does not name gets the mean of what the list gives', () => {
  const [first] = combSum([[1, 0.5, NaN, 0]]);
  expect([...first!]).toEqual([1, 0.5, 0.5, 0]);
});

test('Borda: the best of N gets N, equals share', () => {
  expect([...borda([[3, 1, 2, 1]])[0]!]).toEqual([4, 1.5, 3, 1.5]);
});

test('places (1, 10) weigh less than (4, 4) (RANKING §2)', () => {
  const place = (at: number): number => 1 / (60 + at);
  expect(place(1) + place(10)).toBeCloseTo(0.030679, 6);
  const both = Array.from({ length: 10 }, (_, at) => 10 - at);
  expect(reciprocalRank([both])[0]![3]! * 2).toBeCloseTo(0.03125, 6);
});

test('places, min-max and z do not depend on where a record stands', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(NaN)), { minLength: 1, maxLength: 12 }), (scores) => {
      const turned = [...scores].reverse();
      expect([...placesOf(turned)].reverse()).toEqual([...placesOf(scores)]);
      expect([...minMax(turned)].reverse()).toEqual([...minMax(scores)]);
      const known = scores.filter((one) => !Number.isNaN(one));
      expect([...placesOf(scores)].filter((one) => !Number.isNaN(one)).reduce((sum, one) => sum + one, 0)).toBeCloseTo(
        (known.length * (known.length + 1)) / 2,
        9,
      );
    }),
  );
  expect([...standard(Float64Array.of(1, 3)).z]).toEqual([-1, 1]);
  expect([...standard(Float64Array.of(2, 2)).z]).toEqual([0, 0]);
});
