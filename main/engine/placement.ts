// What runs where? The one place that starts threads and says which work goes to which.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * desk: the contract, the plan and the one writer of each review; never computes.
 * rank: one thread a review that is open; holds its words and vectors.
 * work: a small pool for parsing, comparing, exporting, checking, searching; read-only connections.
 */
export type Thread = 'rank' | 'work';

/** Two at least, so that a search does not wait for an import; more than the cores that are left make little sense. */
export const workThreads = (): number => Math.max(2, Math.min(4, availableParallelism() - 1));

/** Old space of a ranking thread: 100,000 citations of 1.5 kB with their words take about 700 MB. */
const heapMb: Readonly<Record<Thread, number>> = { rank: 4_096, work: 2_048 };

/** Where the bundled threads lie: beside this file or, when it is itself in a shared part of the bundle, one folder up. */
export const threadFolder = (): string => {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const beside = join(here, 'threads');
  return existsSync(join(beside, 'rank.js')) ? beside : join(here, '..', 'threads');
};

export const startThread = (kind: Thread, folder: string): Worker =>
  new Worker(join(folder, `${kind}.js`), { name: kind, resourceLimits: { maxOldGenerationSizeMb: heapMb[kind] }, stdout: false, stderr: false });

/** The scorer's program, beside the threads' folder. */
export const scorerEntry = (threads = threadFolder()): string => join(threads, '..', 'scorer.js');

/** One session with all cores of a small machine; more than four gain little with small batches. */
export const scorerThreads = (): number => Math.max(1, Math.min(4, availableParallelism()));
