// What does a command ask the network, and where are the answers kept? Beside the reviews, so that a second run has them.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Kept, Protocol } from '../../../shared/citation.ts';
import { dataFolder, gatherEvidence, openEncoder, pairWants, queriesOf, withPairs, type Evidence, type Network } from '../../engine/index.ts';
import type { Step } from '../../../shared/work.ts';
import type { World } from './world.ts';

export interface CommandNetwork {
  /** Undefined where none of the rankers asks the network. */
  evidence(citations: readonly Kept[], protocol: Protocol, rankers: readonly string[]): Promise<Evidence | undefined>;
  close(): Promise<void>;
}

/** Started when first asked; one set at a time, for it uses all cores. @param model of the reader's own, by its name */
export const networkFor = ({ here, env, say, progress, signal }: World, model?: string): CommandNetwork => {
  let opened: Promise<Network> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const data = dataFolder(env, process.platform, homedir());
  const gather = async (citations: readonly Kept[], protocol: Protocol, rankers: readonly string[]): Promise<Evidence | undefined> => {
    const encoder = { model: '', width: 1 };
    if (queriesOf(rankers, protocol, encoder) === undefined) return undefined;
    opened ??= openEncoder(join(here, '..', '..', 'resources'), say, { added: join(data, 'models'), model });
    const network = await opened;
    const options = { cache: join(data, 'vectors'), signal, step: (step: Step) => progress('reading by meaning', step) };
    const evidence = await gatherEvidence(network, citations, queriesOf(rankers, protocol, network.encoder) ?? [], options);
    const wants = pairWants(rankers, citations, protocol, evidence);
    return withPairs(network, evidence, citations, wants, { ...options, step: (step: Step) => progress('reading closely', step) });
  };
  return {
    evidence: (citations, protocol, rankers) => {
      const mine = queue.then(() => gather(citations, protocol, rankers));
      queue = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      if (opened !== undefined) await (await opened).close();
    },
  };
};
