// A thread that computes: its own tokeniser and session, one job of texts at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { answer } from './asking.ts';
import { openFolder, openTokens } from './folder.ts';
import { openNetwork } from './network.ts';
import { probe } from './probe.ts';
import { refusalOf } from './refusal.ts';
import type { FromThread, Job, Seat } from './talk.ts';

const seat = workerData as Seat;
const tell = (message: FromThread) => parentPort?.postMessage(message);
/** So often the process hears that a long job is still going on. */
const aliveMs = 500;

const open = async () => {
  const { card, network: file } = openFolder(seat.folder);
  const tokens = openTokens(seat.folder);
  const network = await openNetwork(file, { ...seat, log: (line) => tell({ told: 'log', line }) });
  const notes = seat.probe ? await probe(network, card, tokens) : [];
  return { card, tokens, network, notes };
};

try {
  const { card, tokens, network, notes } = await open();
  let told = performance.now();
  const alive = () => {
    if (performance.now() - told < aliveMs) return;
    told = performance.now();
    tell({ told: 'alive' });
  };
  const ask = answer({ card, tokens, network, alone: seat.alone, alive });
  parentPort?.on('message', ({ job, ...asked }: Job) => {
    told = performance.now();
    ask(asked).then(
      (said) => tell({ told: 'said', job, ...said }),
      (error: unknown) => tell({ told: 'refused', job, ...refusalOf(error) }),
    );
  });
  tell({ told: 'open', provider: network.provider, notes });
} catch (error) {
  tell({ told: 'refused', ...refusalOf(error) });
}
