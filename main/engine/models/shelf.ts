// How does a model come onto this machine, from a folder, an archive or a single file? Unpacked aside, tried, then put on the shelf.
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, linkSync, copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../../shared/failures.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { openZip, type ZipEntry } from '../../files/index.ts';
import { choose, download, isModelFile, lookUp, shelfOf, startScorer, type Added, type Hub, type Shelf } from '../../models/index.ts';
import type { Folders } from '../host.ts';
import { scorerEntry, scorerThreads } from '../placement.ts';

/** A hostile network that never answers is given up after so long. */
export const trialMs = 30_000;

/** Where models of the reader's own are. */
export const modelsFolder = ({ data }: Pick<Folders, 'data'>): string => join(data, 'models');

export const modelShelf = (folders: Pick<Folders, 'resources' | 'data'>): Shelf => shelfOf(join(folders.resources, 'models'), modelsFolder(folders));

interface Trial {
  readonly log: (line: string) => void;
  readonly entry?: string;
  readonly trialMs?: number;
}

export interface AddModel extends Trial {
  /** A folder, a .zip, or an .onnx with its tokeniser beside it. */
  readonly path: string;
  /** As its owner calls it; else the path's last part. */
  readonly called?: string;
  readonly name?: string | undefined;
  /** Where half a model may lie meanwhile. */
  readonly temp: string;
  readonly signal: Signal;
}

/** @throws Failure `model.…`, `archive.…`, `file.…` with nothing taken over */
export const addModel = async (shelf: Shelf, asked: AddModel): Promise<Added> => {
  const { path, called = basename(path), name } = asked;
  if (!existsSync(path)) throw new Failure('file.missing', { file: called });
  const attempt = (folder: string) => tried(folder, asked);
  if (statSync(path).isDirectory()) return shelf.add(path, { name, attempt });
  const plain = called.replace(/\.(zip|onnx)$/i, '');
  const aside = join(asked.temp, `model-${randomBytes(6).toString('hex')}`, plain.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'model');
  mkdirSync(aside, { recursive: true });
  try {
    if (/\.zip$/i.test(called)) await unpack(path, called, aside, asked.signal);
    else besideIt(path, aside);
    return await shelf.add(aside, { name, attempt });
  } finally {
    rmSync(dirname(aside), { recursive: true, force: true });
  }
};

export interface FromHub extends Trial {
  /** `owner/name`. */
  readonly repo: string;
  readonly revision?: string | undefined;
  /** The network wanted, by its path there. */
  readonly file?: string | undefined;
  readonly name?: string | undefined;
  /** Where half a download lies until it is whole: the next try goes on from there. */
  readonly kept: string;
  readonly signal: AbortSignal;
  /** Bytes. */
  readonly step: (step: Step) => void;
}

/** @throws Failure `hub.…`, `model.…` */
export const addFromHub = async (shelf: Shelf, hub: Hub, asked: FromHub): Promise<Added> => {
  const { repo, revision, signal, step } = asked;
  const model = await lookUp(hub, { repo, signal, ...(revision === undefined ? {} : { revision }) });
  const chosen = choose(model, asked.file);
  const into = join(asked.kept, `${model.commit.slice(0, 16)}-${chosen.network.hash.hex.slice(0, 16)}`, repo.replace('/', '--'));
  await download(hub, model, chosen, { into, signal, step });
  const from = {
    title: repo,
    ...(model.licence === undefined ? {} : { licence: model.licence }),
    provenance: `${hub.endpoint}/${repo} at ${model.commit}, ${chosen.network.path}`,
  };
  try {
    return await shelf.add(into, { name: asked.name ?? repo.split('/').at(-1), from, attempt: (folder) => tried(folder, asked) });
  } finally {
    rmSync(dirname(into), { recursive: true, force: true }); // whole by now: it is on the shelf, or of no use
  }
};

/** Starts it, lets it be probed, ends it. */
const tried = async (folder: string, { log, entry = scorerEntry(), trialMs: patienceMs = trialMs }: Trial): Promise<readonly string[]> => {
  const scorer = await startScorer({ folder, entry, threads: Math.min(2, scorerThreads()), providers: ['cpu'], log, patienceMs });
  const { notes } = scorer.info;
  await scorer.close();
  return notes;
};

/** A file by itself becomes a folder's `model.onnx`; what lies beside it under a model's names comes along. */
const besideIt = (path: string, aside: string): void => {
  for (const name of ['tokenizer.json', 'tokenizer_config.json', 'vocab.txt', 'config.json', 'model.json', 'weights.bin', `${basename(path)}_data`]) {
    const other = join(dirname(path), name);
    if (existsSync(other) && statSync(other).isFile()) lay(other, join(aside, name));
  }
  lay(path, join(aside, 'model.onnx'));
};

/** Linked where the disk is the same: it is only read, and copied once more onto the shelf. */
const lay = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
};

/** The known files only; a folder around them all is taken off. */
const unpack = async (path: string, called: string, aside: string, signal: Signal): Promise<void> => {
  const zip = await openZip(path, called).catch((error: unknown) => {
    if (!(error instanceof Failure) || error.code !== 'archive.entry') throw error;
    throw new Failure('model.archive', { ...error.slots });
  });
  try {
    const around = outerFolder(zip.entries);
    for (const entry of zip.entries) {
      const name = entry.name.slice(around.length);
      if (!entry.name.startsWith(around) || !isModelFile(name)) continue;
      if (signal.aborted) throw new Failure('call.cancelled');
      const target = join(aside, name);
      mkdirSync(dirname(target), { recursive: true });
      await pipeline(entry.bytes(), createWriteStream(target, { flags: 'wx' })).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
          throw new Failure('model.archive', { file: called, entry: name, what: 'twice' });
        throw error;
      });
    }
  } finally {
    await zip.close();
  }
};

/** `name/` where the network does not lie at the top but in one folder; else "". */
const outerFolder = (entries: readonly ZipEntry[]): string => {
  const networks = entries.map(({ name }) => name).filter((name) => /\.onnx$/.test(name));
  if (networks.length === 0 || networks.some((name) => isModelFile(name))) return '';
  const [first = ''] = (networks[0] ?? '').split('/');
  return networks.every((name) => name.startsWith(`${first}/`)) ? `${first}/` : '';
};
