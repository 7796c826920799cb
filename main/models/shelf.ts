// Which models are on this machine? Those brought along and those added, each in a folder of its own.
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Failure } from '../../shared/failures.ts';
import type { ModelCard } from './card.ts';
import { hashFile, openFolder, openTokens, type ModelFolder } from './folder.ts';
import { judgeFile, judgeSize } from './onnx/judge.ts';

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

export interface Added {
  readonly name: string;
  readonly card: ModelCard;
  /** The card was made from the folder: to be shown. */
  readonly guessed: boolean;
  /** Which file of the folder is run. */
  readonly network: string;
  /** What was noticed when it was tried. */
  readonly notes: readonly string[];
}

export interface AddOptions {
  readonly name?: string | undefined;
  /** Where it came from, for a card that the folder does not bring. */
  readonly from?: Pick<ModelCard, 'title' | 'licence' | 'provenance'>;
  /** Starts the model once and says what it noticed; throws where it cannot be used. */
  readonly attempt: (folder: string) => Promise<readonly string[]>;
}

export interface Shelf {
  list(): Shelved[];
  /** @throws Failure model.missing */
  find(name: string): Shelved;
  /** Copied beside, judged and tried there, renamed into place: half a model, or one that fails, is never there. */
  add(folder: string, options: AddOptions): Promise<Added>;
  /** @throws Failure where it came with Winnow or is not there */
  remove(name: string): void;
}

/** Files of a model; everything else in a folder or archive (code, pickles) stays where it is. */
export const isModelFile = (path: string): boolean => {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  return known.test(name) && (parts.length === 0 || (parts.length === 1 && subfolders.includes(parts[0] ?? '')));
};
const known =
  /^(model(_quantized|_fp16)?\.onnx(_data|\.data)?|weights\.bin|tokenizer\.json|tokenizer_config\.json|vocab\.txt|config\.json|model\.json|config_sentence_transformers\.json|special_tokens_map\.json|artifact\.metadata|LICENSE(\.\w+)?|README\.md|MODEL\.md)$/;
const subfolders = ['onnx', '1_Pooling'];

/** Kept beside the network, tensor by tensor: each is judged by itself. */
const isWeights = (file: string): boolean => /(_data|\.data|weights\.bin)$/.test(file);

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
    add: async (folder, { name, from, attempt }) => {
      const files = filesOf(folder);
      // Before anything is copied: what is too large would fill the disk only to be refused.
      for (const file of files) if (!isWeights(file)) judgeSize(statSync(join(folder, file)).size);
      mkdirSync(added, { recursive: true });
      const half = join(added, `.half-${randomBytes(6).toString('hex')}`);
      mkdirSync(half);
      try {
        for (const file of files) {
          mkdirSync(dirname(join(half, file)), { recursive: true });
          copyFileSync(join(folder, file), join(half, file));
        }
        const model = sound(half, folder);
        const notes = await attempt(half);
        const as = freeName(
          name ?? model.card.name,
          list().map((one) => one.name),
        );
        const card = { ...model.card, ...(model.guessed ? from : {}), name: as };
        writeFileSync(join(half, 'model.json'), `${JSON.stringify(card, undefined, 1)}\n`);
        renameSync(half, join(added, as));
        return { name: as, card, guessed: model.guessed, network: relative(half, model.network), notes };
      } finally {
        rmSync(half, { recursive: true, force: true });
      }
    },
    remove: (name) => {
      const model = find(name);
      if (model.brought) throw new Failure('model.brought', { name });
      rmSync(model.folder, { recursive: true, force: true });
    },
  };
};

/** Looked at without running anything. @param folder what its owner calls it by; a guess goes by its name */
const sound = (half: string, folder: string): ModelFolder => {
  const model = openFolder(half, folder);
  judgeFile(model.network);
  openTokens(half);
  for (const [file, expected] of Object.entries(model.card.files ?? {})) {
    const path = join(half, file);
    if (isModelFile(file) && existsSync(path) && hashFile(path, createHash('sha256')).digest('hex') !== expected)
      throw new Failure('model.damaged', { what: `${file} is not the file that model.json names (its hash differs)` });
  }
  return model;
};

/** A link counts where it stays inside, or leads to the store that the hub's own clients keep beside their snapshots. */
const filesOf = (folder: string): string[] => {
  const inside = [realpathSync(folder), join(dirname(dirname(realpathSync(folder))), 'blobs')].map((path) => path + sep);
  const isHere = (path: string) => {
    const real = existsSync(path) ? realpathSync(path) : '';
    return inside.some((start) => real.startsWith(start)) && statSync(real).isFile();
  };
  const names = ['', ...subfolders].flatMap((sub) => {
    const at = join(folder, sub);
    return existsSync(at) && statSync(at).isDirectory() ? readdirSync(at).map((name) => (sub === '' ? name : `${sub}/${name}`)) : [];
  });
  return names.filter((name) => isModelFile(name) && isHere(join(folder, name)));
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
