// What lies in a model's folder? Card, tokeniser and network, checked before anything is loaded.
import { createHash, type Hash as Digest } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import { complaint } from '../../shared/shape.ts';
import { cardShape, guessCard, type ModelCard } from './card.ts';
import { judgeFile } from './onnx/judge.ts';
import { fromVocabulary, makeTokens, type Tokens } from './tokens.ts';

export interface ModelFolder {
  readonly folder: string;
  readonly card: ModelCard;
  /** The card was made from the folder, not read. */
  readonly guessed: boolean;
  readonly network: string;
}

/** The first that is there is taken. */
const networks = ['model.onnx', 'onnx/model_quantized.onnx', 'onnx/model.onnx', 'model_quantized.onnx', 'onnx/model_fp16.onnx', 'model_fp16.onnx'];
const mostJsonBytes = 60_000_000;

const json = (path: string): Record<string, unknown> | undefined => {
  if (!existsSync(path)) return undefined;
  if (statSync(path).size > mostJsonBytes) throw new Failure('model.tokens', { what: `${basename(path)} is too large` });
  const text = readFileSync(path, 'utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // told below: the parser's own words say nothing to a reviewer
  }
  throw new Failure('model.damaged', { what: `${basename(path)} is no JSON object` });
};

/** @param called what a guess goes by, where the folder lies under another name @throws Failure where there is no network or the card cannot be read */
export const openFolder = (folder: string, called = folder): ModelFolder => {
  const network = networks.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (network === undefined) throw new Failure('model.none', { seen: seenIn(folder) });
  const written = json(join(folder, 'model.json'));
  if (written !== undefined) return { folder, card: parseCard(written, 'model.json'), guessed: false, network };
  const config = json(join(folder, 'config.json')) ?? {};
  const poolingConfig = json(join(folder, '1_Pooling', 'config.json'));
  const sentence = json(join(folder, 'config_sentence_transformers.json'));
  const { outputs } = judgeFile(network);
  const clues = {
    folder: basename(called),
    config,
    colbert: existsSync(join(folder, 'artifact.metadata')),
    outputs: outputs.map(({ name, shape }) => ({ name, rank: shape?.length, width: Number(shape?.at(-1) ?? 0) })),
    ...(poolingConfig === undefined ? {} : { poolingConfig }),
    ...(sentence === undefined ? {} : { sentence }),
  };
  return { folder, card: parseCard(guessCard(clues), 'config.json'), guessed: true, network };
};

const seenIn = (folder: string): string =>
  existsSync(folder)
    ? readdirSync(folder)
        .slice(0, 12)
        .map((name) => name.replace(/\p{C}/gu, '·').slice(0, 60))
        .join(', ') || 'nothing'
    : 'no such folder';

const parseCard = (written: unknown, file: string): ModelCard => {
  try {
    return cardShape.parse(written);
  } catch (error) {
    throw new Failure('model.damaged', { what: `${file}: ${complaint(error).slice(0, 200)}` });
  }
};

/** @throws Failure where the vocabulary is missing or unreadable */
export const openTokens = (folder: string): Tokens => {
  const spec = json(join(folder, 'tokenizer.json'));
  const config = json(join(folder, 'tokenizer_config.json')) ?? {};
  const vocabulary = join(folder, 'vocab.txt');
  if (spec === undefined && !existsSync(vocabulary)) throw new Failure('model.tokens', { what: 'neither tokenizer.json nor vocab.txt is there' });
  try {
    return makeTokens(spec ?? fromVocabulary(textIn(vocabulary), config.do_lower_case !== false), config);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('model.tokens', { what: error instanceof Error ? error.message.slice(0, 160) : 'unreadable' });
  }
};

const textIn = (path: string): string => {
  if (statSync(path).size > mostJsonBytes) throw new Failure('model.tokens', { what: `${basename(path)} is too large` });
  const text = readFileSync(path, 'utf8');
  if (/(?![\t\n\v\f\r])\p{Cc}/u.test(text)) throw new Failure('model.tokens', { what: `${basename(path)} is no text` });
  return text;
};

/** One hash for all that decides what the model says: network, tokeniser, card. */
export const modelHash = (model: ModelFolder): string => {
  const hash = createHash('sha256');
  const { folder, network } = model;
  const weights = existsSync(dirname(network))
    ? readdirSync(dirname(network)).filter((name) => /\.onnx(_data|\.data)$|^weights\.bin$/.test(name))
    : [];
  const files = [network, ...weights.sort().map((name) => join(dirname(network), name))];
  for (const name of ['tokenizer.json', 'vocab.txt', 'tokenizer_config.json']) files.push(join(folder, name));
  for (const path of files) if (existsSync(path)) hashFile(path, hash);
  return hash.update(JSON.stringify(model.card)).digest('hex');
};

/** Piece by piece: a network of 400 MB need not be in memory for it. */
export const hashFile = (path: string, hash: Digest): Digest => {
  const file = openSync(path, 'r');
  const piece = Buffer.alloc(1 << 20);
  try {
    for (let got = readSync(file, piece); got > 0; got = readSync(file, piece)) hash.update(piece.subarray(0, got));
  } finally {
    closeSync(file);
  }
  return hash;
};
