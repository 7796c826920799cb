// What does a command ask the network, and where are the answers kept? Beside the reviews, so that a second run has them.
import { Option } from 'commander';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Kept, Protocol } from '../../../shared/citation.ts';
import {
  dataFolder,
  gatherEvidence,
  openEncoder,
  pairWants,
  queriesOf,
  tryRemote,
  withPairs,
  type Evidence,
  type Network,
  type RemoteUse,
} from '../../engine/index.ts';
import type { Step } from '../../../shared/work.ts';
import { WrongUse, type World } from './world.ts';

export interface CommandNetwork {
  /** Undefined where none of the rankers asks the network. */
  evidence(citations: readonly Kept[], protocol: Protocol, rankers: readonly string[]): Promise<Evidence | undefined>;
  close(): Promise<void>;
}

/** What a command was told of networks. */
export interface Chosen {
  /** A model of the reader's own, by its name. */
  readonly withModel?: string | undefined;
  /** A scoring server's address, for vectors. */
  readonly vectorsFrom?: string | undefined;
  /** One that reads question and record together. */
  readonly pairsFrom?: string | undefined;
}

/** They order by what a language model says, and by words alone where there is none. */
const byModel: ReadonlySet<string> = new Set(['bi-encoder', 'cross-encoder', 'late-interaction', 'rocchio']);

/** Says what --no-model makes of these rankers. @throws WrongUse where a model is named and none wanted */
export const sayWithout = (
  { say }: Pick<World, 'say'>,
  { model, withModel, vectorsFrom, pairsFrom }: Chosen & { readonly model: boolean },
  rankers: readonly string[],
): void => {
  if (model) return;
  if (withModel !== undefined || vectorsFrom !== undefined || pairsFrom !== undefined)
    throw new WrongUse('--no-model leaves language models out: it does not go with --with-model, --vectors-from or --pairs-from.');
  const bare = rankers.filter((name) => byModel.has(name));
  if (bare.length > 0) say(`Without a language model ${bare.join(', ')} can only order by words: the scores are not those of the name.`);
};

/** Where a token for it is looked for: on a command line others could see it. */
export const tokenName = 'WINNOW_SERVER_TOKEN';

/** The options that fill {@link Chosen} with servers. */
export const serverOptions = () =>
  [
    new Option('--vectors-from <address>', `a scoring server of your own for vectors: records leave this machine; token in ${tokenName}`),
    new Option('--pairs-from <address>', 'the same for question and record read together'),
  ] as const;

/** @throws Failure remote.…, WrongUse where the token is none */
export const tryServer = async ({ env, signal }: Pick<World, 'env' | 'signal'>, address: string, kind: 'bi-encoder' | 'cross-encoder') => {
  const token = env[tokenName];
  if (token !== undefined && !/^[\x21-\x7e]*$/.test(token)) throw new WrongUse(`${tokenName} holds signs that no token has.`);
  return tryRemote({ address, kind, token }, signal);
};

/** Tried first, so that its name and width are known; says where the records go. */
const remoteFor = async (world: World, { vectorsFrom, pairsFrom }: Chosen): Promise<RemoteUse | undefined> => {
  if (vectorsFrom === undefined && pairsFrom === undefined) return undefined;
  const one = async (address: string | undefined, kind: 'bi-encoder' | 'cross-encoder') => {
    if (address === undefined) return undefined;
    const { model } = await tryServer(world, address, kind);
    world.say(`Titles, abstracts and the protocol go to ${new URL(address).host}, which answers with ${model.model}.`);
    return model;
  };
  const vectors = await one(vectorsFrom, 'bi-encoder');
  const pairs = await one(pairsFrom, 'cross-encoder');
  return { vectors, pairs, token: world.env[tokenName] };
};

/** Started when first asked; one set at a time, for it uses all cores. */
export const networkFor = (world: World, chosen: Chosen = {}): CommandNetwork => {
  const { here, env, say, progress, signal } = world;
  let opened: Promise<Network> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const data = dataFolder(env, process.platform, homedir());
  const gather = async (citations: readonly Kept[], protocol: Protocol, rankers: readonly string[]): Promise<Evidence | undefined> => {
    const encoder = { model: '', width: 1 };
    if (queriesOf(rankers, protocol, encoder) === undefined) return undefined;
    opened ??= remoteFor(world, chosen).then((remote) =>
      openEncoder(join(here, '..', '..', 'resources'), say, { added: join(data, 'models'), model: chosen.withModel, remote }),
    );
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
      await (await opened?.catch(() => undefined))?.close(); // one that never opened has nothing to close
    },
  };
};
