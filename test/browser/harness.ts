// How does a test get a real server and a real browser, and give both back?
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = join(root, 'dist/main/serve.js');

/** Where the distributions put it; CHROMIUM says another place. */
const executable = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> => {
  if (executable === undefined) throw new Error('no Chromium found: install it or name it in CHROMIUM');
  return chromium.launch({ executablePath: executable, args: flags });
};

export interface Served {
  readonly url: string;
  readonly data: string;
  /** Ends the server and its engine at once, as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as Ctrl+C would. */
  stop(): Promise<void>;
}

/** `winnow serve` on a folder; the same folder again is the same library. */
export const serve = async (data: string): Promise<Served> => {
  // A group of its own: the engine goes down with it.
  const child: ChildProcess = spawn(process.execPath, [entry, '--data', data, '--temp', mkdtempSync(join(tmpdir(), 'winnow-temp-'))], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    cwd: root,
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const words: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout === null) {
      reject(new Error('no output'));
      return;
    }
    createInterface(child.stdout).once('line', (line) => resolve((JSON.parse(line) as { url: string }).url));
    void gone.then(() => reject(new Error(`serve ended: ${words.join('')}`)));
  });
  const end = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
    return gone;
  };
  return { url, data, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'winnow-data-'));
export const dropFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export interface Seen {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What a browser complains of: errors, policy violations, failed requests. */
  readonly complaints: string[];
  /** Addresses asked for, other than the server's own. */
  readonly outside: string[];
}

export const openPage = async (
  browser: Browser,
  url: string,
  options: { dark?: boolean; width?: number; height?: number; locale?: string } = {},
): Promise<Seen> => {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    locale: options.locale ?? 'en-GB',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const outside: string[] = [];
  const origin = new URL(url).origin;
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(origin) && !address.startsWith('blob:') && !address.startsWith('data:')) outside.push(address);
  });
  // From the first moment on: a dialog that opens before the interception is in place would be lost.
  page.on('filechooser', () => undefined);
  await page.goto(url);
  return { page, context, complaints, outside };
};

/** Hands files over by the system's dialog, as the keyboard does: the focused button opens it. */
export const choose = async (
  page: Page,
  act: () => Promise<unknown>,
  files: readonly string[] | readonly { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
  await chooser.setFiles(files);
};

/** Drops files on the window, wherever the mouse is. */
export const drop = async (page: Page, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> => {
  const carried = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const file of given) transfer.items.add(new File([file.text], file.name));
      return transfer;
    },
    files as { name: string; text: string }[],
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: carried });
};

/** Times, in ms, from a key to the frame that shows another title. */
export const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { winnowTimes: times });
    let pressed: number | undefined;
    let title = '';
    const heading = () => document.querySelector('main[aria-label=Citation] h1')?.textContent ?? '';
    window.addEventListener(
      'keydown',
      (event) => {
        pressed = event.timeStamp;
        title = heading();
      },
      { capture: true },
    );
    new MutationObserver(() => {
      if (pressed === undefined || heading() === title) return;
      const since = pressed;
      pressed = undefined;
      // The callback of the next frame runs before its painting; the one after it, when that is done.
      requestAnimationFrame(() => requestAnimationFrame((now) => times.push(now - since)));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

export const keyTimes = (page: Page): Promise<number[]> =>
  page.evaluate(() => [...(window as unknown as { winnowTimes: number[] }).winnowTimes].sort((a, b) => a - b));
