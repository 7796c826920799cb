// What lies in a model's folder? Card, tokeniser and network, checked before anything is loaded.
import { createHash } from 'node:crypto';
import { existsSync, openSync, readFileSync, readSync, closeSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import { complaint } from '../../shared/shape.ts';
import { cardShape, guessCard, type ModelCard } from './card.ts';
import { judgeHead, judgeModel } from './onnx/judge.ts';
import type { Summary } from './onnx/summary.ts';
import { fromVocabulary, makeTokens, type Tokens } from './tokens.ts';

export interface ModelFolder {
  readonly folder: string;
  readonly card: ModelCard;
  /** The card was made from the folder, not read. */
  readonly guessed: boolean;
  readonly network: string;
}

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

/** @throws Failure where there is no network or the card cannot be read */
export const openFolder = (folder: string): ModelFolder => {
  const network = networks.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (network === undefined) throw new Failure('model.damaged', { what: 'the folder holds no model.onnx' });
  const written = json(join(folder, 'model.json'));
  if (written !== undefined) return { folder, card: parseCard(written), guessed: false, network };
  const config = json(join(folder, 'config.json')) ?? {};
  const poolingConfig = json(join(folder, '1_Pooling', 'config.json'));
  const sentence = json(join(folder, 'config_sentence_transformers.json'));
  const clues = {
    folder: basename(folder),
    config,
    colbert: existsSync(join(folder, 'artifact.metadata')),
    ...(poolingConfig === undefined ? {} : { poolingConfig }),
    ...(sentence === undefined ? {} : { sentence }),
  };
  return { folder, card: guessCard(clues), guessed: true, network };
};

const parseCard = (written: unknown): ModelCard => {
  try {
    return cardShape.parse(written);
  } catch (error) {
    throw new Failure('model.damaged', { what: `model.json: ${complaint(error).slice(0, 200)}` });
  }
};

/** @throws Failure where the vocabulary is missing or unreadable */
export const openTokens = (folder: string): Tokens => {
  const spec = json(join(folder, 'tokenizer.json'));
  const config = json(join(folder, 'tokenizer_config.json')) ?? {};
  const vocabulary = join(folder, 'vocab.txt');
  if (spec === undefined && !existsSync(vocabulary)) throw new Failure('model.tokens', { what: 'neither tokenizer.json nor vocab.txt is there' });
  try {
    return makeTokens(spec ?? fromVocabulary(readFileSync(vocabulary, 'utf8'), config.do_lower_case !== false), config);
  } catch (error) {
    throw new Failure('model.tokens', { what: error instanceof Error ? error.message.slice(0, 160) : 'unreadable' });
  }
};

/** Reads and judges the network; the bytes are let go before the runtime loads the file itself. */
export const judgeNetwork = (model: ModelFolder): Summary => {
  const { size } = statSync(model.network);
  const head = Buffer.alloc(Math.min(400, size));
  const file = openSync(model.network, 'r');
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  judgeHead(head, size);
  return judgeModel(readFileSync(model.network), join(model.network, '..'));
};

/** One hash for all that decides what the model says: network, tokeniser, card. */
export const modelHash = (model: ModelFolder): string => {
  const hash = createHash('sha256');
  for (const path of [model.network, join(model.folder, 'tokenizer.json'), join(model.folder, 'vocab.txt')])
    if (existsSync(path)) hash.update(readFileSync(path));
  return hash.update(JSON.stringify(model.card)).digest('hex');
};
