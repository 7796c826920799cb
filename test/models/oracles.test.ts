// Do tokens and numbers equal the reference implementations', for each architecture and tokeniser that we claim?
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTokens } from '../../main/models/folder.ts';
import { frameIn } from '../../main/models/frames.ts';
import { allOf, copyOf, cosine, expectedOf, folderOf, furthest, json, kinds, samples, scorerOver, shipped, shippedCross, want } from './models.ts';

describe.each(kinds)('%s: tokens', (kind) => {
  const tokens = openTokens(folderOf(kind));
  const { texts, pair } = expectedOf(kind);

  test.each(texts)('$text', ({ text, bare, ids }) => {
    expect(tokens.ids(text)).toEqual(bare);
    expect(frameIn(tokens, undefined)(tokens.ids(text)).ids).toEqual(ids);
  });

  test('a pair, with the types of its tokens', () => {
    const frame = frameIn(tokens, tokens.ids(pair.query))(tokens.ids(pair.text));
    expect(frame.ids).toEqual(pair.ids);
    expect(Array.from(frame.ids, (_id, at) => Number(at >= frame.second))).toEqual(pair.types);
  });
});

/** Largest distance from PyTorch in fp32 that is allowed; for half precision and int8, likeness instead. */
const exact = 1e-4;
const near: Readonly<Record<string, number>> = { 'bert-fp16': 0.9999, 'bert-int8': 0.98 };

describe.each(kinds.filter((kind) => kind !== 'bert-cross'))('%s: vectors', (kind) => {
  const { texts } = expectedOf(kind);
  test.each(kind === 'bert-wordpiece' ? (['mean', 'cls'] as const) : (['mean'] as const))('%s of the token states', async (pooling) => {
    const card = {
      name: 'sample',
      title: 'sample',
      kind: 'bi-encoder',
      architecture: kind,
      pooling,
      normalise: false,
      width: 24,
      maxTokens: 128,
    };
    const scorer = await scorerOver(copyOf(kind, (folder) => writeFileSync(join(folder, 'model.json'), JSON.stringify(card))));
    try {
      const said = await allOf(
        scorer,
        want({ part: 'title' }),
        texts.map(({ text }) => text.replace(/\n/g, ' ')),
      );
      texts.forEach(({ text, mean, first }, at) => {
        if (text.includes('\n')) return; // a record's title is one line
        const reference = pooling === 'mean' ? mean! : first!;
        if (kind in near) expect(cosine(said[at]!, reference)).toBeGreaterThan(near[kind]!);
        else expect(furthest(said[at]!, reference)).toBeLessThan(exact);
      });
    } finally {
      await scorer.close();
    }
  });
});

test('bert-cross: the logit of a pair, and its kind guessed from what the network gives', async () => {
  const { pair } = expectedOf('bert-cross');
  const scorer = await scorerOver(folderOf('bert-cross'));
  try {
    expect(scorer.info).toMatchObject({ guessed: true, card: { kind: 'cross-encoder', width: 1 } });
    const [said] = await allOf(scorer, want({ kind: 'pair', query: pair.query, part: 'title' }), [pair.text]);
    expect(furthest(said!, pair.logit!)).toBeLessThan(exact);
  } finally {
    await scorer.close();
  }
});

interface Shipped {
  readonly query: string;
  readonly 'winnow-bi': readonly (readonly number[])[];
  readonly 'winnow-cross': readonly (readonly number[])[];
}

test('the shipped int8 encoder’s vectors lie beside PyTorch’s in fp32: 20 records', { timeout: 90_000 }, async () => {
  const records = json(join(samples, 'records.json')) as string[];
  const references = (json(join(samples, 'shipped.json')) as Shipped)['winnow-bi'];
  const scorer = await scorerOver(shipped);
  try {
    const said = await allOf(scorer, want({ fold: 'first' }), records);
    expect(said.length).toBe(20);
    const likeness = said.map((vector, at) => cosine(vector, references[at]!));
    expect(Math.min(...likeness)).toBeGreaterThan(0.99);
    expect(likeness.reduce((sum, one) => sum + one, 0) / 20).toBeGreaterThan(0.995);
  } finally {
    await scorer.close();
  }
});

test('the shipped int8 cross-encoder orders 20 records as PyTorch in fp32 does', { timeout: 90_000 }, async () => {
  const records = json(join(samples, 'records.json')) as string[];
  const { query, 'winnow-cross': references } = json(join(samples, 'shipped.json')) as Shipped;
  const scorer = await scorerOver(shippedCross);
  try {
    const said = (await allOf(scorer, want({ kind: 'pair', query, fold: 'first' }), records)).map(([score]) => score!);
    const by = references.map(([score]) => score!);
    const spread = Math.max(...by) - Math.min(...by);
    expect(spread).toBeGreaterThan(1);
    said.forEach((score, at) => expect(Math.abs(score - by[at]!)).toBeLessThan(0.12 * spread));
    const pairs = by
      .flatMap((one, i) => by.slice(0, i).map((other, j) => [i, j, one - other] as const))
      .filter(([, , far]) => Math.abs(far) > 0.2 * spread);
    expect(pairs.every(([i, j, far]) => Math.sign(said[i]! - said[j]!) === Math.sign(far))).toBe(true);
  } finally {
    await scorer.close();
  }
});
