// How does a thread turn texts into values? Framed, batched by length, asked, pooled, folded.
import { Failure } from '../../shared/failures.ts';
import { makeBatches } from './batches.ts';
import type { ModelCard } from './card.ts';
import { frameIn, framesOf, halves, piecesOf, queryTokens, roomOf, withoutEach, type Frame } from './frames.ts';
import { askedVectors, matches, maxSim, wordFrames, WordVectors } from './late.ts';
import type { Network, Said } from './network.ts';
import { foldScores, foldVectors, normalise, pool } from './pooling.ts';
import type { Asked, Job } from './talk.ts';
import type { Tokens } from './tokens.ts';

export interface Answering {
  readonly card: ModelCard;
  readonly tokens: Tokens;
  readonly network: Network;
  readonly alone: boolean;
  /** Called after each run. */
  readonly alive: () => void;
}

export interface Answered {
  readonly values: Float32Array;
  /** Rows of each text, where there may be several. */
  readonly counts?: Uint32Array;
}

/** Tokens a batch on a processor, padding included: small calls keep the caches warm (a call of about 256 tokens is a third faster than one of 4,096). */
const budgets: Readonly<Record<string, number>> = { cpu: 320 };
const otherBudget = 16_384;

/** @throws Failure model.… */
export const answer = (answering: Answering) => {
  const { card, tokens } = answering;
  let queryWords: { readonly query: string; readonly vectors: Promise<readonly Float32Array[]> } | undefined;
  const wordsOf = async (text: string, maxTokens: number, prefix: string): Promise<readonly Float32Array[]> => {
    const frames = wordFrames(tokens, text, { maxTokens, prefix });
    const vectors = new WordVectors(card.width);
    await eachRun(
      answering,
      frames.map(({ frame }) => frame),
      (said, row, at) => vectors.add(withStates(said), row, frames[at]!),
    );
    return vectors.close().vectors;
  };
  const late = async ({ want, maxTokens, texts }: Omit<Job, 'job'>): Promise<Answered> => {
    if (queryWords?.query !== want.query) queryWords = { query: want.query, vectors: wordsOf(want.query, maxTokens, card.prefixes.query) };
    const query = askedVectors(want.query, await queryWords.vectors);
    const said: Float32Array[] = [];
    for (const text of texts) {
      const record = await wordsOf(partOf(text, want.part), maxTokens, card.prefixes.passage);
      said.push(want.kind === 'words' ? matches(query, record) : Float32Array.of(maxSim(query, record)));
    }
    return want.kind === 'words' ? rows(said, query.length * 2 || 1) : { values: joined(said) };
  };
  const vectors = async ({ want, maxTokens, texts }: Omit<Job, 'job'>): Promise<Answered> => {
    const prefix = want.kind === 'query' ? card.prefixes.query : card.prefixes.passage;
    const frames =
      want.part === 'sentences'
        ? texts.map((text) =>
            piecesOf(text).map((piece) =>
              frameIn(tokens, undefined)(tokens.ids(prefix + piece).slice(0, roomOf(tokens, { query: undefined, maxTokens }))),
            ),
          )
        : texts.map((text) => framesOf(tokens, text, { part: want.part, fold: want.fold, maxTokens, prefix }));
    const each = await eachText(answering, frames, (said, row, frame) => vectorOf(card, said, row, frame));
    if (want.part === 'sentences') return rows(each.map(joined), card.width);
    return { values: joined(each.map((of) => foldVectors(of, card.normalise))) };
  };
  const pairs = async ({ want, maxTokens, texts }: Omit<Job, 'job'>): Promise<Answered> => {
    const query = tokens.ids(want.query).slice(0, queryTokens);
    const part = want.part === 'sentences' ? 'both' : want.part;
    // Explained by leaving out: the whole, then without each of its pieces.
    const variants = want.part === 'sentences' ? texts.map(withoutEach) : texts.map((text) => [text]);
    const frames = variants.flat().map((text) => framesOf(tokens, text, { part, fold: want.fold, maxTokens, prefix: '', query }));
    const each = await eachText(answering, frames, (said, row) => Float32Array.of(scoreOf(said, row)));
    const scores = each.map((of) =>
      foldScores(
        of.map((value) => value[0]!),
        want.fold,
      ),
    );
    if (want.part !== 'sentences') return { values: Float32Array.from(scores) };
    return { values: Float32Array.from(scores), counts: Uint32Array.from(variants, (of) => of.length) };
  };
  const how = (want: Asked) => {
    if (want.kind === 'vector' || want.kind === 'query') {
      if (card.kind === 'cross-encoder') throw new Failure('model.strange', { what: 'scores where vectors are needed' });
      return vectors;
    }
    return card.kind === 'cross-encoder' ? pairs : late;
  };
  return async (job: Omit<Job, 'job'>): Promise<Answered> => how(job.want)(job);
};

/** Each frame once; `take` gets the answer, the frame's row in it, and the frame's place. */
const eachRun = async (
  { network, tokens, alone, alive }: Answering,
  frames: readonly Frame[],
  take: (said: Said, row: number, at: number) => void,
): Promise<void> => {
  const lengths = frames.map((frame) => frame.ids.length);
  const budget = alone ? 1 : (budgets[network.provider] ?? otherBudget);
  for (const { of } of makeBatches(lengths, { budget, window: lengths.length })) {
    const said = await network.run(
      of.map((at) => frames[at]!),
      tokens.pad,
    );
    of.forEach((at, row) => take(said, row, at));
    alive();
  }
};

/** Each text's frames to values, in their order. */
const eachText = async (
  answering: Answering,
  texts: readonly (readonly Frame[])[],
  value: (said: Said, row: number, frame: Frame) => Float32Array,
): Promise<Float32Array[][]> => {
  const flat = texts.flatMap((frames, text) => frames.map((frame, at) => ({ frame, text, at })));
  const values: Float32Array[][] = texts.map(() => []);
  await eachRun(
    answering,
    flat.map(({ frame }) => frame),
    (said, row, place) => {
      const { frame, text, at } = flat[place]!;
      values[text]![at] = value(said, row, frame);
    },
  );
  return values;
};

const vectorOf = (card: ModelCard, said: Said, row: number, frame: Frame): Float32Array => {
  const width = said.dims[said.dims.length - 1] ?? 1;
  const vector = new Float32Array(width);
  if (said.dims.length === 2) vector.set(said.values.subarray(row * width, (row + 1) * width));
  else pool(said.values, { at: row, tokens: said.dims[1] ?? 1, length: frame.ids.length, width }, card.pooling, vector, 0);
  if (card.normalise) normalise(vector);
  return vector;
};

/** One logit, or the difference of two. */
const scoreOf = ({ values, dims }: Said, row: number): number => {
  const width = dims[dims.length - 1] ?? 1;
  return width === 2 ? values[row * 2 + 1]! - values[row * 2]! : values[row * width]!;
};

const withStates = (said: Said): Said => {
  if (said.dims.length !== 3) throw new Failure('model.strange', { what: 'one vector a text where word vectors are needed' });
  return said;
};

const partOf = (text: string, part: Asked['part']): string => {
  const { title, abstract } = halves(text);
  return part === 'title' || abstract === '' ? title : part === 'abstract' ? abstract : text;
};

const rows = (each: readonly Float32Array[], width: number): Answered => ({
  values: joined(each),
  counts: Uint32Array.from(each, (of) => of.length / width),
});

const joined = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
