// Which models are there, how does one come or go, and how fast is it here?
import { join } from 'node:path';
import { Failure } from '../../../shared/failures.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { hubOf } from '../../models/index.ts';
import { reviewToRank } from '../batch/rank.ts';
import { benchModel, worthOf } from '../models/bench.ts';
import { listModels } from '../models/list.ts';
import { addFromHub, addModel, modelShelf } from '../models/shelf.ts';
import { scorerEntry } from '../placement.ts';
import { stepping, type Answers, type World } from './answer.ts';

type Names = 'models.list' | 'models.add' | 'models.remove' | 'models.bench' | 'remote.get' | 'remote.try' | 'remote.use' | 'remote.stop';

const listed = ({ host, settings, remote }: World) => listModels(modelShelf(host.folders), settings.get().model, remote.use());

export const models: Answers<Names> = {
  'models.list': (world) => listed(world),
  'models.add': (world, asked, signal) =>
    stepping<Step, { name: string; notes: readonly string[]; guessed: boolean; network: string }>(async (step) => {
      const { folders } = world.host;
      const shelf = modelShelf(folders);
      const options = { name: asked.name, signal: asSignal(signal), log: logged(world), entry: entryOf(world) };
      if (asked.repo !== undefined) {
        const { repo, revision, network } = asked;
        return addFromHub(shelf, hubOf(process.env), {
          ...options,
          repo,
          revision,
          file: network,
          kept: join(folders.data, 'models', '.fetching'),
          step,
        });
      }
      const handed = asked.file === undefined ? undefined : world.host.file(asked.file);
      if (handed === undefined) throw new Failure('file.missing', { file: asked.file ?? '' });
      return addModel(shelf, { ...options, path: handed.path, called: handed.name, temp: folders.temp });
    }),
  'models.remove': (world, { name }) => {
    modelShelf(world.host.folders).remove(name);
    return listed(world);
  },
  'models.bench': (world, { name, review }, signal) =>
    stepping(async (step) => {
      const { folders } = world.host;
      const model = modelShelf(folders).find(name);
      const options = { folders, signal: asSignal(signal), step, log: logged(world), entry: entryOf(world) };
      if (review === undefined) return { speed: await benchModel(model, options) };
      return { worth: await worthOf(model, reviewToRank(world.reviews.get(review).store.path), options) };
    }),
  'remote.get': ({ remote }) => remote.state(),
  'remote.try': ({ remote }, asked, signal) => remote.attempt(asked, asSignal(signal)),
  'remote.use': async ({ remote, reviews }, asked, signal) => {
    const state = await remote.turnOn(asked, asSignal(signal));
    reviews.readAnew();
    return state;
  },
  'remote.stop': ({ remote, reviews }) => {
    const state = remote.turnOff();
    reviews.readAnew();
    return state;
  },
};

const entryOf = ({ host }: World): string => scorerEntry(host.threads);

const logged =
  ({ host }: World) =>
  (line: string) =>
    host.log.info({ line }, 'model');

/** The contract's signal as the platform's. */
const asSignal = (signal: Signal): AbortSignal => {
  const stop = new AbortController();
  if (signal.aborted) stop.abort();
  signal.addEventListener('abort', () => stop.abort());
  return stop.signal;
};
