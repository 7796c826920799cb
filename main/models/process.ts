// The scorer's process: one model, whose texts it deals out to threads that compute; a native crash ends this process and nothing else.
import { statSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { modelHash, openFolder, openTokens, type ModelFolder } from './folder.ts';
import { dependsOnBatch, judgeFile } from './onnx/judge.ts';
import { dealer, type Dealer, type Hand } from './dealer.ts';
import { refusalOf } from './refusal.ts';
import type { FromScorer, FromThread, Job, Seat, ToScorer } from './talk.ts';

// Reading by meaning goes on in the background: saving, ranking and the page come first. Threads started from here inherit it.
setPriority(constants.priority.PRIORITY_LOW);

/** Whoever started this process: Node over its own channel, or Electron over a port that comes with the first message. */
interface Parent {
  tell(message: FromScorer): void;
  listen(hear: (message: ToScorer) => void): void;
}

interface ShellPort {
  postMessage(message: FromScorer): void;
  on(event: 'message', hear: (event: { readonly data: unknown; readonly ports: readonly ShellPort[] }) => void): void;
  once(event: 'close', hear: () => void): void;
  start(): void;
}

const byNode: Parent = {
  tell: (message) => {
    if (process.connected) process.send?.(message);
  },
  listen: (hear) => {
    process.on('message', hear);
    process.on('disconnect', () => process.exit(0));
  },
};

const byShell = (parent: ShellPort): Parent => {
  let port: ShellPort | undefined;
  return {
    tell: (message) => port?.postMessage(message),
    listen: (hear) =>
      parent.on('message', ({ ports: [first] }) => {
        if (first === undefined) return;
        port = first;
        port.on('message', ({ data }) => hear(data as ToScorer));
        port.once('close', () => process.exit(0));
        port.start();
      }),
  };
};

const shellPort = (process as unknown as { readonly parentPort?: ShellPort }).parentPort;
const parent = shellPort === undefined ? byNode : byShell(shellPort);
const tell = (message: FromScorer): void => parent.tell(message);

/** A network up to this size is loaded once a thread: two of one thread beat one of two, for its products are small (toolchain notes, §3). */
const smallBytes = 150_000_000;

const seatsFor = (model: ModelFolder, { threads, providers }: Extract<ToScorer, { do: 'open' }>, alone: boolean): Seat[] => {
  const many = Math.max(1, Math.min(threads, availableParallelism()));
  const each = statSync(model.network).size <= smallBytes && providers.every((name) => name === 'cpu') ? many : 1;
  return Array.from({ length: each }, (_unused, at) => ({
    folder: model.folder,
    threads: each === 1 ? many : 1,
    providers,
    alone,
    probe: at === 0,
  }));
};

/** A thread with its network; what it says of itself is told when it is open. */
const sit = (seat: Seat): Promise<{ hand: Hand; provider: string; notes: readonly string[] }> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(new URL('compute.js', import.meta.url)), { workerData: seat });
    let waiting: ((said: FromThread) => void) | undefined;
    const hand: Hand = (job: Job) =>
      new Promise((settle) => {
        waiting = settle;
        worker.postMessage(job);
      });
    worker.on('message', (said: FromThread) => {
      if (said.told === 'open') resolve({ hand, provider: said.provider, notes: said.notes });
      else if (said.told === 'alive' || said.told === 'log') tell(said);
      else if (said.told === 'refused' && said.job === undefined) reject(new Refused(said));
      else waiting?.(said);
    });
    worker.on('error', (error) => {
      tell({ told: 'refused', ...refusalOf(error) });
      process.exit(1);
    });
  });

class Refused extends Error {
  readonly said: Extract<FromThread, { told: 'refused' }>;
  constructor(said: Extract<FromThread, { told: 'refused' }>) {
    super(said.code);
    this.said = said;
  }
}

const open = async (asked: Extract<ToScorer, { do: 'open' }>): Promise<Dealer> => {
  const model = openFolder(asked.folder);
  openTokens(asked.folder);
  const alone = dependsOnBatch(judgeFile(model.network));
  const seats = await Promise.all(seatsFor(model, asked, alone).map(sit));
  const notes = seats.flatMap((seat) => seat.notes);
  const provider = seats[0]?.provider ?? 'cpu';
  tell({ told: 'ready', card: model.card, guessed: model.guessed, hash: modelHash(model), provider, notes });
  return dealer(
    seats.map(({ hand }) => hand),
    tell,
  );
};

let opened: Promise<Dealer | undefined> = Promise.resolve(undefined);
parent.listen((message) => {
  if (message.do === 'open')
    opened = open(message).catch((error: unknown) => {
      const { code, slots } = error instanceof Refused ? error.said : refusalOf(error);
      tell({ told: 'refused', code, slots });
      return undefined;
    });
  else if (message.do === 'say') void opened.then((ready) => ready?.ask(message));
  else if (message.do === 'cancel') void opened.then((ready) => ready?.cancel(message.id));
  else process.exit(0);
});
