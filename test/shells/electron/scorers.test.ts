// Does the network run where only Electron's main process may start processes? The real scorer, started by a stand-in for `utilityProcess`.
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { startForThreads } from '../../../main/engine/index.ts';
import { launchOver, serveScorers, type ShellPort } from '../../../main/shells/electron/scorers.ts';
import { built } from '../../built.ts';
import { allOf, expectedOf, folderOf, furthest, scorerOver, want } from '../../models/models.ts';

const preload = fileURLToPath(new URL('parent-port.mjs', import.meta.url));
const started: ChildProcess[] = [];

/** A utility process: it is given one port, which this stand-in carries over Node's channel. */
class Utility extends EventEmitter {
  readonly child: ChildProcess;
  constructor(entry: string) {
    super();
    this.child = fork(entry, [], { execArgv: ['--import', preload], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child.once('exit', () => this.emit('exit'));
    started.push(this.child);
  }
  postMessage(_message: unknown, [port]: readonly MessagePort[]): void {
    this.child.send({ port: true });
    port!.on('message', (data: unknown) => this.child.connected && this.child.send({ data }));
    this.child.on('message', ({ data }: { data: unknown }) => port!.postMessage(data));
    this.child.once('exit', () => port!.close());
  }
  kill(): void {
    this.child.kill('SIGKILL');
  }
}

const asShellPort = (port: MessagePort): ShellPort => ({
  postMessage: (message) => port.postMessage(message),
  on: (_event, hear) => void port.on('message', (data: unknown) => hear({ data, ports: [] })),
  start: () => port.start(),
});

/** The two ends between the engine's process and the main process. */
const between = () => {
  const parent = new EventEmitter();
  const engine: EventEmitter & { postMessage: (data: unknown, ports?: readonly MessagePort[]) => void } = Object.assign(new EventEmitter(), {
    postMessage: (data: unknown, ports: readonly MessagePort[] = []) => void parent.emit('message', { data, ports: ports.map(asShellPort) }),
  });
  return { engine, parent: Object.assign(parent, { postMessage: (data: unknown) => void engine.emit('message', data) }) };
};

afterAll(() => {
  delete process.env.WINNOW_SCORER_BY_SHELL;
});

test('the same answers over the shell; a killed network is started again; closed, its process is gone', { timeout: 60_000 }, async () => {
  const { scorer: entry } = await built();
  const { engine, parent } = between();
  serveScorers(engine as never, { fork: () => new Utility(entry) as never, channel: () => new MessageChannel() as never });
  const end = startForThreads(launchOver(parent));
  process.env.WINNOW_SCORER_BY_SHELL = '1';
  const { texts } = expectedOf('bert-wordpiece');
  const scorer = await scorerOver(folderOf('bert-wordpiece'));
  const ask = () =>
    allOf(
      scorer,
      want({ fold: 'first', part: 'title' }),
      texts.map(({ text }) => text),
    );
  const first = await ask();
  expect(first).toHaveLength(texts.length);
  expect(started).toHaveLength(1);

  const gone = once(started[0]!, 'exit');
  started[0]!.kill('SIGKILL');
  await gone;
  const again = await ask();
  expect(Math.max(...again.map((vector, at) => furthest(vector, first[at]!)))).toBeLessThan(1e-6);
  expect(started).toHaveLength(2);

  await scorer.close();
  expect(started.map((child) => child.signalCode)).toEqual(['SIGKILL', 'SIGKILL']);
  end();
  delete process.env.WINNOW_SCORER_BY_SHELL;
  const direct = await scorerOver(folderOf('bert-wordpiece'));
  const plain = await allOf(
    direct,
    want({ fold: 'first', part: 'title' }),
    texts.map(({ text }) => text),
  );
  await direct.close();
  expect(plain).toEqual(first);
  expect(started).toHaveLength(2);
});
