// What does a command ask the network, and where are the answers kept? Beside the reviews, so that a second run has them.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Fields, Protocol } from '../../../shared/citation.ts';
import { dataFolder, gatherEvidence, openEncoder, queriesOf, type Evidence } from '../../engine/index.ts';
import type { World } from './world.ts';

type Encoding = Awaited<ReturnType<typeof openEncoder>>;

export interface CommandNetwork {
  /** Undefined where none of the rankers asks the network. */
  evidence(citations: readonly Fields[], protocol: Protocol, rankers: readonly string[]): Promise<Evidence | undefined>;
  close(): Promise<void>;
}

/** Started when first asked; one set at a time, for it uses all cores. */
export const networkFor = ({ here, env, say, progress, signal }: World): CommandNetwork => {
  let opened: Promise<Encoding> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const cache = join(dataFolder(env, process.platform, homedir()), 'vectors');
  const gather = async (citations: readonly Fields[], protocol: Protocol, rankers: readonly string[]): Promise<Evidence | undefined> => {
    const encoder = { model: '', width: 1 };
    if (queriesOf(rankers, protocol, encoder) === undefined) return undefined;
    opened ??= openEncoder(join(here, '..', '..', 'resources'), say);
    const network = await opened;
    return gatherEvidence(network, citations, queriesOf(rankers, protocol, network.encoder) ?? [], {
      cache,
      signal,
      step: (step) => progress('reading by meaning', step),
    });
  };
  return {
    evidence: (citations, protocol, rankers) => {
      const mine = queue.then(() => gather(citations, protocol, rankers));
      queue = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      if (opened !== undefined) await (await opened).scorer.close();
    },
  };
};
