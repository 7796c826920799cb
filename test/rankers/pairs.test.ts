// Do the rankers that let the network read question and record together order by it, do without where it is silent, and say why?
import { describe, expect, test } from 'vitest';
import { crossEncoder } from '../../main/rankers/cross-encoder/index.ts';
import { lateInteraction } from '../../main/rankers/late-interaction/index.ts';
import { orderOf, tiesOf } from '../../main/rankers/order.ts';
import { piecesOf } from '../../main/rankers/pieces.ts';
import { prior } from '../../main/rankers/prior/index.ts';
import type { Ranker, View } from '../../main/rankers/ranker.ts';
import { rngOf } from '../../main/screening/rng.ts';
import { collect, viewOf } from '../../main/screening/view.ts';
import { askedWords, wholeWords } from '../../main/text/whole-words.ts';
import type { Encoder, Want } from '../../shared/evidence.ts';
import { finish } from '../../shared/work.ts';
import { noProtocol, protocol, sample } from './sample.ts';

const encoder: Encoder = { model: 'encoder', width: 2, cross: 'cross' };
/** The network likes a record the more, the further behind it stands; what it says of others is not known. */
const view = (
  read: (at: number) => boolean,
  more: { asked?: typeof protocol; encoder?: Encoder; explained?: (want: Want) => Float32Array } = {},
): View =>
  viewOf(collect(sample), {
    protocol: more.asked ?? protocol,
    labelled: new Uint32Array(0),
    relevant: new Uint8Array(0),
    encoder: more.encoder ?? encoder,
    evidence: (want) => {
      if (want.kind === 'pair' && want.part === 'both') return Float32Array.from(want.at, (at) => (read(at) ? at / 10 : NaN));
      return more.explained?.(want) ?? new Float32Array(want.at.length).fill(NaN);
    },
  });
const scoresOf = (ranker: Ranker, given: View, params: object = {}): Float64Array =>
  finish(ranker.score(finish(ranker.fit(given, ranker.params.parse(params), rngOf(1))), given));
const best = (scores: Float64Array): number[] => [...orderOf(scores, tiesOf(collect(sample), 0))];
const likely = best(
  scoresOf(
    prior,
    view(() => false),
  ),
);
const all = sample.map((_one, at) => at);

describe.each([crossEncoder, lateInteraction] as const)('$name', (ranker: Ranker) => {
  test('wants what the prior wants, then pairs of the likely ones, best first', () => {
    const wants = ranker.wants(
      view(() => false),
      ranker.params.parse({ top: 5 }),
    );
    expect(wants.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['query', 'vector']));
    const pair = wants.at(-1)!;
    expect(pair).toMatchObject({ kind: 'pair', part: 'both', fold: 'max', model: ranker === crossEncoder ? 'cross' : 'encoder' });
    expect([...pair.at]).toEqual(likely.slice(0, 5));
    expect(pair.query).toContain('Statins');
  });

  test('one record more is asked about to explain it', () => {
    const wants = ranker.wants(
      view(() => false),
      ranker.params.parse({}),
      4,
    );
    expect([...wants.at(-1)!.at]).toEqual([4]);
  });

  test('read ones by what was said, the others below them by the prior', () => {
    const top = likely.slice(0, 8);
    const order = best(
      scoresOf(
        ranker,
        view((at) => top.includes(at)),
        { top: 8 },
      ),
    );
    expect(order.slice(0, 8)).toEqual([...top].sort((a, b) => b - a));
    expect(order.slice(8)).toEqual(likely.slice(8));
  });

  test('of some of the likely ones nothing is said yet: they stand among the read ones, in the prior’s order', () => {
    const known = likely.slice(0, 4);
    const order = best(
      scoresOf(
        ranker,
        view((at) => known.includes(at)),
        { top: 8 },
      ),
    );
    expect(new Set(order.slice(0, 8))).toEqual(new Set(likely.slice(0, 8)));
    const waiting = likely.slice(4, 8);
    expect(order.filter((at) => waiting.includes(at))).toEqual(waiting);
    expect(order.slice(8)).toEqual(likely.slice(8));
  });

  test.each([
    ['nothing said', view(() => false)],
    ['no such network', view((at) => at < 9, { encoder: { model: 'encoder', width: 2 } })],
    ['no protocol', view((at) => at < 9, { asked: noProtocol })],
  ])('%s: the prior', (name, given) => {
    if (name === 'no such network' && ranker === lateInteraction) return; // it needs no other network than the encoder
    expect([...scoresOf(ranker, given)]).toEqual([...scoresOf(prior, given)]);
  });

  test('parts sum to the score: read, likely, and below', () => {
    const known = likely.slice(0, 4);
    const given = view((at) => known.includes(at));
    const model = ranker.params.parse({ top: 8 });
    const scores = scoresOf(ranker, given, { top: 8 });
    for (const at of [likely[1]!, likely[6]!, likely[20]!]) {
      const parts = ranker.explain(model, given, at);
      expect(parts.length).toBeGreaterThan(0);
      expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(scores[at]!, 6);
    }
  });
});

test('late interaction is explained by the words that met', () => {
  const at = likely[0]!;
  const query = askedWords('Statins for cholesterol in adults. Do statins lower LDL cholesterol?');
  const words = wholeWords(
    piecesOf(
      view(() => true),
      at,
    ).join('\n'),
  );
  const score = at / 10;
  const explained = (want: Want): Float32Array => {
    if (want.kind !== 'words') return new Float32Array(want.at.length).fill(NaN);
    expect(want.query).toBe('Statins for cholesterol in adults. Do statins lower LDL cholesterol?');
    return Float32Array.from(
      query.flatMap((word) => [
        score / query.length,
        Math.max(
          0,
          words.findIndex((other) => other.startsWith(word.slice(0, 5))),
        ),
      ]),
    );
  };
  const given = view(() => true, { explained });
  const parts = lateInteraction.explain(lateInteraction.params.parse({}), given, at);
  expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 6);
  const labels = parts.map(({ label }) => label);
  expect(labels).toContain('cholesterol');
  expect(labels.some((label) => / ~ /.test(label))).toBe(true);
});

test('the cross-encoder is explained by what the score loses without each piece', () => {
  const at = likely[0]!;
  const score = at / 10;
  const pieces = piecesOf(
    view(() => true),
    at,
  );
  const explained = (want: Want): Float32Array =>
    want.kind === 'pair' && want.part === 'sentences' ? Float32Array.of(score, ...pieces.map((_piece, k) => score - k - 1)) : Float32Array.of(NaN);
  const parts = crossEncoder.explain(
    crossEncoder.params.parse({}),
    view(() => true, { explained }),
    at,
  );
  expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 6);
  expect(parts.filter(({ label }) => label.startsWith('“')).length).toBe(pieces.length);
  expect(parts.find(({ label }) => label.startsWith(`“${pieces[0]!.slice(0, 20)}`))?.weight).toBeCloseTo(1);
});

test('all positions are asked for at once, and a network that answers for fewer is not heard', () => {
  const given = viewOf(collect(sample), {
    protocol,
    labelled: new Uint32Array(0),
    relevant: new Uint8Array(0),
    encoder,
    evidence: () => new Float32Array(3),
  });
  expect(scoresOf(crossEncoder, given).length).toBe(all.length);
});
