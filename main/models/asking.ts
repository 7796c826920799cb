// How is a list of texts turned into values, window by window? Tokenised ahead, batched by length, folded, sent as it comes.
import type { Want } from '../../shared/evidence.ts';
import { Failure } from '../../shared/failures.ts';
import { makeBatches } from './batches.ts';
import type { Frame } from './frames.ts';
import type { Network, Said } from './network.ts';
import { foldScores, foldVectors, maxSim, normalise, pool, wordVectors } from './pooling.ts';
import type { Tokens } from './tokens.ts';

export interface Chunk {
  readonly at: Uint32Array;
  readonly values: Float32Array;
  readonly counts?: Uint32Array;
}

export interface Asking {
  readonly network: Network;
  readonly tokens: Tokens;
  readonly want: Omit<Want, 'model' | 'at'>;
  readonly texts: readonly string[];
  /** Frames of these texts, made by the thread beside. */
  readonly tokenise: (texts: readonly string[]) => Promise<readonly (readonly Frame[])[]>;
  /** The query's own words, for late interaction. */
  readonly queryFrame: Frame | undefined;
  readonly cancelled: () => boolean;
}

/** Tokens a batch, padding included: small calls keep the caches warm (a call of about 256 tokens is a third faster than one of 4,096). */
const budget = 320;
const firstWindow = 16;
const nextWindow = 128;

export async function* ask(asking: Asking): AsyncGenerator<Chunk> {
  const { texts, network, want } = asking;
  const late = want.kind === 'pair' && network.card.kind !== 'cross-encoder';
  const queryWords = late && asking.queryFrame !== undefined ? await wordsOf(asking, asking.queryFrame) : new Map<string, Float32Array>();
  let from = 0;
  let ahead = asking.tokenise(texts.slice(0, firstWindow));
  while (from < texts.length) {
    const frames = await ahead;
    const to = from + frames.length;
    ahead = to < texts.length ? asking.tokenise(texts.slice(to, to + nextWindow)) : Promise.resolve([]);
    const values = await sayWindow(asking, frames, queryWords);
    if (values === undefined) return;
    const counts = want.part === 'sentences' ? { counts: Uint32Array.from(frames, (of) => of.length) } : {};
    yield { at: Uint32Array.from(values, (_unused, i) => from + i), values: join(values), ...counts };
    from = to;
  }
}

/** One value a record; undefined where it was cancelled. */
const sayWindow = async (
  asking: Asking,
  frames: readonly (readonly Frame[])[],
  queryWords: ReadonlyMap<string, Float32Array>,
): Promise<Float32Array[] | undefined> => {
  const { network, tokens, want } = asking;
  const flat = frames.flatMap((of, record) => of.map((frame) => ({ frame, record })));
  const passages: Float32Array[][] = frames.map(() => []);
  const batches = makeBatches(
    flat.map(({ frame }) => frame.ids.length),
    { budget, window: flat.length },
  );
  const places = new Map<number, Float32Array>();
  for (const batch of batches) {
    if (asking.cancelled()) return undefined;
    await new Promise<void>((resolve) => setImmediate(resolve)); // lets a cancel come in between two runs of the network
    const chosen = batch.of.map((i) => flat[i]!.frame);
    const said = await network.run(chosen, tokens.pad);
    chosen.forEach((frame, row) => places.set(batch.of[row]!, valueOf(asking, said, frame, row, queryWords)));
  }
  flat.forEach(({ record }, i) => passages[record]?.push(places.get(i) ?? new Float32Array(0)));
  return passages.map((of) => foldPassages(of, want, network.card.normalise));
};

const foldPassages = (of: readonly Float32Array[], want: Asking['want'], unit: boolean): Float32Array => {
  if (want.part === 'sentences') return join(of);
  if (want.kind === 'pair')
    return Float32Array.of(
      foldScores(
        of.map((value) => value[0] ?? Number.NaN),
        want.fold,
      ),
    );
  return foldVectors(of, unit);
};

const valueOf = (
  { network, tokens, want }: Asking,
  said: Said,
  frame: Frame,
  row: number,
  queryWords: ReadonlyMap<string, Float32Array>,
): Float32Array => {
  const { card } = network;
  const width = said.dims[said.dims.length - 1] ?? 1;
  if (want.kind === 'pair' && card.kind === 'cross-encoder')
    return Float32Array.of(width === 2 ? said.values[row * 2 + 1]! - said.values[row * 2]! : said.values[row]!);
  if (want.kind === 'pair') return Float32Array.of(maxSim(queryWords, wordsIn(said, frame, row, tokens)));
  const vector = new Float32Array(width);
  if (said.dims.length === 2) vector.set(said.values.subarray(row * width, (row + 1) * width));
  else pool(said.values, { at: row, tokens: said.dims[1] ?? 1, length: frame.ids.length, width }, card.pooling, vector, 0);
  if (card.normalise) normalise(vector);
  return vector;
};

const wordsIn = (said: Said, frame: Frame, row: number, tokens: Tokens): Map<string, Float32Array> => {
  if (said.dims.length !== 3) throw new Failure('model.strange', { what: 'one vector a text where word vectors are needed' });
  return wordVectors(
    said.values,
    { at: row, tokens: said.dims[1] ?? 1, width: said.dims[2] ?? 1, from: frame.from, to: frame.to },
    frame.ids,
    tokens.beginsWord,
  );
};

const wordsOf = async ({ network, tokens }: Asking, frame: Frame): Promise<Map<string, Float32Array>> =>
  wordsIn(await network.run([frame], tokens.pad), frame, 0, tokens);

const join = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
