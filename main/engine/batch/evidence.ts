// What does the network say of a set, for a command? Asked once and kept in a folder: a second run, or one that was stopped, goes on from there.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields } from '../../../shared/citation.ts';
import type { Encoder, Want } from '../../../shared/evidence.ts';
import type { Step } from '../../../shared/work.ts';
import { Failure } from '../../../shared/failures.ts';
import {
  modelHash,
  openFolder,
  remoteScorer,
  shelfOf,
  startScorer,
  type ModelKind,
  type RemoteModel,
  type Scorer,
  type Shelved,
} from '../../models/index.ts';
import { scorerEntry, scorerThreads } from '../placement.ts';
import { networkText, queryLine } from '../rank/network-text.ts';

/** What rankers see of the network; plain data on shared memory, so that threads can be given it. */
export interface Evidence {
  readonly encoder: Encoder;
  /** n×width; NaN where nothing was said. */
  readonly records: Float32Array;
  readonly queries: Readonly<Record<string, Float32Array>>;
  /** Scores of all records, by what was asked of them; NaN where nothing was said. */
  readonly pairs?: Readonly<Record<string, Float32Array>>;
}

/** Names what was asked of pairs, whichever records. */
export const pairKey = ({ model, query, part, fold }: Want): string => JSON.stringify([model, query, part, fold]);

/** The answers to `view.evidence`. */
export const answering =
  ({ encoder, records, queries, pairs }: Evidence) =>
  (want: Want): Float32Array => {
    if (want.kind === 'pair') {
      const all = pairs?.[pairKey(want)];
      return all === undefined ? new Float32Array(want.at.length).fill(Number.NaN) : Float32Array.from(want.at, (at) => all[at]!);
    }
    if (want.model !== encoder.model) return new Float32Array(0);
    if (want.kind === 'query') return queries[want.query] ?? new Float32Array(0);
    return want.kind === 'vector' && want.part === 'both' ? records : new Float32Array(want.at.length).fill(Number.NaN);
  };

export interface Network {
  readonly scorer: Scorer;
  readonly encoder: Encoder;
  /** Started when first asked; absent where there is none. */
  readonly cross?: () => Promise<Scorer>;
  close(): Promise<void>;
}

/** A scoring server that the reader chose: for vectors, for question and record together, or both. */
export interface RemoteUse {
  readonly vectors?: RemoteModel | undefined;
  readonly pairs?: RemoteModel | undefined;
  readonly token?: string | undefined;
}

export interface OpenOptions {
  readonly entry?: string;
  /** Where models of the reader's own are. */
  readonly added?: string;
  /** One of them by its name, instead of the first of its kind. */
  readonly model?: string | undefined;
  /** Asked instead of a model on this machine, and never replaced by one. */
  readonly remote?: RemoteUse | undefined;
}

/** A hung network is given up after so long without a sign. */
const patienceMs = 60_000;

/** The encoder that new reviews get, or the one that is named. Threads: all cores but for large machines. */
export const openEncoder = async (resources: string, log: (line: string) => void, options: OpenOptions = {}): Promise<Network> => {
  const shelf = shelfOf(join(resources, 'models'), options.added ?? join(resources, 'none'));
  const named = options.model === undefined ? undefined : shelf.find(options.model);
  const first = (...kinds: readonly ModelKind[]): Shelved | undefined =>
    [...(named === undefined ? [] : [named]), ...shelf.list()].find(({ card, trouble }) => kinds.includes(card.kind) && trouble === undefined);
  const start = ({ folder }: Shelved) =>
    startScorer({ folder, entry: options.entry ?? scorerEntry(), threads: scorerThreads(), providers: ['cpu'], log, patienceMs });
  const { vectors, pairs, token } = options.remote ?? {};
  const away = (tried: RemoteModel) => remoteScorer({ tried, token });
  const model = vectors === undefined ? first('bi-encoder', 'late-interaction') : undefined;
  if (model === undefined && vectors === undefined) throw new Failure('model.missing', { name: 'bi-encoder' });
  const pairwise = pairs === undefined ? first('cross-encoder') : undefined;
  const scorer = model === undefined ? away(vectors!) : await start(model);
  const reads = pairs?.hash ?? (pairwise === undefined ? undefined : modelHash(openFolder(pairwise.folder)));
  let cross: Promise<Scorer> | undefined;
  const startCross = () => (cross ??= pairwise === undefined ? Promise.resolve(away(pairs!)) : start(pairwise));
  return {
    scorer,
    encoder: { model: scorer.info.hash, width: scorer.info.card.width, ...(reads === undefined ? {} : { cross: reads }) },
    ...(reads === undefined ? {} : { cross: startCross }),
    close: async () => {
      await scorer.close();
      if (cross !== undefined) await (await cross).close();
    },
  };
};

export interface GatherOptions {
  /** Where answers are kept. */
  readonly cache: string;
  readonly signal: AbortSignal;
  readonly step: (step: Step) => void;
}

/** @param queries texts to be asked as queries */
export const gatherEvidence = async (
  { scorer, encoder }: Network,
  citations: readonly Fields[],
  queries: readonly string[],
  options: GatherOptions,
): Promise<Evidence> => {
  mkdirSync(options.cache, { recursive: true });
  const texts = citations.map(networkText);
  const records = await kept(scorer, encoder, 'vector', texts, options);
  const asked = [...new Set(queries)];
  const said = await kept(scorer, encoder, 'query', asked, { ...options, step: () => undefined });
  return { encoder, records, queries: Object.fromEntries(asked.map((text, at) => [text, said.slice(at * encoder.width, (at + 1) * encoder.width)])) };
};

/** Whole rows of a file of floats; what a killed run left of a row is cut off. */
const kept = async (
  scorer: Scorer,
  { model, width }: Encoder,
  kind: 'vector' | 'query',
  texts: readonly string[],
  { cache, signal, step }: GatherOptions,
): Promise<Float32Array> => {
  const hash = createHash('sha256').update(`${model} ${kind}\n`);
  for (const text of texts) hash.update(text).update('\0');
  const file = join(cache, `${hash.digest('hex').slice(0, 32)}.f32`);
  const rowBytes = width * 4;
  const values = new Float32Array(new SharedArrayBuffer(texts.length * rowBytes)).fill(Number.NaN);
  let done = existsSync(file) ? Math.min(texts.length, Math.floor(statSync(file).size / rowBytes)) : 0;
  if (done > 0) {
    truncateSync(file, done * rowBytes);
    const bytes = readFileSync(file);
    values.set(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + done * rowBytes)));
  }
  if (done === texts.length) return values;
  const want: Want = { model, kind, query: '', at: new Uint32Array(0), part: kind === 'query' ? 'title' : 'both', fold: 'first' };
  const from = done;
  for await (const chunk of scorer.say(
    want,
    texts.slice(from).map((text) => (kind === 'query' ? queryLine(text) : text)),
    signal,
  )) {
    values.set(chunk.values, (from + (chunk.at[0] ?? 0)) * width);
    appendFileSync(file, new Uint8Array(chunk.values.buffer, chunk.values.byteOffset, chunk.values.byteLength));
    done += chunk.at.length;
    step({ done, total: texts.length });
  }
  if (signal.aborted) throw new Failure('call.cancelled');
  return values;
};
