// How is the scorer's process started, and how is it spoken to? By Node; or, where only a shell may start processes (Electron without run-as-node), by the
// shell, asked over a broadcast that every thread of the engine's process can reach.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { BroadcastChannel } from 'node:worker_threads';
import type { FromScorer, ToScorer } from './talk.ts';

/** A started process. */
export interface Launched {
  /** Of no effect once it is over. */
  send(message: ToScorer): void;
  kill(): void;
  readonly over: boolean;
}

export interface Hearing {
  readonly heard: (message: FromScorer) => void;
  /** Once: it ended, or could not be started. */
  readonly ended: () => void;
}

/** @param entry the built process, `scorer.js` */
export type Launch = (entry: string, hearing: Hearing) => Launched;

/** Set by a shell before the engine starts: processes are asked of it. Threads inherit it. */
const relayed = 'WINNOW_SCORER_BY_SHELL';
export const launchByShell = (): void => {
  process.env[relayed] = '1';
};

export const launch: Launch = (entry, hearing) => (process.env[relayed] === '1' ? shellLaunch : nodeLaunch)(entry, hearing);

const nodeLaunch: Launch = (entry, { heard, ended }) => {
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    ended();
  };
  child.on('message', heard);
  child.once('error', end);
  child.once('exit', end);
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
    get over() {
      return over;
    },
  };
};

/** What goes over the broadcast; `to` is a scorer. */
type ToShell =
  | { readonly to: string; readonly shell: 'start'; readonly entry: string }
  | { readonly to: string; readonly shell: 'kill' }
  | { readonly to: string; readonly shell: 'send'; readonly message: ToScorer };
type FromShell =
  { readonly from: string; readonly scorer: 'heard'; readonly message: FromScorer } | { readonly from: string; readonly scorer: 'ended' };

const channelName = 'winnow scorers';

const shellLaunch: Launch = (entry, { heard, ended }) => {
  const id = randomUUID();
  const channel = new BroadcastChannel(channelName);
  let over = false;
  const post = (message: ToShell) => {
    if (!over) channel.postMessage(message);
  };
  channel.onmessage = (event: unknown) => {
    const said = (event as { data: ToShell | FromShell }).data;
    if (over || !('from' in said) || said.from !== id) return;
    if (said.scorer === 'heard') heard(said.message);
    else {
      over = true;
      channel.close();
      ended();
    }
  };
  post({ to: id, shell: 'start', entry });
  return {
    send: (message) => post({ to: id, shell: 'send', message }),
    kill: () => post({ to: id, shell: 'kill' }),
    get over() {
      return over;
    },
  };
};

/** The shell's side, in the engine's process: starts what threads ask for. @returns ends it, and the processes with it */
export const startForThreads = (start: Launch): (() => void) => {
  const channel = new BroadcastChannel(channelName);
  const running = new Map<string, Launched>();
  const post = (message: FromShell) => channel.postMessage(message);
  channel.onmessage = (event: unknown) => {
    const asked = (event as { data: ToShell | FromShell }).data;
    if (!('to' in asked)) return;
    const { to } = asked;
    if (asked.shell === 'send') running.get(to)?.send(asked.message);
    else if (asked.shell === 'kill') running.get(to)?.kill();
    else
      running.set(
        to,
        start(asked.entry, {
          heard: (message) => post({ from: to, scorer: 'heard', message }),
          ended: () => {
            running.delete(to);
            post({ from: to, scorer: 'ended' });
          },
        }),
      );
  };
  return () => {
    for (const one of running.values()) one.kill();
    channel.close();
  };
};
