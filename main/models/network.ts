// What does the network say of a batch of frames? One session; nothing strange leaves.
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Failure } from '../../shared/failures.ts';
import type { Frame } from './frames.ts';
import { knownOutputs } from './onnx/judge.ts';
import { plainWords } from './refusal.ts';

/** Token states [rows, tokens, width], pooled vectors [rows, width] or scores [rows, 1]. */
export interface Said {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

export interface Network {
  /** @throws Failure model.refused, model.strange */
  run(frames: readonly Frame[], pad: number): Promise<Said>;
  /** What runs it: `cpu`, `cuda` … */
  readonly provider: string;
}

export interface NetworkOptions {
  readonly threads: number;
  /** Tried in turn; `cpu` is always the last. */
  readonly providers: readonly string[];
  readonly log: (line: string) => void;
}

/** The file must have been judged. @throws Failure: the runtime does not take it */
export const openNetwork = async (path: string, options: NetworkOptions): Promise<Network> => {
  const { session, provider } = await openSession(path, options);
  const output = knownOutputs.find((name) => session.outputNames.includes(name)) ?? session.outputNames[0] ?? '';
  return { provider, run: (frames, pad) => runBatch(session, output, frames, pad) };
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
        // Threads that wait for each other asleep: beside other work a run of two threads takes .72 of the time (bench/results/models.md).
        extra: { session: { intra_op: { allow_spinning: '0' } } },
        logSeverityLevel: 4,
      });
      return { session, provider };
    } catch (error) {
      if (provider === 'cpu') throw new Failure('model.refused', { what: plainWords(error) });
      log(`provider ${provider} is not used: ${plainWords(error)}`);
    }
  }
  throw new Failure('model.refused', { what: 'no provider' });
};

const runBatch = async (session: InferenceSession, output: string, frames: readonly Frame[], pad: number): Promise<Said> => {
  const rows = frames.length;
  const tokens = frames.reduce((most, frame) => Math.max(most, frame.ids.length), 1);
  const said = await session.run(feedsOf(session, frames, { rows, tokens, pad }), [output]).catch((error: unknown) => {
    throw new Failure('model.refused', { what: plainWords(error) });
  });
  const tensor = said[output];
  if (tensor === undefined) throw new Failure('model.strange', { what: 'no output' });
  const values = floats(tensor);
  const { dims } = tensor;
  if (dims[0] !== rows)
    throw new Failure('model.strange', { what: `${dims.length === 0 ? 'one number' : `${String(dims[0])} rows`} for ${String(rows)} records` });
  if (dims.length < 2 || dims.length > 3 || (dims.length === 3 && dims[1] !== tokens))
    throw new Failure('model.strange', { what: `an output of the shape [${dims.join(', ')}]` });
  for (const value of values) if (!Number.isFinite(value)) throw new Failure('model.strange', { what: `numbers that are none (${String(value)})` });
  return { values, dims };
};

const feedsOf = (session: InferenceSession, frames: readonly Frame[], { rows, tokens, pad }: { rows: number; tokens: number; pad: number }) => {
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
  const given: Readonly<Record<string, () => BigInt64Array>> = {
    input_ids: () => ids,
    attention_mask: () => mask,
    token_type_ids: () => types,
    position_ids: () => BigInt64Array.from({ length: rows * tokens }, (_unused, i) => BigInt(i % tokens)),
  };
  const feeds: Record<string, Tensor> = {};
  for (const [i, name] of session.inputNames.entries()) {
    const values = given[name]?.() ?? ids;
    const meta = session.inputMetadata[i];
    const narrow = meta !== undefined && meta.isTensor && meta.type === 'int32';
    feeds[name] = narrow ? new Tensor('int32', Int32Array.from(values, Number), [rows, tokens]) : new Tensor('int64', values, [rows, tokens]);
  }
  return feeds;
};

const floats = (tensor: Tensor): Float32Array => {
  if (tensor.type === 'float32') return tensor.data as Float32Array;
  if (tensor.type === 'float16') return Float32Array.from(tensor.data as Uint16Array, half);
  throw new Failure('model.strange', { what: `an output of the type ${tensor.type}` });
};

/** IEEE 754 half to number. */
export const half = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0 ? sign * 2 ** -14 * (fraction / 1024) : sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
};
