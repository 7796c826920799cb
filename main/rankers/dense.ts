// How near do records lie to a text, by the network's vectors? What it has not said yet counts as the mean of what it has.
import type { Want } from '../../shared/evidence.ts';
import type { Work } from '../../shared/work.ts';
import { piecesOf } from './pieces.ts';
import type { View } from './ranker.ts';

/** n×width, row-major; rows begin with NaN where the network has not said yet. */
export interface Vectors {
  readonly width: number;
  readonly values: Float32Array;
  /** Rows that are there. */
  readonly said: number;
}

const positions = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_unused, at) => at);

/** All that a ranker over vectors asks: each text, then each record. */
export const vectorWants = (view: View, texts: readonly string[]): Want[] => {
  if (view.encoder === undefined) return [];
  const { model } = view.encoder;
  const common = { model, part: 'both', fold: 'first' } as const;
  const queries = [...new Set(texts)]
    .filter((text) => text !== '')
    .map((query): Want => ({ ...common, kind: 'query', query, at: new Uint32Array(0) }));
  return [...queries, { ...common, kind: 'vector', query: '', at: positions(view.n) }];
};

/** Undefined where there is no network or not one record has its vector. */
export const recordVectors = (view: View): Vectors | undefined => {
  if (view.encoder === undefined || view.n === 0) return undefined;
  const { width } = view.encoder;
  const values = view.evidence({ model: view.encoder.model, kind: 'vector', query: '', at: positions(view.n), part: 'both', fold: 'first' });
  if (values.length !== view.n * width) return undefined;
  let said = 0;
  for (let at = 0; at < view.n; at++) if (!Number.isNaN(values[at * width]!)) said++;
  return said === 0 ? undefined : { width, values, said };
};

/** Undefined where the network has not said it. */
export const queryVector = (view: View, text: string): Float32Array | undefined => {
  if (view.encoder === undefined || text === '') return undefined;
  const vector = view.evidence({ model: view.encoder.model, kind: 'query', query: text, at: new Uint32Array(0), part: 'both', fold: 'first' });
  return vector.length === view.encoder.width && !Number.isNaN(vector[0]!) ? vector : undefined;
};

/** What is asked to tell which sentence of one record lies nearest. */
export const sentenceWants = (view: View, explain: number | undefined): Want[] =>
  view.encoder === undefined || explain === undefined ? [] : [sentencesOf(view.encoder.model, explain)];

const sentencesOf = (model: Want['model'], at: number): Want => ({
  model,
  kind: 'vector',
  query: '',
  at: Uint32Array.of(at),
  part: 'sentences',
  fold: 'first',
});

/** The piece of a record (its title, a sentence) that lies nearest to a vector; undefined where the network has not said. */
export const nearestPiece = (view: View, at: number, by: Float32Array): string | undefined => {
  if (view.encoder === undefined) return undefined;
  const { model, width } = view.encoder;
  const said = view.evidence(sentencesOf(model, at));
  const pieces = piecesOf(view, at);
  if (said.length !== pieces.length * width) return undefined;
  let best: { readonly piece: string; readonly dot: number } | undefined;
  pieces.forEach((piece, k) => {
    let dot = 0;
    for (let i = 0; i < width; i++) dot += said[k * width + i]! * by[i]!;
    if (best === undefined || dot > best.dot) best = { piece, dot };
  });
  return best?.piece;
};

/** Inner products with one vector, length n; a missing row gets the mean of the others. */
export function* products({ width, values }: Vectors, n: number, by: Float32Array): Work<Float64Array> {
  const out = new Float64Array(n);
  const missing: number[] = [];
  let sum = 0;
  for (let at = 0; at < n; at++) {
    const base = at * width;
    if (Number.isNaN(values[base]!)) missing.push(at);
    else {
      let dot = 0;
      for (let k = 0; k < width; k++) dot += values[base + k]! * by[k]!;
      out[at] = dot;
      sum += dot;
    }
    if (at % 8_192 === 8_191) yield { done: at, total: n };
  }
  const mean = n > missing.length ? sum / (n - missing.length) : 0;
  for (const at of missing) out[at] = mean;
  return out;
}

/** Mean of some rows (missing ones left out), scaled to length 1; zero where none is there. */
export const centre = ({ width, values }: Vectors, rows: Iterable<number>): Float32Array => {
  const sum = new Float64Array(width);
  for (const at of rows) {
    const base = at * width;
    if (Number.isNaN(values[base]!)) continue;
    for (let k = 0; k < width; k++) sum[k]! += values[base + k]!;
  }
  const length = Math.hypot(...sum);
  return Float32Array.from(sum, (value) => (length === 0 ? 0 : value / length));
};
