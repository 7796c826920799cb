// A running `serve` for tests: the bundled program in a process of its own, and a browser's part of the conversation.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import type { Channel } from '../../../shared/wire.ts';
import { built, freshFolder, resources } from '../../built.ts';

export interface Running {
  readonly process: ChildProcess;
  readonly base: string;
  readonly folder: string;
  /** As set by the exchange of the token. */
  readonly cookie: string;
  /** With token. */
  readonly url: string;
  readonly socket: () => Promise<WebSocket>;
  readonly channel: () => Promise<Channel<string, string>>;
  readonly upload: (name: string, body: string | Uint8Array) => Promise<{ file: string; name: string; size: number }>;
  readonly stop: () => Promise<number | null>;
}

/** @param at a folder to go on with */
export const running = async (
  name: string,
  { at = freshFolder(name), args = [], exchange = true }: { at?: string; args?: string[]; exchange?: boolean } = {},
): Promise<Running> => {
  const { serve } = await built();
  const child = spawn(
    process.execPath,
    [serve, '--data', join(at, 'data'), '--temp', join(at, 'temp'), '--pages', join(at, 'pages'), '--resources', resources, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => {
      reject(new Error(`serve left with ${String(code)}: ${words}`));
    });
  });
  const { url } = JSON.parse(line) as { url: string };
  const base = new URL(url).origin;
  const cookie = exchange ? ((await fetch(url, { redirect: 'manual' })).headers.get('set-cookie') ?? '').split(';')[0]! : '';
  const socket = () =>
    new Promise<WebSocket>((resolve, reject) => {
      const made = new WebSocket(`${base.replace('http', 'ws')}/wire`, { origin: base, headers: { cookie } });
      made.once('open', () => {
        resolve(made);
      });
      made.once('error', reject);
    });
  return {
    process: child,
    base,
    url,
    folder: at,
    cookie,
    socket,
    channel: async () => socketChannel(await socket()),
    upload: async (fileName, body) => {
      const response = await fetch(`${base}/files`, {
        method: 'POST',
        body,
        headers: { cookie, origin: base, 'x-file-name': encodeURIComponent(fileName) },
      });
      if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
      return (await response.json()) as { file: string; name: string; size: number };
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
};

export const socketChannel = (socket: WebSocket): Channel<string, string> => ({
  send: (frame) => {
    socket.send(frame);
  },
  receive: (handler) => {
    socket.on('message', (data: Buffer) => {
      handler(data.toString());
    });
  },
  closed: (handler) => {
    socket.on('close', handler);
  },
  close: () => {
    socket.close();
  },
});
