// Who looks after the engine? Starts its process, carries frames unread, restarts it; three deaths a minute stop it.
import { fork, type ChildProcess } from 'node:child_process';
import type { Parcel } from '../../engine/index.ts';

export interface KeeperOptions {
  /** The program to run and its arguments. */
  readonly entry: string;
  readonly args: readonly string[];
  /** For a frame or the end of a channel. */
  readonly parcel: (parcel: Parcel) => void;
  /** The engine died: every channel is gone. `final`: it is not started again. */
  readonly died: (final: boolean) => void;
  readonly now: () => number;
}

export interface Keeper {
  readonly send: (parcel: Parcel) => void;
  /** Not started again after three deaths within a minute. */
  readonly dead: boolean;
  /** Asks it to finish; kills it after `graceMs`. Resolves when it is gone. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const mostDeaths = 3;
const withinMs = 60_000;

export const keepEngine = (options: KeeperOptions): Keeper => {
  const deaths: number[] = [];
  let stopping = false;
  let dead = false;
  let child = start();

  function start(): ChildProcess {
    const made = fork(options.entry, [...options.args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'json' });
    made.on('message', (parcel: Parcel) => {
      options.parcel(parcel);
    });
    made.on('error', () => undefined); // its exit follows and is what counts
    made.once('exit', ended);
    return made;
  }

  function ended() {
    if (stopping) return;
    const at = options.now();
    deaths.push(at);
    dead = deaths.filter((death) => at - death < withinMs).length >= mostDeaths;
    if (!dead) child = start();
    options.died(dead);
  }

  return {
    get dead() {
      return dead;
    },
    send: (parcel) => {
      if (child.connected) child.send(parcel, () => undefined); // a pipe that breaks here is told by 'exit'
    },
    stop: async (graceMs) => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const last = setTimeout(() => child.kill('SIGKILL'), graceMs);
      if (child.connected) child.disconnect();
      child.kill('SIGTERM');
      await gone;
      clearTimeout(last);
    },
  };
};
