// How does a command use the engine without a shell around it? In this process, through the same wire, with files by their paths.
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { InputOf, MethodName, StepOf, ValueOf } from '../../../shared/contract.ts';
import { answerWire, ask, dataFolder, incident, makeEngine, makeHost, memoryPair, moveFile, overChannel, silentLog } from '../../engine/index.ts';
import type { World } from './world.ts';

export interface Inside {
  /** A reference to the file at this path, for the contract. */
  readonly refer: (path: string) => string;
  readonly call: <M extends MethodName>(method: M, input: InputOf<M>, step?: (step: StepOf<M>) => void) => Promise<ValueOf<M>>;
  /** Where an export goes that the engine finishes next. */
  readonly exportTo: (path: string) => void;
}

/** Runs `work` with an engine whose folders are gone afterwards. */
export const withEngine = async <T>({ here, signal, env }: World, version: string, work: (inside: Inside) => Promise<T>): Promise<T> => {
  const temp = mkdtempSync(join(tmpdir(), 'winnow-'));
  const paths: string[] = [];
  let target = '';
  const host = makeHost({
    folders: {
      data: join(temp, 'data'),
      temp: join(temp, 'temp'),
      resources: join(here, '..', '..', 'resources'),
      keys: dataFolder(env, process.platform, homedir()),
    },
    shell: 'cli',
    version,
    log: silentLog,
    file: (ref) => {
      const path = paths[Number(ref.slice(1))];
      return path === undefined ? undefined : { path, name: basename(path) };
    },
    offer: (path) => {
      moveFile(path, target);
      return target;
    },
  });
  const engine = makeEngine(host);
  const [client, server] = memoryPair();
  answerWire(engine, server, { log: host.log, incident });
  const over = overChannel(client);
  try {
    return await work({
      refer: (path) => `f${String(paths.push(resolve(path)) - 1)}`,
      exportTo: (path) => {
        target = resolve(path);
      },
      call: (method, input, step) => ask(over, method, input, { signal, step }),
    });
  } finally {
    await engine.close();
    rmSync(temp, { recursive: true, force: true });
  }
};
