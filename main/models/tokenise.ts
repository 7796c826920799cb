// A thread beside the network: text to frames while the network computes.
import { parentPort, workerData } from 'node:worker_threads';
import { openTokens } from './folder.ts';
import { framesOf, queryTokens, type Frame } from './frames.ts';

export interface Tokenise {
  readonly job: number;
  readonly texts: readonly string[];
  readonly options: Omit<Parameters<typeof framesOf>[2], 'query'> & { readonly queryText?: string };
}
export interface Tokenised {
  readonly job: number;
  readonly frames: readonly (readonly Frame[])[];
}

const { folder } = workerData as { folder: string };
const tokens = openTokens(folder);

parentPort?.on('message', ({ job, texts, options: { queryText, ...options } }: Tokenise) => {
  const query = queryText === undefined ? undefined : tokens.ids(queryText).slice(0, queryTokens);
  const frames = texts.map((text) => framesOf(tokens, text, { ...options, ...(query === undefined ? {} : { query }) }));
  parentPort?.postMessage({ job, frames } satisfies Tokenised);
});
