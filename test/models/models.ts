// Small random models with what the reference implementations say of them (training/oracles.py), and a scorer over any of them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startScorer, type Scorer, type ScorerOptions } from '../../main/models/index.ts';
import type { Want } from '../../shared/evidence.ts';
import { built, freshFolder, resources } from '../built.ts';

export const samples = fileURLToPath(new URL('../samples/models/', import.meta.url));
export const shipped = join(resources, 'models', 'winnow-bi');
export const shippedCross = join(resources, 'models', 'winnow-cross');
export const kinds = readdirSync(samples, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

export interface Expected {
  readonly texts: readonly {
    readonly text: string;
    readonly bare: readonly number[];
    readonly ids: readonly number[];
    readonly mean?: readonly number[];
    readonly first?: readonly number[];
  }[];
  readonly pair: {
    readonly query: string;
    readonly text: string;
    readonly ids: readonly number[];
    readonly types: readonly number[];
    readonly states?: readonly number[];
    readonly logit?: readonly number[];
  };
}
export const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
export const expectedOf = (kind: string): Expected => json(join(samples, kind, 'expected.json')) as Expected;
export const folderOf = (kind: string): string => join(samples, kind);

/** Processes of ours whose command names this entry, as the system lists them. */
export const children = (entry: string): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(entry) && line.trim().split(/\s+/)[1] === String(process.pid))
    .map((line) => Number(line.trim().split(/\s+/)[0]));

/** A copy of a sample that a test may change. */
export const copyOf = (kind: string, change: (folder: string) => void): string => {
  const folder = join(freshFolder('model'), kind);
  mkdirSync(folder, { recursive: true });
  cpSync(folderOf(kind), folder, { recursive: true });
  change(folder);
  return folder;
};

export const scorerOver = async (folder: string, more: Partial<ScorerOptions> = {}): Promise<Scorer> =>
  startScorer({
    folder,
    entry: (await built()).scorer,
    threads: 1,
    providers: ['cpu'],
    log: () => undefined,
    patienceMs: 60_000,
    ...more,
  });

export const want = (more: Partial<Want> = {}): Want => ({
  model: '',
  kind: 'vector',
  query: '',
  at: new Uint32Array(0),
  part: 'both',
  fold: 'max',
  ...more,
});

/** Values a text, in order; fewer where it was cancelled. */
export const allOf = async (
  scorer: Scorer,
  asked: Want,
  texts: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<Float32Array[]> => {
  const values: Float32Array[] = [];
  for await (const chunk of scorer.say(asked, texts, signal)) {
    let from = 0;
    chunk.at.forEach((at, i) => {
      const share = chunk.counts === undefined ? 1 / chunk.at.length : chunk.counts[i]! / chunk.counts.reduce((sum, n) => sum + n, 0);
      const to = from + Math.round(chunk.values.length * share);
      values[at] = chunk.values.slice(from, to);
      from = to;
    });
  }
  return values;
};

export const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [dot, left, right] = [0, 0, 0];
  for (let k = 0; k < a.length; k += 1) {
    dot += a[k]! * b[k]!;
    left += a[k]! ** 2;
    right += b[k]! ** 2;
  }
  return dot / Math.sqrt(left * right);
};
export const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), Math.abs(a.length - b.length));
