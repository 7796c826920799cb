// An engine for tests: real in every part, in a folder of its own.
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { makeEngine, silentLog, type Host } from '../../main/engine/index.ts';
import { built, freshFolder, resources } from '../built.ts';

export interface TestEngine {
  readonly host: Host;
  readonly engine: ReturnType<typeof makeEngine>;
  /** Hands a file over as a shell would; the reference. */
  readonly hand: (path: string, name?: string) => string;
  /** What was offered for download, by its address. */
  readonly offered: Map<string, { path: string; name: string }>;
}

/** @param at a folder to go on with, as after a restart */
export const testEngine = async (name: string, change: Partial<Host> = {}, at = freshFolder(name)): Promise<TestEngine> => {
  const { threads } = await built();
  const handed = new Map<string, { path: string; name: string }>();
  const offered = new Map<string, { path: string; name: string }>();
  const temp = join(at, 'temp');
  mkdirSync(temp, { recursive: true });
  let ticks = 0;
  const host: Host = {
    now: () => new Date(Date.UTC(2026, 0, 1) + (ticks += 1) * 1000),
    seed: () => 42,
    folders: { data: join(at, 'data'), temp, resources },
    log: { ...silentLog, error: (facts, event) => process.stderr.write(`${event} ${JSON.stringify(facts)}\n`) },
    file: (ref) => handed.get(ref),
    offer: (path, offeredName) => {
      const href = `/exports/${String(offered.size)}`;
      const kept = join(temp, `offered-${String(offered.size)}`);
      renameSync(path, kept);
      offered.set(href, { path: kept, name: offeredName });
      return href;
    },
    shell: 'cli',
    version: '0.0.0',
    threads,
    ...change,
  };
  mkdirSync(host.folders.data, { recursive: true });
  return {
    host,
    engine: makeEngine(host),
    offered,
    hand: (path, handedName = path.split('/').at(-1) ?? path) => {
      const ref = `ref-${String(handed.size)}`;
      handed.set(ref, { path, name: handedName });
      return ref;
    },
  };
};
