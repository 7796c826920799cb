// What is this model, and how is it to be asked? `model.json` says it; for a model that comes without, it is guessed and shown.
import * as v from 'valibot';
import { shape } from '../../shared/shape.ts';

export type ModelKind = 'bi-encoder' | 'cross-encoder' | 'late-interaction';

const card = v.object({
  name: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/)),
  title: v.pipe(v.string(), v.maxLength(200)),
  kind: v.picklist(['bi-encoder', 'cross-encoder', 'late-interaction']),
  architecture: v.pipe(v.string(), v.maxLength(60)),
  pooling: v.optional(v.picklist(['mean', 'cls']), 'mean'),
  normalise: v.optional(v.boolean(), true),
  /** Numbers a vector; 1 for a cross-encoder. */
  width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8_192)),
  /** What the model can take, special tokens included. */
  maxTokens: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(32_768)),
  /** A passage's length that was found to be as good at less cost. */
  bestTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(32_768))),
  prefixes: v.optional(v.object({ query: v.optional(v.string(), ''), passage: v.optional(v.string(), '') }), {}),
  licence: v.optional(v.pipe(v.string(), v.maxLength(200))),
  provenance: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
  /** SHA-256 of each file, hex. */
  files: v.optional(v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)))),
});

export type ModelCard = v.InferOutput<typeof card>;
export const cardShape = shape(card);

/** What a Hugging Face folder says of itself. */
export interface Clues {
  readonly folder: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** `1_Pooling/config.json` of sentence-transformers. */
  readonly poolingConfig?: Readonly<Record<string, unknown>>;
  /** `config_sentence_transformers.json`: prompts by name. */
  readonly sentence?: Readonly<Record<string, unknown>>;
  /** `artifact.metadata` of a ColBERT checkpoint. */
  readonly colbert: boolean;
  /** What the network gives; width 0 where it is free. */
  readonly outputs?: readonly { readonly name: string; readonly rank?: number | undefined; readonly width: number }[];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const whole = (value: unknown): number | undefined => (typeof value === 'number' && Number.isInteger(value) ? value : undefined);
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const knownPrefixes: readonly (readonly [RegExp, { query: string; passage: string }])[] = [
  [/(^|[-_/])e5([-_]|$)/i, { query: 'query: ', passage: 'passage: ' }],
  [/bge-.*-en/i, { query: 'Represent this sentence for searching relevant passages: ', passage: '' }],
  [/nomic-embed/i, { query: 'search_query: ', passage: 'search_document: ' }],
];

/** What the makers of well-known models ask to be put before a text. */
export const prefixesFor = (name: string): { readonly query: string; readonly passage: string } =>
  knownPrefixes.find(([pattern]) => pattern.test(name))?.[1] ?? { query: '', passage: '' };

/** A card from a folder without one. The reader is shown what was guessed. */
export const guessCard = ({ folder, config, poolingConfig, sentence, colbert, outputs = [] }: Clues): ModelCard => {
  const name = folder.replace(/[^\w.-]+/g, '-').slice(0, 80) || 'model';
  const heads = Array.isArray(config.architectures) ? config.architectures.map((item) => String(item)) : [];
  const told = outputs.find(({ name }) => name !== 'logits' && name !== 'scores');
  // What the network itself gives counts more than what the files beside it say.
  const pairwise = outputs.length > 0 ? told === undefined : heads.some((head) => head.endsWith('ForSequenceClassification'));
  const positions = whole(config.max_position_embeddings) ?? 512;
  const type = text(config.model_type) ?? 'bert';
  // RoBERTa-like models count positions from the padding id on: two of them are never used.
  const usable = /roberta|mpnet|camembert/.test(type) ? positions - 2 : positions;
  const prompts = record(sentence?.prompts);
  const named = knownPrefixes.find(([pattern]) => pattern.test(`${folder} ${text(config._name_or_path) ?? ''}`))?.[1];
  return {
    name,
    title: text(config._name_or_path) ?? name,
    kind: colbert ? 'late-interaction' : pairwise ? 'cross-encoder' : 'bi-encoder',
    architecture: type,
    pooling:
      poolingConfig?.pooling_mode_cls_token === true || (poolingConfig === undefined && /bge|snowflake|gte-.*-en/i.test(folder)) ? 'cls' : 'mean',
    normalise: true,
    width: pairwise ? 1 : (whole(config.hidden_size) ?? (told?.width || 768)),
    maxTokens: Math.max(8, Math.min(512, usable)),
    prefixes: { query: text(prompts.query) ?? named?.query ?? '', passage: text(prompts.passage) ?? text(prompts.document) ?? named?.passage ?? '' },
  };
};
