// The engine's door: the product without a window. Shells import this file only.
import { contract, type Engine, type Method } from '../../shared/contract.ts';
import { Failure } from '../../shared/failures.ts';
import { answers } from './answers/all.ts';
import type { World } from './answers/answer.ts';
import { crew } from './crew.ts';
import type { Host } from './host.ts';
import { libraryIn } from './library.ts';
import { threadFolder, workThreads } from './placement.ts';
import { remoteIn } from './models/remote.ts';
import { reviewsOf } from './reviews.ts';
import { settingsIn } from './settings.ts';

export { collect, findDuplicates, withoutDuplicates } from './batch/dedupe.ts';
export { gatherEvidence, openEncoder, type Evidence, type Network, type RemoteUse } from './batch/evidence.ts';
export { pairWants, withPairs } from './batch/pairs.ts';
export { benchModel, worthOf } from './models/bench.ts';
export { listModels } from './models/list.ts';
export { addFromHub, addModel, modelShelf } from './models/shelf.ts';
export { hubOf, launchByShell, startForThreads, tryRemote, type FromScorer, type Launch, type ToScorer } from '../models/index.ts';
export { queriesOf } from './rank/choose.ts';
export { rankRecords, reviewToRank, type RankedRecord } from './batch/rank.ts';
export { csv, simulateAll } from './batch/simulate.ts';
export { robustnessOf, summariseRobustness, type RobustnessRow } from './robustness/measure.ts';
export { setFrom } from './work/simulated.ts';
export { doi, verdictOf } from '../citations/index.ts';
export type { LabelledSet } from '../screening/labelled.ts';
export { createAt, verifyAt, verifyCertificate } from './batch/review.ts';
export { moveFile, readText, recordLine, rejectionSays, writeText } from './batch/text.ts';
export { readFile, writeFile, writeTarget as writesFormat, type ReceiptDraft } from './reading/index.ts';
export { evaluateClef } from '../measures/clef.ts';
export { needChances } from '../stopping/summary.ts';
export { parseProtocol } from '../protocol/parse.ts';
export type { Outgoing } from '../formats/index.ts';
export { acceptChannels, memoryPair, portChannel, type Parcel, type Pipe, type Port } from './channels.ts';
export { ask, overChannel } from './client.ts';
export { drop, handed, newRef, offer, place, plainName, uploadedBytes } from './handed.ts';
export { dataFolder, incident, makeHost, type Host, type HostOptions, type Log } from './host.ts';
export { silent as silentLog } from './log.ts';
export { pagesIn, safeHeaders, type Page } from './pages.ts';
export { answerWire } from './wire.ts';

/** Answers the contract; inputs must have gone through the method's own check (the wire does that). */
export const makeEngine = (host: Host): Engine => {
  const work = crew('work', host.threads ?? threadFolder(), workThreads());
  const meaning = crew('work', host.threads ?? threadFolder(), 1, 8); // an explanation does not wait for a whole review to be read
  const library = libraryIn(host.folders.data);
  const settings = settingsIn(host.folders.data);
  const remote = remoteIn(host.folders.data);
  const reviews = reviewsOf({
    host,
    library,
    work,
    meaning,
    model: () => settings.get().model,
    remote: () => remote.use(),
    explore: () => settings.get().explore,
  });
  const world: World = { host, work, library, settings, remote, reviews };
  const byMethod = new Map(Object.entries(contract).map(([name, method]) => [method as unknown, answers[name as keyof typeof answers] as AnyAnswer]));
  return {
    call: async function* <I, S, O>(
      method: Method<I, S, O>,
      input: I,
      signal: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void } = never,
    ) {
      const answer = byMethod.get(method);
      if (answer === undefined) throw new Failure('wire.unknown', { method: 'a method of no contract' });
      const given = answer(world, input, signal);
      return (isStream(given) ? yield* given : await given) as O;
    },
    close: async () => {
      await world.reviews.closeAll();
      await Promise.all([work.close(), meaning.close()]);
    },
  };
};

type AnyAnswer = (world: World, input: unknown, signal: unknown) => unknown;

const never = { aborted: false, addEventListener: () => undefined };

const isStream = (given: unknown): given is AsyncGenerator<never, unknown, void> =>
  typeof given === 'object' && given !== null && Symbol.asyncIterator in given;
