// How is a protobuf walked without trusting it? Field by field over bytes that are there; lengths are checked before use.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Failure } from '../../../shared/failures.ts';

/** Bytes that are looked at where needed: weights, which are most of a model, are stepped over unread. */
export interface Bytes {
  readonly length: number;
  /** Undefined past the end. */
  at(place: number): number | undefined;
  utf8(from: number, to: number): string;
}

export const bytesIn = (buffer: Buffer): Bytes => ({
  length: buffer.length,
  at: (place) => buffer[place],
  utf8: (from, to) => buffer.toString('utf8', from, to),
});

const pageBytes = 65_536;

/** A file, a page of it in memory at a time. */
export const withFile = <T>(path: string, work: (bytes: Bytes) => T): T => {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const page = Buffer.alloc(Math.min(pageBytes, size));
    let held = -1;
    const at = (place: number): number | undefined => {
      if (place < 0 || place >= size) return undefined;
      const number = Math.floor(place / pageBytes);
      if (number !== held) {
        readSync(file, page, 0, page.length, number * pageBytes);
        held = number;
      }
      return page[place - number * pageBytes];
    };
    const utf8 = (from: number, to: number) => {
      const part = Buffer.alloc(to - from);
      return part.toString('utf8', 0, readSync(file, part, 0, part.length, from));
    };
    return work({ length: size, at, utf8 });
  } finally {
    closeSync(file);
  }
};

/** One field: a number for varints, a range of bytes for everything with a length. */
export interface Field {
  readonly tag: number;
  readonly number?: bigint;
  readonly from: number;
  readonly to: number;
}

const damaged = (what: string, at: number) => new Failure('model.damaged', { what: `${what} at byte ${String(at)}` });

/** @throws Failure model.damaged where the bytes are no protobuf */
export function* fieldsOf(bytes: Bytes, from: number, to: number): Generator<Field> {
  let at = from;
  while (at < to) {
    const key = varint(bytes, at, to);
    at = key.next;
    const tag = Number(key.value >> 3n);
    const kind = Number(key.value & 7n);
    if (tag === 0) throw damaged('a field without a number', at);
    if (kind === 0) {
      const value = varint(bytes, at, to);
      yield { tag, number: value.value, from: at, to: value.next };
      at = value.next;
    } else if (kind === 1 || kind === 5) {
      const size = kind === 1 ? 8 : 4;
      if (at + size > to) throw damaged('a cut number', at);
      yield { tag, from: at, to: at + size };
      at += size;
    } else if (kind === 2) {
      const length = varint(bytes, at, to);
      const end = BigInt(length.next) + length.value;
      if (end > BigInt(to)) throw damaged(`a field that claims ${String(length.value)} bytes where ${String(to - length.next)} are left`, at);
      yield { tag, from: length.next, to: Number(end) };
      at = Number(end);
    } else throw damaged('an unknown kind of field', at);
  }
}

const varint = (bytes: Bytes, from: number, to: number): { value: bigint; next: number } => {
  let value = 0n;
  for (let i = 0; i < 10; i += 1) {
    const byte = from + i < to ? bytes.at(from + i) : undefined;
    if (byte === undefined) throw damaged('a cut number', from);
    value |= BigInt(byte & 127) << BigInt(7 * i);
    if (byte < 128) return { value: BigInt.asUintN(64, value), next: from + i + 1 };
  }
  throw damaged('a number without an end', from);
};

export const signed = (value: bigint): bigint => BigInt.asIntN(64, value);

/** Repeated whole numbers, packed or one by one. */
export const numbersOf = (bytes: Bytes, field: Field): bigint[] => {
  if (field.number !== undefined) return [signed(field.number)];
  const numbers: bigint[] = [];
  let at = field.from;
  while (at < field.to) {
    const next = varint(bytes, at, field.to);
    numbers.push(signed(next.value));
    at = next.next;
  }
  return numbers;
};

/** Text for people: cut, without control characters. */
export const textOf = (bytes: Bytes, field: Field, most = 120): string =>
  bytes
    .utf8(field.from, Math.min(field.to, field.from + most * 4))
    .replace(/\p{C}/gu, '·')
    .slice(0, most);
