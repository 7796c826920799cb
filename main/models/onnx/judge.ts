// May this file be given to the runtime? Its size, kind, versions, inputs, outputs and the places of its weights (RELIABILITY S4).
import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep, win32 } from 'node:path';
import { Failure } from '../../../shared/failures.ts';
import { summarise, type Port, type Summary, type Tensor } from './summary.ts';
import { withFile, type Bytes } from './wire.ts';

/** What onnxruntime 1.30 takes. */
const newest = { ir: 13n, opset: 26n } as const;
const domains = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft', 'com.microsoft.nchwc']);
export const knownInputs = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'] as const;
export const knownOutputs = [
  'last_hidden_state',
  'token_embeddings',
  'sentence_embedding',
  'logits',
  'pooler_output',
  'output',
  'embeddings',
  'contextual',
  'hidden_states',
  'scores',
] as const;
const bytesOf: Readonly<Record<number, bigint>> = { 1: 4n, 2: 1n, 3: 1n, 4: 2n, 5: 2n, 6: 4n, 7: 8n, 9: 1n, 10: 2n, 11: 8n, 12: 4n, 13: 8n, 16: 2n };
export const largestBytes = 2_000_000_000;

/** @throws Failure model.large */
export const judgeSize = (size: number): void => {
  if (size > largestBytes) throw new Failure('model.large', { size: String(Math.round(size / 1e6)), limit: String(largestBytes / 1e6) });
};

/** @throws Failure: what it is instead, before any field is parsed */
const judgeHead = (bytes: Bytes): void => {
  const size = bytes.length;
  if (size === 0) throw new Failure('model.empty');
  judgeSize(size);
  const text = bytes.utf8(0, Math.min(400, size)).trimStart().toLowerCase();
  if (text.startsWith('<!doctype') || text.startsWith('<html') || text.startsWith('<?xml')) throw new Failure('model.webpage');
  if (text.startsWith('version https://git-lfs')) throw new Failure('model.pointer');
};

/** @throws Failure with the first thing that is wrong */
export const judgeFile = (path: string): Summary => withFile(path, (bytes) => judgeModel(bytes, dirname(path)));

export const judgeModel = (bytes: Bytes, folder: string): Summary => {
  judgeHead(bytes);
  const summary = summarise(bytes);
  if (summary.nodes === 0 || summary.outputs.length === 0) throw new Failure('model.damaged', { what: 'no graph in it' });
  if (summary.ir > newest.ir) throw new Failure('model.new', { what: 'IR version', is: String(summary.ir), most: String(newest.ir) });
  for (const [domain, version] of summary.opsets)
    if ((domain === '' || domain === 'ai.onnx') && version > newest.opset)
      throw new Failure('model.new', { what: 'operator set', is: String(version), most: String(newest.opset) });
  for (const operator of summary.operators) if (!domains.has(operator.split('::')[0] ?? '')) throw new Failure('model.operator', { operator });
  for (const tensor of summary.tensors) judgeTensor(tensor, folder);
  judgePorts(summary.inputs, summary.outputs);
  return summary;
};

const judgeTensor = (tensor: Tensor, folder: string): void => {
  const name = tensor.name === '' ? 'a tensor' : tensor.name;
  if (tensor.dims.some((dim) => dim < 0n)) throw new Failure('model.tensor', { name, what: 'a negative dimension' });
  const elements = tensor.dims.reduce((product, dim) => product * dim, 1n);
  const size = bytesOf[tensor.type];
  if (size !== undefined && elements * size > BigInt(largestBytes))
    throw new Failure('model.tensor', { name, what: `dimensions that make ${String(elements)} numbers` });
  if (tensor.external !== undefined) judgeExternal(tensor.external, name, folder);
  else if (tensor.raw !== undefined && size !== undefined && BigInt(tensor.raw) !== elements * size)
    throw new Failure('model.tensor', { name, what: `${String(tensor.raw)} bytes where its dimensions need ${String(elements * size)}` });
};

const judgeExternal = (external: Readonly<Record<string, string>>, name: string, folder: string): void => {
  const location = external.location ?? '';
  const inside = normalize(location);
  if (
    location === '' ||
    isAbsolute(location) ||
    win32.isAbsolute(location) ||
    location.includes('\0') ||
    location.split(/[/\\]/).includes('..') ||
    inside.startsWith(`..${sep}`) ||
    inside === '..'
  )
    throw new Failure('model.outside', { name, location: `…/${(location.split(/[/\\]/).pop() ?? '').replace(/\p{C}/gu, '·').slice(0, 120)}` });
  const path = join(folder, inside);
  if (!existsSync(path) || !statSync(path).isFile()) throw new Failure('model.weights', { name, location: inside.slice(0, 120), what: 'is missing' });
  const offset = Number(external.offset ?? 0);
  const length = Number(external.length ?? 0);
  const { size } = statSync(path);
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > size)
    throw new Failure('model.weights', { name, location: inside.slice(0, 120), what: `has ${String(size)} bytes, too few` });
};

const judgePorts = (inputs: readonly Port[], outputs: readonly Port[]): void => {
  const names = inputs.map((port) => port.name);
  const unknown = names.filter((name) => !(knownInputs as readonly string[]).includes(name));
  if (unknown.length > 0 || !names.includes('input_ids'))
    throw new Failure('model.inputs', { found: names.join(', ').slice(0, 200), expected: knownInputs.join(', ') });
  for (const port of inputs) {
    if (port.type !== 7 && port.type !== 6) throw new Failure('model.type', { name: port.name });
    if (port.shape !== undefined && port.shape.length !== 2) throw new Failure('model.shape', { name: port.name, shape: shapeWords(port.shape) });
    if (port.shape?.some((dim) => dim !== undefined && dim > 0n) === true)
      throw new Failure('model.shape', { name: port.name, shape: shapeWords(port.shape) });
  }
  if (!outputs.some((port) => (knownOutputs as readonly string[]).includes(port.name)))
    throw new Failure('model.outputs', {
      found: outputs
        .map((port) => port.name)
        .join(', ')
        .slice(0, 200),
      expected: knownOutputs.join(', '),
    });
};

const dynamic = ['DynamicQuantizeLinear', 'DynamicQuantizeMatMul', 'DynamicQuantizeLSTM', 'MatMulIntegerToFloat', 'QAttention'];

/**
 * Whether activations are quantised by the range of the whole batch: then what is said of a text depends on the texts beside it (measured: cosine
 * .985 between a record alone and among others), and each has to be asked alone.
 */
export const dependsOnBatch = ({ operators }: Summary): boolean => [...operators].some((operator) => dynamic.includes(operator.split('::')[1] ?? ''));

const shapeWords = (shape: readonly (bigint | undefined)[]) => `[${shape.map((dim) => (dim === undefined ? 'free' : String(dim))).join(', ')}]`;
