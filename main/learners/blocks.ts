// Where do numbers lie that the compiled loops (kernels.ts) reach as well as JavaScript?
import { kernelsCode } from './kernels.ts';

/** What assembly/products.ts exports; all addresses in the memory they were made on. */
export interface Kernels {
  sparseTimes(start: number, index: number, value: number, at: number, n: number, vector: number, out: number): void;
  sparseAdd(start: number, index: number, value: number, at: number, n: number, by: number, vector: number): void;
  denseTimes(dense: number, d: number, at: number, n: number, vector: number, out: number): void;
  denseAdd(dense: number, d: number, at: number, n: number, by: number, vector: number): void;
  triangleTimes(table: number, size: number, vector: number, sums: number): void;
}

/** Memory for arrays that are known beforehand. */
export interface Block {
  u32(length: number): Uint32Array;
  f32(length: number): Float32Array;
  f64(length: number): Float64Array;
  /** The loops over this memory: an array's address is its byteOffset. Absent where it is ordinary memory. */
  readonly kernels?: Kernels;
}

/** Below so many bytes the loops gain nothing that is worth a memory of its own (20 µs). */
const least = 1 << 15;
const align = (bytes: number): number => (bytes + 15) & ~15;

/** Room for arrays of the given bytes each. Ordinary memory where little is asked for, or the machine will give no other. */
export const blockOf = (arrays: readonly number[]): Block => {
  const bytes = arrays.reduce((sum, one) => sum + align(one), 0);
  const compiled = bytes < least ? undefined : kernelsOn(bytes);
  const buffer = compiled?.buffer ?? new ArrayBuffer(bytes);
  let used = 0;
  const next = (size: number): number => {
    const from = used;
    used += align(size);
    return from;
  };
  return {
    u32: (length) => new Uint32Array(buffer, next(4 * length), length),
    f32: (length) => new Float32Array(buffer, next(4 * length), length),
    f64: (length) => new Float64Array(buffer, next(8 * length), length),
    kernels: compiled?.kernels,
  };
};

/** What is used of WebAssembly, which every engine has and the language's own types leave out. */
interface Engine {
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}
const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly: Engine };
const page = 65_536;

let compiled: object | undefined;

/** Memory of its own with the loops on it; undefined where none is to be had. */
const kernelsOn = (bytes: number): { readonly buffer: ArrayBuffer; readonly kernels: Kernels } | undefined => {
  try {
    compiled ??= new engine.Module(Uint8Array.from(kernelsCode.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
    const memory = new engine.Memory({ initial: Math.max(1, Math.ceil(bytes / page)) });
    return { buffer: memory.buffer, kernels: new engine.Instance(compiled, { env: { memory } }).exports as Kernels };
  } catch {
    return undefined; // no address space left, or compiled code forbidden
  }
};
