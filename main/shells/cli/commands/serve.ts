// winnow serve and winnow app: the same app in a browser, on this machine only.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../../../shared/failures.ts';
import type { Command } from '../command.ts';
import { wholeNumber, type World } from '../world.ts';

/** The loopback shell as a process of its own; resolves with the address that it prints. */
const startServer = ({ here }: World, args: readonly string[]): { server: ChildProcess; url: Promise<string> } => {
  const server = spawn(process.execPath, [join(here, 'serve.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve((JSON.parse(text.slice(0, end)) as { url: string }).url);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)));
  });
  return { server, url };
};

const passSignals = (server: ChildProcess): void => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => server.kill('SIGTERM'));
};

const ended = (server: ChildProcess): Promise<number> =>
  new Promise((resolve) => (server.exitCode === null ? server.once('exit', (code) => resolve(code ?? 0)) : resolve(server.exitCode)));

const chromes = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A window of its own where Chromium and a display exist, else the default browser; undefined where neither can be started. */
const openWindow = (url: string, { env }: World): { window?: ChildProcess; forget: () => void } | undefined => {
  const display = process.platform !== 'linux' || env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
  if (!display) return undefined;
  const chrome = [env.WINNOW_CHROMIUM, ...chromes].find((path) => path !== undefined && existsSync(path));
  if (chrome !== undefined) {
    const profile = mkdtempSync(join(tmpdir(), 'winnow-window-'));
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const quiet = [
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ];
    const window = spawn(chrome, [`--app=${url}`, `--user-data-dir=${profile}`, '--window-size=1280,860', ...quiet, ...sandbox], { stdio: 'ignore' });
    return { window, forget: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }) };
  }
  const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : '/usr/bin/xdg-open';
  if (process.platform === 'linux' && !existsSync(opener)) return undefined;
  spawn(opener, [url], { stdio: 'ignore', detached: true }).unref();
  return { forget: () => undefined };
};

export const serve: Command = (program, world) => {
  program
    .command('serve')
    .description('the app on 127.0.0.1, for a browser on this machine; prints {"url"} and runs until it is stopped')
    .option('--port <number>', 'listen on this port (any free one by default)')
    .option('--data <folder>', 'keep reviews there')
    .action(async (options: { port?: string; data?: string }) => {
      const here = world();
      if (options.port !== undefined) wholeNumber('--port', options.port, 0, 65_535);
      checkData(options.data);
      const { server, url } = startServer(here, [...given('--port', options.port), ...given('--data', options.data)]);
      passSignals(server);
      await url.then(
        (address) => here.out(`${JSON.stringify({ url: address })}\n`),
        () => undefined,
      ); // its own words say why it ended
      process.exitCode = await ended(server);
    });
};

export const app: Command = (program, world) => {
  program
    .command('app')
    .description('the app in a window: Chromium’s app window, else the default browser, else the address is printed')
    .argument('[review]', 'a review to open (REVIEW.winnow)')
    .option('--data <folder>', 'keep reviews there')
    .action(async (review: string | undefined, options: { data?: string }) => {
      const here = world();
      checkData(options.data);
      if (review !== undefined && !existsSync(review)) throw new Failure('file.missing', { file: review });
      const { server, url } = startServer(here, ['--parent', ...given('--data', options.data), ...given('--open', review)]);
      passSignals(server);
      const address = await url.catch(() => undefined);
      const opened = address === undefined ? undefined : openWindow(address, here);
      if (address !== undefined && opened === undefined) {
        here.say('Winnow: no window can be opened here. Open this address in a browser on this machine:');
        await here.out(`${JSON.stringify({ url: address })}\n`);
      }
      opened?.window?.once('exit', () => server.kill('SIGTERM'));
      process.exitCode = await ended(server);
      opened?.window?.kill();
      opened?.forget();
    });
};

/** @throws Failure 'file.write' where reviews could not be kept there */
const checkData = (folder: string | undefined): void => {
  if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Failure('file.write', { file: folder, why: 'it is a file, not a folder for reviews' });
};

const given = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);
