// The scorer's process: one model, one session; a native crash ends this process and nothing else.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Failure } from '../../shared/failures.ts';
import { ask } from './asking.ts';
import { modelHash, openFolder, openTokens } from './folder.ts';
import { framesOf, type Frame } from './frames.ts';
import { openNetwork, type Network } from './network.ts';
import type { FromScorer, ToScorer } from './talk.ts';
import type { Tokenise, Tokenised } from './tokenise.ts';
import type { Tokens } from './tokens.ts';

const tell = (message: FromScorer) => {
  if (process.connected) process.send?.(message);
};

const refusal = (error: unknown, id?: number): FromScorer => {
  const failure =
    error instanceof Failure ? error : new Failure('model.refused', { what: error instanceof Error ? error.message.slice(0, 200) : 'unknown' });
  return { told: 'refused', code: failure.code, slots: failure.slots, ...(id === undefined ? {} : { id }) };
};

interface Opened {
  readonly network: Network;
  readonly tokens: Tokens;
  readonly worker: Worker;
}
let opened: Promise<Opened> | undefined;
const cancelled = new Set<number>();
const waiting = new Map<number, (frames: Tokenised['frames']) => void>();
let jobs = 0;

const open = async ({ folder, threads, providers }: Extract<ToScorer, { do: 'open' }>): Promise<Opened> => {
  const model = openFolder(folder);
  const tokens = openTokens(folder);
  const network = await openNetwork(model, { threads, providers, log: (line) => tell({ told: 'log', line }) });
  const worker = new Worker(fileURLToPath(new URL('tokenise.js', import.meta.url)), { workerData: { folder } });
  worker.on('message', ({ job, frames }: Tokenised) => {
    waiting.get(job)?.(frames);
    waiting.delete(job);
  });
  worker.on('error', (error) => {
    tell(refusal(new Failure('model.tokens', { what: error instanceof Error ? error.message.slice(0, 160) : 'unknown' })));
    process.exit(1);
  });
  tell({ told: 'ready', card: model.card, guessed: model.guessed, hash: modelHash(model), provider: network.provider });
  return { network, tokens, worker };
};

const say = async ({ network, tokens, worker }: Opened, { id, want, maxTokens, texts }: Extract<ToScorer, { do: 'say' }>): Promise<void> => {
  const { prefixes, kind } = network.card;
  const pairwise = want.kind === 'pair' && kind === 'cross-encoder';
  const options: Tokenise['options'] = {
    part: want.part,
    fold: want.fold,
    maxTokens,
    prefix: pairwise ? '' : want.kind === 'query' ? prefixes.query : prefixes.passage,
    ...(pairwise ? { queryText: want.query } : {}),
  };
  const tokenise = (some: readonly string[]) =>
    new Promise<readonly (readonly Frame[])[]>((resolve) => {
      const job = (jobs += 1);
      waiting.set(job, resolve);
      worker.postMessage({ job, texts: some, options } satisfies Tokenise);
    });
  const queryFrame =
    want.kind === 'pair' && !pairwise
      ? framesOf(tokens, want.query, { part: 'title', fold: 'first', maxTokens: 128, prefix: prefixes.query })[0]
      : undefined;
  for await (const chunk of ask({ network, tokens, want, texts, tokenise, queryFrame, cancelled: () => cancelled.has(id) }))
    tell({ told: 'some', id, ...chunk });
  cancelled.delete(id);
  tell({ told: 'done', id });
};

let queue: Promise<void> = Promise.resolve();
process.on('message', (message: ToScorer) => {
  if (message.do === 'open') {
    opened = open(message);
    opened.catch((error: unknown) => tell(refusal(error)));
  } else if (message.do === 'say') {
    const before = queue;
    queue = (async () => {
      await before;
      const ready = await opened;
      if (ready !== undefined) await say(ready, message);
    })().catch((error: unknown) => tell(refusal(error, message.id)));
  } else if (message.do === 'cancel') cancelled.add(message.id);
  else process.exit(0);
});
process.on('disconnect', () => process.exit(0));
