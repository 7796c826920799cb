// Who looks after the engine in the desktop app? Starts its process, gives each window a port to it, restarts it.
import type { MessagePortMain, UtilityProcess } from 'electron';

export interface KeeperOptions {
  /** Starts the engine's process. */
  readonly fork: () => UtilityProcess;
  readonly channel: () => { port1: MessagePortMain; port2: MessagePortMain };
  readonly now: () => number;
  /** The engine died; `final`: it is not started again. */
  readonly died: (final: boolean) => void;
}

export interface Keeper {
  /** A fresh port to the engine for a page; undefined when it is not started again. */
  port(): MessagePortMain | undefined;
  /** Asks it to finish; resolves when it is gone, at the latest after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const mostDeaths = 3;
const withinMs = 60_000;

export const keepEngine = (options: KeeperOptions): Keeper => {
  const deaths: number[] = [];
  let stopping = false;
  let dead = false;
  let engine = start();

  function start(): UtilityProcess {
    const made = options.fork();
    made.once('exit', ended);
    return made;
  }

  function ended() {
    if (stopping) return;
    const at = options.now();
    deaths.push(at);
    dead = deaths.filter((death) => at - death < withinMs).length >= mostDeaths;
    if (!dead) engine = start();
    options.died(dead);
  }

  return {
    port: () => {
      if (dead || stopping) return undefined;
      const { port1, port2 } = options.channel();
      engine.postMessage('winnow:port', [port1]);
      return port2;
    },
    stop: async (graceMs) => {
      stopping = true;
      const gone = new Promise<void>((resolve) => engine.once('exit', () => resolve()));
      engine.postMessage('winnow:leave');
      const last = setTimeout(() => engine.kill(), graceMs);
      await (dead ? Promise.resolve() : gone);
      clearTimeout(last);
    },
  };
};
