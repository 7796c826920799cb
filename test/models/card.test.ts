// What is guessed of a model that comes without a card?
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guessCard, type Clues } from '../../main/models/card.ts';
import { modelHash, openFolder } from '../../main/models/folder.ts';
import { copyOf, folderOf } from './models.ts';

const guesses: readonly (readonly [string, Partial<Clues>, object])[] = [
  [
    'a sentence encoder by its pooling file',
    {
      folder: 'all-mpnet',
      config: { model_type: 'mpnet', hidden_size: 768, max_position_embeddings: 514 },
      poolingConfig: { pooling_mode_mean_tokens: true },
    },
    { kind: 'bi-encoder', pooling: 'mean', width: 768, maxTokens: 512, architecture: 'mpnet' },
  ],
  ['the first token where the pooling file says so', { poolingConfig: { pooling_mode_cls_token: true } }, { pooling: 'cls' }],
  [
    'bge: the first token and its prefix',
    { folder: 'bge-small-en-v1.5' },
    { pooling: 'cls', prefixes: { query: 'Represent this sentence for searching relevant passages: ', passage: '' } },
  ],
  ['e5: both prefixes', { folder: 'e5-small-v2' }, { pooling: 'mean', prefixes: { query: 'query: ', passage: 'passage: ' } }],
  [
    'prompts of its own count more',
    { folder: 'e5-x', sentence: { prompts: { query: 'Q: ', document: 'D: ' } } },
    { prefixes: { query: 'Q: ', passage: 'D: ' } },
  ],
  [
    'a classifier is a cross-encoder',
    { config: { model_type: 'bert', architectures: ['BertForSequenceClassification'], hidden_size: 384 } },
    { kind: 'cross-encoder', width: 1 },
  ],
  ['ColBERT', { colbert: true }, { kind: 'late-interaction' }],
  ['RoBERTa counts positions from its padding on', { config: { model_type: 'roberta', max_position_embeddings: 514 } }, { maxTokens: 512 }],
  ['a long context is used to 512 only', { config: { max_position_embeddings: 8192 } }, { maxTokens: 512 }],
  ['what the network gives counts', { config: {}, outputs: [{ name: 'last_hidden_state', rank: 3, width: 24 }] }, { kind: 'bi-encoder', width: 24 }],
  [
    'whatever the config says',
    { config: { architectures: ['BertModel'] }, outputs: [{ name: 'logits', rank: 2, width: 1 }] },
    { kind: 'cross-encoder', width: 1 },
  ],
];

test.each(guesses)('%s', (_name, clues, card) => {
  expect(guessCard({ folder: 'model', config: {}, colbert: false, ...clues })).toMatchObject(card);
});

test('a folder’s name becomes a name', () => {
  expect(guessCard({ folder: 'My model (v2)', config: {}, colbert: false }).name).toBe('My-model-v2-');
});

test('a folder is opened, its first network taken, and its hash follows what decides', () => {
  const plain = openFolder(folderOf('bert-wordpiece'));
  expect(plain).toMatchObject({ guessed: true, card: { kind: 'bi-encoder', width: 24, maxTokens: 128, architecture: 'bert' } });
  const other = openFolder(copyOf('bert-wordpiece', (folder) => mkdirSync(join(folder, 'onnx'))));
  expect(modelHash(other)).toBe(modelHash(plain));
  const changed = openFolder(copyOf('bert-wordpiece', (folder) => writeFileSync(join(folder, 'tokenizer_config.json'), '{"a":1}')));
  expect(modelHash(changed)).not.toBe(modelHash(plain));
  const weights = openFolder(copyOf('bert-external', (folder) => writeFileSync(join(folder, 'model.onnx_data'), Buffer.alloc(200_000))));
  expect(modelHash(weights)).not.toBe(modelHash(openFolder(folderOf('bert-external'))));
});

test.each([
  ['nothing in it', (folder: string) => mkdirSync(join(folder, 'x')), 'model.none'],
  ['a card that is no card', (folder: string) => writeFileSync(join(folder, 'model.json'), '{"name":"x"}'), 'model.damaged'],
  ['a card that is no JSON', (folder: string) => writeFileSync(join(folder, 'model.json'), 'x'), 'model.damaged'],
])('%s: %s', (name, change, code) => {
  const folder = name === 'nothing in it' ? join(copyOf('bert-vocab', change), 'x') : copyOf('bert-vocab', change);
  expect(() => openFolder(folder)).toThrow(expect.objectContaining({ code }) as Error);
});
