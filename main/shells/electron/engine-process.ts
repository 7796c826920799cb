// What runs in the engine's process under Electron? The engine, one port a page.
import {
  answerWire,
  handed,
  incident,
  launchByShell,
  makeEngine,
  makeHost,
  offer,
  portChannel,
  startForThreads,
  type Port,
} from '../../engine/index.ts';
import { launchOver, type ShellPort } from './scorers.ts';

interface Told {
  readonly data: unknown;
  readonly ports: readonly Port[];
}
interface Parent {
  on(event: 'message', handler: (told: Told) => void): void;
  postMessage(message: unknown): void;
}
/** Electron gives a utility process its parent's port under this name; Node's types do not know it. */
const parent = (process as unknown as { parentPort: Parent }).parentPort;

const [data = '', temp = '', resources = '', version = ''] = process.argv.slice(2);
const host = makeHost({
  folders: { data, temp, resources },
  shell: 'electron',
  version,
  file: (ref) => handed(temp, 'in', ref),
  offer: (path, name) => offer(temp, path, name),
});
launchByShell();
const endScorers = startForThreads(launchOver(parent as unknown as ShellPort));
const engine = makeEngine(host);

parent.on('message', ({ data: said, ports }) => {
  if (said === 'winnow:leave') {
    void engine.close().finally(() => {
      endScorers();
      process.exit(0);
    });
    return;
  }
  if (said !== 'winnow:port') return;
  for (const port of ports) answerWire(engine, portChannel(port), { log: host.log, incident });
});
