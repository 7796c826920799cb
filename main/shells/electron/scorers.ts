// How does the network get its process in the desktop app? Only Electron's main process may start one: the engine asks for it and is handed a port to it.
import type { MessagePortMain, UtilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import type { FromScorer, Launch, ToScorer } from '../../engine/index.ts';

/** What the engine's process asks of the main process. */
type Asked = { readonly scorer: 'start' | 'kill'; readonly id: string };
/** What it is told; with `started` comes the port. */
type Told = { readonly scorer: 'started' | 'ended'; readonly id: string };

const isAbout = (said: unknown): said is Asked | Told => typeof said === 'object' && said !== null && 'scorer' in said && 'id' in said;

export interface ScorersOptions {
  /** Starts the scorer's own program, whatever was asked for. */
  readonly fork: () => UtilityProcess;
  readonly channel: () => { port1: MessagePortMain; port2: MessagePortMain };
}

/** The main process's side: serves one engine; when it ends, its scorers end with it. */
export const serveScorers = (engine: UtilityProcess, { fork, channel }: ScorersOptions): void => {
  const running = new Map<string, UtilityProcess>();
  engine.on('message', (said: unknown) => {
    if (!isAbout(said)) return;
    const { id } = said;
    if (said.scorer === 'kill') running.get(id)?.kill();
    if (said.scorer !== 'start' || running.has(id)) return;
    const scorer = fork();
    running.set(id, scorer);
    scorer.once('exit', () => {
      running.delete(id);
      engine.postMessage({ scorer: 'ended', id } satisfies Told);
    });
    const { port1, port2 } = channel();
    scorer.postMessage('winnow:port', [port1]);
    engine.postMessage({ scorer: 'started', id } satisfies Told, [port2]);
  });
  engine.once('exit', () => {
    for (const scorer of running.values()) scorer.kill();
  });
};

/** A port of Electron's as a utility process sees it. */
export interface ShellPort {
  postMessage(message: unknown): void;
  on(event: 'message', hear: (event: { readonly data: unknown; readonly ports: readonly ShellPort[] }) => void): void;
  start(): void;
}

/** The engine's side. @param parent the port to the main process */
export const launchOver = (parent: Pick<ShellPort, 'postMessage' | 'on'>): Launch => {
  const waiting = new Map<string, { readonly started: (port: ShellPort) => void; readonly ended: () => void }>();
  parent.on('message', ({ data, ports: [port] }) => {
    if (!isAbout(data)) return;
    if (data.scorer === 'started' && port !== undefined) waiting.get(data.id)?.started(port);
    else if (data.scorer === 'ended') waiting.get(data.id)?.ended();
  });
  return (_entry, { heard, ended }) => {
    const id = randomUUID();
    let port: ShellPort | undefined;
    let over = false;
    const early: ToScorer[] = [];
    waiting.set(id, {
      started: (given) => {
        port = given;
        given.on('message', ({ data }) => heard(data as FromScorer));
        given.start();
        for (const message of early.splice(0)) given.postMessage(message);
      },
      ended: () => {
        waiting.delete(id);
        over = true;
        ended();
      },
    });
    parent.postMessage({ scorer: 'start', id } satisfies Asked);
    return {
      send: (message) => {
        if (over) return;
        if (port === undefined) early.push(message);
        else port.postMessage(message);
      },
      kill: () => parent.postMessage({ scorer: 'kill', id } satisfies Asked),
      get over() {
        return over;
      },
    };
  };
};
