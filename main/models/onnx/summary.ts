// What does an ONNX file say of itself? Read from its protobuf without building the graph.
import { Failure } from '../../../shared/failures.ts';
import { fieldsOf, numbersOf, signed, textOf, type Bytes, type Field } from './wire.ts';

/** Where a tensor's numbers are, for the checks before a session is made. */
export interface Tensor {
  readonly name: string;
  readonly dims: readonly bigint[];
  readonly type: number;
  /** Bytes of raw data in the file; undefined where the numbers are in typed fields or elsewhere. */
  readonly raw?: number;
  readonly external?: Readonly<Record<string, string>>;
}

export interface Port {
  readonly name: string;
  /** ONNX element type: 1 float, 6 int32, 7 int64, 10 float16. */
  readonly type: number;
  /** Undefined dimension: free. */
  readonly shape?: readonly (bigint | undefined)[];
}

export interface Summary {
  readonly ir: bigint;
  readonly opsets: ReadonlyMap<string, bigint>;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Operators in use, as `domain::name`. */
  readonly operators: ReadonlySet<string>;
  readonly tensors: readonly Tensor[];
  readonly nodes: number;
}

const most = { depth: 100, nodes: 1_000_000, tensors: 200_000 } as const;

/** @throws Failure model.damaged, model.nested */
export const summarise = (bytes: Bytes): Summary => {
  let ir = 0n;
  const opsets = new Map<string, bigint>();
  const inputs: Port[] = [];
  const outputs: Port[] = [];
  const operators = new Set<string>();
  const tensors: Tensor[] = [];
  let nodes = 0;
  // A stack of our own: graphs nest in attributes, and a hostile file nests them thousands deep.
  const graphs: { field: Field; depth: number }[] = [];
  for (const field of fieldsOf(bytes, 0, bytes.length)) {
    if (field.tag === 1 && field.number !== undefined) ir = signed(field.number);
    else if (field.tag === 8) readOpset(bytes, field, opsets);
    else if (field.tag === 7) graphs.push({ field, depth: 0 });
    else if (field.tag === 25) graphs.push(...functionBody(bytes, field));
  }
  for (let graph = graphs.pop(); graph !== undefined; graph = graphs.pop()) {
    if (graph.depth > most.depth) throw new Failure('model.nested', { limit: String(most.depth) });
    for (const field of fieldsOf(bytes, graph.field.from, graph.field.to)) {
      if (field.tag === 1) {
        nodes += 1;
        if (nodes > most.nodes) throw new Failure('model.damaged', { what: `more than ${String(most.nodes)} operators` });
        readNode(bytes, field, { operators, tensors, graphs, depth: graph.depth });
      } else if (field.tag === 5) tensors.push(readTensor(bytes, field));
      else if (graph.depth === 0 && field.tag === 11) inputs.push(readPort(bytes, field));
      else if (graph.depth === 0 && field.tag === 12) outputs.push(readPort(bytes, field));
      if (tensors.length > most.tensors) throw new Failure('model.damaged', { what: `more than ${String(most.tensors)} tensors` });
    }
  }
  const given = new Set(tensors.map((tensor) => tensor.name)); // old files list their weights as inputs too
  return { ir, opsets, inputs: inputs.filter((port) => !given.has(port.name)), outputs, operators, tensors, nodes };
};

const readOpset = (bytes: Bytes, field: Field, opsets: Map<string, bigint>): void => {
  let domain = '';
  let version = 0n;
  for (const part of fieldsOf(bytes, field.from, field.to)) {
    if (part.tag === 1) domain = textOf(bytes, part);
    if (part.tag === 2 && part.number !== undefined) version = signed(part.number);
  }
  opsets.set(domain, version);
};

/** A model-local function holds its nodes under tag 7; they are looked at like a graph's. */
const functionBody = (bytes: Bytes, field: Field): { field: Field; depth: number }[] => {
  const parts: { field: Field; depth: number }[] = [];
  for (const part of fieldsOf(bytes, field.from, field.to)) if (part.tag === 7 && part.number === undefined) parts.push({ field: part, depth: 1 });
  return parts;
};

interface Into {
  readonly operators: Set<string>;
  readonly tensors: Tensor[];
  readonly graphs: { field: Field; depth: number }[];
  readonly depth: number;
}

const readNode = (bytes: Bytes, node: Field, into: Into): void => {
  let domain = '';
  let operator = '';
  for (const field of fieldsOf(bytes, node.from, node.to)) {
    if (field.tag === 4) operator = textOf(bytes, field);
    else if (field.tag === 7) domain = textOf(bytes, field);
    else if (field.tag === 5 && field.number === undefined) {
      for (const part of fieldsOf(bytes, field.from, field.to)) {
        if (part.number !== undefined) continue;
        if (part.tag === 5 || part.tag === 10) into.tensors.push(readTensor(bytes, part));
        if (part.tag === 6 || part.tag === 11) into.graphs.push({ field: part, depth: into.depth + 1 });
      }
    }
  }
  into.operators.add(`${domain}::${operator}`);
};

const readTensor = (bytes: Bytes, field: Field): Tensor => {
  let name = '';
  const dims: bigint[] = [];
  let type = 0;
  let raw: number | undefined;
  let elsewhere = false;
  const external: Record<string, string> = {};
  for (const part of fieldsOf(bytes, field.from, field.to)) {
    if (part.tag === 1) dims.push(...numbersOf(bytes, part));
    else if (part.tag === 2 && part.number !== undefined) type = Number(part.number);
    else if (part.tag === 8) name = textOf(bytes, part);
    else if (part.tag === 9 && part.number === undefined) raw = part.to - part.from;
    else if (part.tag === 13 && part.number === undefined) readEntry(bytes, part, external);
    else if (part.tag === 14 && part.number === 1n) elsewhere = true;
  }
  return { name, dims, type, ...(raw === undefined ? {} : { raw }), ...(elsewhere || Object.keys(external).length > 0 ? { external } : {}) };
};

const readEntry = (bytes: Bytes, field: Field, into: Record<string, string>): void => {
  let key = '';
  let value = '';
  for (const part of fieldsOf(bytes, field.from, field.to)) {
    if (part.tag === 1) key = textOf(bytes, part);
    if (part.tag === 2) value = bytes.utf8(part.from, Math.min(part.to, part.from + 4_000));
  }
  if (['location', 'offset', 'length', 'checksum'].includes(key)) into[key] = value;
};

const readPort = (bytes: Bytes, field: Field): Port => {
  let name = '';
  let type = 0;
  let shape: (bigint | undefined)[] | undefined;
  for (const part of fieldsOf(bytes, field.from, field.to)) {
    if (part.tag === 1) name = textOf(bytes, part);
    if (part.tag !== 2 || part.number !== undefined) continue;
    for (const kind of fieldsOf(bytes, part.from, part.to)) {
      if (kind.tag !== 1 || kind.number !== undefined) continue; // tensors only
      for (const tensor of fieldsOf(bytes, kind.from, kind.to)) {
        if (tensor.tag === 1 && tensor.number !== undefined) type = Number(tensor.number);
        if (tensor.tag === 2 && tensor.number === undefined)
          shape = [...fieldsOf(bytes, tensor.from, tensor.to)].filter((dim) => dim.tag === 1).map((dim) => dimension(bytes, dim));
      }
    }
  }
  return { name, type, ...(shape === undefined ? {} : { shape }) };
};

const dimension = (bytes: Bytes, field: Field): bigint | undefined => {
  for (const part of fieldsOf(bytes, field.from, field.to)) if (part.tag === 1 && part.number !== undefined) return signed(part.number);
  return undefined;
};
