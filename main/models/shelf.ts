// Which models are on this machine? Those brought along and those added, each in a folder of its own.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import type { ModelCard } from './card.ts';
import { judgeNetwork, openFolder, openTokens } from './folder.ts';

export interface Shelved {
  readonly name: string;
  readonly folder: string;
  /** Came with Winnow: cannot be removed. */
  readonly brought: boolean;
  readonly card: ModelCard;
  readonly guessed: boolean;
  readonly megabytes: number;
  /** A sentence where the folder cannot be used. */
  readonly trouble?: string;
}

export interface Shelf {
  list(): Shelved[];
  /** @throws Failure model.missing */
  find(name: string): Shelved;
  /** Checked, copied beside, renamed into place: half a model is never there. @returns its name */
  addFolder(folder: string, name?: string): string;
  /** @throws Failure where it came with Winnow or is not there */
  remove(name: string): void;
}

const allowed =
  /^(model(_quantized|_fp16)?\.onnx(_data|\.data)?|weights\.bin|tokenizer\.json|tokenizer_config\.json|vocab\.txt|config\.json|model\.json|config_sentence_transformers\.json|special_tokens_map\.json|artifact\.metadata|LICENSE(\.\w+)?|README\.md|MODEL\.md)$/;
const subfolders = ['onnx', '1_Pooling'];

/** @param brought folder of the models that came with Winnow @param added folder of the reader's own */
export const shelfOf = (brought: string, added: string): Shelf => {
  const list = () => [...modelsIn(brought, true), ...modelsIn(added, false)];
  const find = (name: string): Shelved => {
    const found = list().find((model) => model.name === name);
    if (found === undefined) throw new Failure('model.missing', { name });
    return found;
  };
  return {
    list,
    find,
    addFolder: (folder, name) => {
      const model = openFolder(folder);
      judgeNetwork(model);
      openTokens(folder);
      checkHashes(folder, model.card);
      const as = freeName(
        name ?? model.card.name,
        list().map((one) => one.name),
      );
      mkdirSync(added, { recursive: true });
      const half = join(added, `.half-${randomBytes(6).toString('hex')}`);
      mkdirSync(half);
      try {
        for (const file of filesOf(folder)) {
          mkdirSync(join(half, file, '..'), { recursive: true });
          cpSync(join(folder, file), join(half, file), { dereference: false });
        }
        writeFileSync(join(half, 'model.json'), `${JSON.stringify({ ...model.card, name: as }, undefined, 1)}\n`);
        renameSync(half, join(added, as));
      } finally {
        rmSync(half, { recursive: true, force: true });
      }
      return as;
    },
    remove: (name) => {
      const model = find(name);
      if (model.brought) throw new Failure('model.brought', { name });
      rmSync(model.folder, { recursive: true, force: true });
    },
  };
};

/** Files of a model by their known names; everything else in the folder stays where it is. */
const filesOf = (folder: string): string[] => {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && allowed.test(entry.name))
    .map((entry) => entry.name);
  for (const sub of subfolders) {
    if (!existsSync(join(folder, sub))) continue;
    for (const entry of readdirSync(join(folder, sub), { withFileTypes: true }))
      if (entry.isFile() && allowed.test(entry.name)) files.push(join(sub, entry.name));
  }
  return files;
};

const freeName = (wanted: string, taken: readonly string[]): string => {
  const clean =
    wanted
      .replace(/[^\w.-]+/g, '-')
      .replace(/^\.+/, '')
      .slice(0, 60) || 'model';
  for (let i = 1; ; i += 1) {
    const name = i === 1 ? clean : `${clean}-${String(i)}`;
    if (!taken.includes(name)) return name;
  }
};

const checkHashes = (folder: string, card: ModelCard): void => {
  for (const [file, expected] of Object.entries(card.files ?? {})) {
    const path = join(folder, file);
    if (!allowed.test(file) || !existsSync(path)) continue;
    if (createHash('sha256').update(readFileSync(path)).digest('hex') !== expected)
      throw new Failure('model.damaged', { what: `${file} is not the file that model.json names (its hash differs)` });
  }
};

const modelsIn = (folder: string, brought: boolean): Shelved[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => describe(join(folder, entry.name), entry.name, brought));
};

const unusable: ModelCard = {
  name: 'unusable',
  title: '',
  kind: 'bi-encoder',
  architecture: '',
  pooling: 'mean',
  normalise: true,
  width: 1,
  maxTokens: 8,
  prefixes: { query: '', passage: '' },
};

const describe = (folder: string, name: string, brought: boolean): Shelved => {
  try {
    const model = openFolder(folder);
    return { name, folder, brought, card: model.card, guessed: model.guessed, megabytes: Math.round(statSync(model.network).size / 1e5) / 10 };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { name, folder, brought, card: { ...unusable, name, title: name }, guessed: true, megabytes: 0, trouble: error.message };
  }
};
