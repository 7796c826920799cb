// How does a command use the engine without a shell around it? In this process, through the same wire, with files by their paths.
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { InputOf, MethodName, StepOf, ValueOf } from '../../../shared/contract.ts';
import { answerWire, ask, dataFolder, incident, makeEngine, makeHost, memoryPair, moveFile, overChannel, silentLog } from '../../engine/index.ts';
import { Failure } from '../../../shared/failures.ts';
import { withFolder } from './places.ts';
import type { World } from './world.ts';

export interface Inside {
  /** A reference to the file at this path, for the contract. */
  readonly refer: (path: string) => string;
  readonly call: <M extends MethodName>(method: M, input: InputOf<M>, step?: (step: StepOf<M>) => void) => Promise<ValueOf<M>>;
  /** Where an export goes that the engine finishes next, by the name that the engine would give it. */
  readonly exportTo: (where: (name: string) => string) => void;
}

/** Runs `work` with an engine whose folders are gone afterwards. */
export const withEngine = <T>({ here, signal, env, say }: World, version: string, work: (inside: Inside) => Promise<T>): Promise<T> =>
  withFolder(async (temp) => {
    const paths: string[] = [];
    let target = (name: string): string => join(temp, name);
    const host = makeHost({
      folders: {
        data: join(temp, 'data'),
        temp: join(temp, 'temp'),
        resources: join(here, '..', '..', 'resources'),
        keys: dataFolder(env, process.platform, homedir()),
      },
      shell: 'cli',
      version,
      log: {
        ...silentLog,
        // No log is kept here: what it would hold is said at once. What breaks off by Ctrl+C is no trouble.
        error: (facts, event) => {
          if (!signal.aborted) say(`${event}: ${JSON.stringify(facts)}`);
        },
      },
      file: (ref) => {
        const path = paths[Number(ref.slice(1))];
        return path === undefined ? undefined : { path, name: basename(path) };
      },
      offer: (path, name) => {
        const to = target(name);
        try {
          moveFile(path, to);
        } catch (error) {
          throw new Failure('file.write', { file: to, why: error instanceof Error ? error.message : String(error) });
        }
        return to;
      },
    });
    const engine = makeEngine(host);
    const [client, server] = memoryPair();
    answerWire(engine, server, { log: host.log, incident });
    const over = overChannel(client);
    try {
      return await work({
        refer: (path) => `f${String(paths.push(resolve(path)) - 1)}`,
        exportTo: (where) => {
          target = (name) => resolve(where(name));
        },
        call: (method, input, step) => ask(over, method, input, { signal, step }),
      });
    } finally {
      await engine.close();
    }
  });
