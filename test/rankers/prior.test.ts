// Does the prior weigh what the network says of question and record together, also while it has read only some of them?
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostRead, priorScores, priorWants, priorWeights, type PriorWeights } from '../../main/rankers/prior.ts';
import { readSign, weigh } from '../../main/rankers/signs.ts';
import type { View } from '../../main/rankers/ranker.ts';
import { collect, viewOf } from '../../main/screening/view.ts';
import type { Kept } from '../../shared/citation.ts';
import type { Encoder } from '../../shared/evidence.ts';
import { finish } from '../../shared/work.ts';
import { protocol, sample } from './sample.ts';

const encoder: Encoder = { model: 'encoder', width: 2, cross: 'cross' };

describe('a record that is not read yet', () => {
  test('gets what a line through those read expects of its standing; worked by hand', () => {
    // Read: standings 0 and 2 got 1 and 3; the line says 2 for standing 1. Deviation of 1, 3, 2: √(2/3).
    const { z, mean } = readSign(Float32Array.of(1, 3, NaN), Float64Array.of(0, 2, 1));
    expect(mean).toBeCloseTo(2, 12);
    [-1.224745, 1.224745, 0].forEach((one, at) => expect(z[at]).toBeCloseTo(one, 6));
  });

  test('gets the mean where the standing tells nothing, or the contrary', () => {
    expect(readSign(Float32Array.of(1, 3, NaN), Float64Array.of(5, 5, 9)).z[2]).toBeCloseTo(0, 12);
    expect(readSign(Float32Array.of(3, 1, NaN), Float64Array.of(0, 2, 9)).z[2]).toBeCloseTo(0, 12);
  });

  test('numbers stay finite whatever was read, and where all was read the standing before does not matter', () => {
    const numbers = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.record({ said: fc.option(numbers), by: numbers }), { minLength: 1, maxLength: 40 }), (records) => {
        fc.pre(records.some(({ said }) => said !== null));
        const said = Float32Array.from(records, (one) => one.said ?? NaN);
        const by = Float64Array.from(records, (one) => one.by);
        const { z } = readSign(said, by);
        expect(z.every(Number.isFinite)).toBe(true);
        if (records.every((one) => one.said !== null))
          expect(
            readSign(
              said,
              by.map((one) => -3 * one),
            ).z,
          ).toEqual(z);
      }),
    );
  });
});

/** Sixty records, each of the sample several times over under another number. */
const many: readonly Kept[] = Array.from({ length: 60 }, (_unused, at) => ({ ...sample[at % sample.length]!, key: at + 1, id: `r${String(at)}` }));
const collection = collect(many);
/** The encoder finds all records alike; the reader likes them the more, the further behind they stand. */
const viewing = (read: (at: number) => boolean, by: Encoder = encoder): View =>
  viewOf(collection, {
    protocol,
    labelled: new Uint32Array(0),
    relevant: new Uint8Array(0),
    encoder: by,
    evidence: (want) => {
      if (want.kind === 'pair') return Float32Array.from(want.at, (at) => (read(at) ? at : NaN));
      if (want.kind === 'query') return Float32Array.of(1, 0);
      return Float32Array.from({ length: many.length * 2 }, (_unused, at) => (at % 2 === 0 ? 1 : 0));
    },
  });
const readOnly: PriorWeights = { ...priorWeights, read: { read: 1 } };

describe('the prior', () => {
  test('with all read orders by the reader where only that has a weight', () => {
    const scores = finish(
      priorScores(
        viewing(() => true),
        readOnly,
      ),
    );
    expect([...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)).toEqual([...many.keys()].reverse());
  });

  test('does without the reader until fifty are read, and where there is none', () => {
    const without = finish(
      priorScores(
        viewing(() => false),
        readOnly,
      ),
    );
    expect(
      finish(
        priorScores(
          viewing((at) => at < 49),
          readOnly,
        ),
      ),
    ).toEqual(without);
    expect(
      finish(
        priorScores(
          viewing(() => true, { model: 'encoder', width: 2 }),
          readOnly,
        ),
      ),
    ).toEqual(without);
    expect(
      finish(
        priorScores(
          viewing((at) => at < 50),
          readOnly,
        ),
      ),
    ).not.toEqual(without);
  });

  test('asks of a small set everything, of a large one the likely ones, best first', () => {
    const small = priorWants(viewing(() => false)).filter(({ kind }) => kind === 'pair');
    expect(small.map(({ at, query, model }) => [at.length, query.includes('Statins'), model])).toEqual([[60, true, 'cross']]);
    const large = Array.from({ length: mostRead + 40 }, (_unused, at) => ({ ...sample[at % sample.length]!, key: at + 1, id: `r${String(at)}` }));
    const view = viewOf(collect(large), { protocol, labelled: new Uint32Array(0), relevant: new Uint8Array(0), encoder });
    const [pair] = priorWants(view).filter(({ kind }) => kind === 'pair');
    expect(pair!.at).toHaveLength(mostRead);
    const words = finish(priorScores(view));
    const least = Math.min(...[...pair!.at].map((at) => words[at]!));
    const asked = new Set(pair!.at);
    for (let at = 0; at < large.length; at++) if (!asked.has(at)) expect(words[at]).toBeLessThanOrEqual(least);
    expect([...pair!.at.subarray(1)].every((at, k) => words[pair!.at[k]!]! >= words[at]!)).toBe(true);
  });

  test('asks the criteria where there is no title and no question, and the Boolean terms where there is nothing else', () => {
    const asking = (given: Partial<typeof protocol>) =>
      priorWants(
        viewOf(collection, { protocol: { title: '', criteria: [], ...given }, labelled: new Uint32Array(0), relevant: new Uint8Array(0), encoder }),
      ).find(({ kind }) => kind === 'pair')?.query;
    expect(asking({ question: 'Do statins help?' })).toBe('Do statins help?');
    expect(asking({ criteria: ['adults on statins'], booleanQuery: 'statins[tiab] AND adults' })).toContain('adults on statins');
    expect(asking({ booleanQuery: '(statins[tiab] OR simvastatin) AND adults' })).toMatch(/statins.*simvastatin/);
    expect(asking({})).toBeUndefined();
  });

  test('is the sum of its signs by their weights', () => {
    const signs = [
      { name: 'centre' as const, z: Float64Array.of(1, -1), mean: 0, sd: 1 },
      { name: 'read' as const, z: Float64Array.of(2, 0), mean: 0, sd: 1 },
      { name: 'year' as const, z: Float64Array.of(9, 9), mean: 0, sd: 1 },
    ];
    expect([...weigh(signs, { centre: 0.5, read: 0.25 }, 2)]).toEqual([1, -0.5]);
  });
});
