// What does the network say of a batch of frames? One session, one thread pool; nothing strange leaves.
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Failure } from '../../shared/failures.ts';
import type { ModelCard } from './card.ts';
import { judgeNetwork, type ModelFolder } from './folder.ts';
import type { Frame } from './frames.ts';
import { knownOutputs } from './onnx/judge.ts';

/** Token states [rows, tokens, width], pooled vectors [rows, width] or scores [rows, 1]. */
export interface Said {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

export interface Network {
  readonly card: ModelCard;
  run(frames: readonly Frame[], pad: number): Promise<Said>;
  /** What runs it: `cpu`, `cuda` … */
  readonly provider: string;
  close(): Promise<void>;
}

export interface NetworkOptions {
  readonly threads: number;
  /** Tried in turn; `cpu` is always the last. */
  readonly providers: readonly string[];
  readonly log: (line: string) => void;
}

/** @throws Failure: the file was refused by our own checks, the runtime, or its first answers */
export const openNetwork = async (model: ModelFolder, options: NetworkOptions): Promise<Network> => {
  judgeNetwork(model);
  const { session, provider } = await openSession(model.network, options);
  const output = knownOutputs.find((name) => session.outputNames.includes(name)) ?? session.outputNames[0] ?? '';
  const network: Network = {
    card: model.card,
    provider,
    run: (frames, pad) => runBatch(session, output, frames, pad),
    close: () => session.release(),
  };
  await probe(network);
  return network;
};

const openSession = async (path: string, { threads, providers, log }: NetworkOptions) => {
  for (const provider of [...providers.filter((name) => name !== 'cpu'), 'cpu']) {
    try {
      const session = await InferenceSession.create(path, {
        executionProviders: [provider],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        graphOptimizationLevel: 'all',
        enableCpuMemArena: true,
        logSeverityLevel: 4,
      });
      return { session, provider };
    } catch (error) {
      const what = error instanceof Error ? error.message.replace(/\p{C}/gu, ' ').slice(0, 200) : 'unknown';
      if (provider === 'cpu') throw new Failure('model.refused', { what });
      log(`provider ${provider} is not used: ${what}`);
    }
  }
  throw new Failure('model.refused', { what: 'no provider' });
};

const runBatch = async (session: InferenceSession, output: string, frames: readonly Frame[], pad: number): Promise<Said> => {
  const rows = frames.length;
  const tokens = frames.reduce((most, frame) => Math.max(most, frame.ids.length), 1);
  const ids = new BigInt64Array(rows * tokens).fill(BigInt(pad));
  const mask = new BigInt64Array(rows * tokens);
  const types = new BigInt64Array(rows * tokens);
  frames.forEach((frame, row) => {
    const base = row * tokens;
    for (let k = 0; k < frame.ids.length; k += 1) {
      ids[base + k] = BigInt(frame.ids[k]!);
      mask[base + k] = 1n;
      if (k >= frame.second) types[base + k] = 1n;
    }
  });
  const positions = () => BigInt64Array.from({ length: rows * tokens }, (_unused, i) => BigInt(i % tokens));
  const given: Readonly<Record<string, () => BigInt64Array>> = {
    input_ids: () => ids,
    attention_mask: () => mask,
    token_type_ids: () => types,
    position_ids: positions,
  };
  const feeds: Record<string, Tensor> = {};
  for (const [i, name] of session.inputNames.entries()) {
    const values = given[name]?.() ?? ids;
    const meta = session.inputMetadata[i];
    const narrow = meta !== undefined && meta.isTensor && meta.type === 'int32';
    feeds[name] = narrow ? new Tensor('int32', Int32Array.from(values, Number), [rows, tokens]) : new Tensor('int64', values, [rows, tokens]);
  }
  const said = await session.run(feeds, [output]).catch((error: unknown) => {
    throw new Failure('model.refused', { what: error instanceof Error ? error.message.replace(/\p{C}/gu, ' ').slice(0, 200) : 'unknown' });
  });
  const tensor = said[output];
  if (tensor === undefined) throw new Failure('model.strange', { what: 'no output' });
  const values = floats(tensor);
  const dims = tensor.dims;
  if (dims[0] !== rows)
    throw new Failure('model.strange', { what: `${dims.length === 0 ? 'one number' : `${String(dims[0])} rows`} for ${String(rows)} records` });
  if (dims.length < 2 || dims.length > 3 || (dims.length === 3 && dims[1] !== tokens))
    throw new Failure('model.strange', { what: `an output of the shape [${dims.join(', ')}]` });
  for (const value of values) if (!Number.isFinite(value)) throw new Failure('model.strange', { what: `numbers that are none (${String(value)})` });
  return { values, dims };
};

const floats = (tensor: Tensor): Float32Array => {
  if (tensor.type === 'float32') return tensor.data as Float32Array;
  if (tensor.type === 'float16') return Float32Array.from(tensor.data as Uint16Array, half);
  throw new Failure('model.strange', { what: `an output of the type ${tensor.type}` });
};

/** IEEE 754 half to number. */
const half = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0 ? sign * 2 ** -14 * (fraction / 1024) : sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
};

/** Two small batches of unlike length: the right shapes, finite numbers, a row for each record. */
const probe = async (network: Network): Promise<void> => {
  const frame = (length: number): Frame => ({ ids: Array.from({ length }, (_unused, i) => 1 + (i % 3)), second: length, from: 0, to: length });
  const { dims } = await network.run([frame(5), frame(3)], 0);
  const width = dims[dims.length - 1] ?? 0;
  const { card } = network;
  if (card.kind === 'cross-encoder' ? dims.length !== 2 || width > 2 : width !== card.width)
    throw new Failure('model.strange', {
      what: `an output of the shape [${dims.join(', ')}] where its card says ${card.kind} of width ${String(card.width)}`,
    });
  await network.run([frame(7)], 0);
};
