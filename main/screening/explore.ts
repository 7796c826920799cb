// Which record would widen the view: of the likely ones, that which lies farthest from all that was screened? (RANKING §3, exploration)
// Farthest first as in greedy k-centre (Sener & Savarese, ICLR 2018), by cosine. Picks count as work, never as a random sample.
import type { Rows, Work } from '../../shared/work.ts';
import { addRows, rowsTimes, vectorLength } from '../learners/products.ts';
import { recordVectors } from '../rankers/dense.ts';
import type { View } from '../rankers/ranker.ts';
import { rngOf } from './rng.ts';

/** The best twentieth of the open records, 10 to 200 of them: farther down, looking elsewhere only costs (bench/NOTES.md). */
const likely = (open: Uint32Array): Uint32Array => open.subarray(0, Math.min(200, Math.max(10, Math.ceil(open.length / 20))));

/** By the network's vectors where it has read most records, by their words until then. */
function* rowsOf(view: View): Work<{ readonly rows: Rows; readonly known: (at: number) => boolean }> {
  const vectors = recordVectors(view);
  if (vectors === undefined || vectors.said * 2 < view.n) {
    const { rows } = yield* view.weights('elas-u4');
    return { rows, known: (at) => rows.start[at] !== rows.start[at + 1] };
  }
  const { values, width } = vectors;
  const none = { start: new Uint32Array(view.n + 1), index: new Uint32Array(0), value: new Float32Array(0) };
  return { rows: { n: view.n, width: 0, ...none, dense: values }, known: (at) => !Number.isNaN(values[at * width]!) };
}

/**
 * Some of the likely records, each the farthest from what was screened and from those before it; of equals the likelier one.
 * @param open positions not screened, best first @param many at most so many
 */
export function* widest(view: View, open: Uint32Array, many: number): Work<Uint32Array> {
  const { rows, known } = yield* rowsOf(view);
  const among = likely(open).filter(known);
  const nearest = new Float64Array(among.length).fill(-Infinity);
  const near = new Float64Array(among.length);
  const vector = new Float64Array(vectorLength(rows));
  const seen = (at: number): void => {
    vector.fill(0);
    addRows(rows, Uint32Array.of(at), Float64Array.of(1), vector);
    rowsTimes(rows, among, vector, near);
    for (let k = 0; k < among.length; k++) nearest[k] = Math.max(nearest[k]!, near[k]!);
  };
  for (let k = 0; k < view.labelled.length; k++) {
    if (known(view.labelled[k]!)) seen(view.labelled[k]!);
    if (k % 32 === 31) yield { done: k, total: view.labelled.length };
  }
  const chosen: number[] = [];
  while (chosen.length < Math.min(many, among.length)) {
    let first = -1;
    for (let k = 0; k < among.length; k++) if (nearest[k]! < Infinity && (first < 0 || nearest[k]! < nearest[first]!)) first = k;
    chosen.push(among[first]!);
    seen(among[first]!);
    nearest[first] = Infinity;
  }
  return Uint32Array.from(chosen);
}

/** Whether the pick of this number (0: the first record screened) is meant to widen the view: a seeded draw, the same whenever it is asked. */
export const isExploring = (seed: number, number: number, share: number): boolean =>
  share > 0 && rngOf(Math.imul(seed + 1, 0x9e3779b1) ^ number)() < share;
