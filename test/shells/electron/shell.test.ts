// Is the desktop shell locked down (RELIABILITY E1–E4)? Run against a stand-in for Electron, with hostile addresses and senders.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardContents, guardSession, mayDownload, mayOpenOutside } from '../../../main/shells/electron/guards.ts';
import { keepEngine } from '../../../main/shells/electron/keeper.ts';
import { pagesFor } from '../../../main/shells/electron/pages.ts';
import { windowOptions } from '../../../main/shells/electron/window.ts';
import { asked, app, ContentsStub, ipcMain, MessageChannelMain, SessionStub, utilityProcess } from '../../electron-stub.ts';

const shellFolder = fileURLToPath(new URL('../../../main/shells/electron/', import.meta.url));

describe('windows (E1)', () => {
  test('every window is isolated, sandboxed and without Node, webviews or remote content', () => {
    expect(windowOptions('/preload.cjs').webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      preload: '/preload.cjs',
    });
  });

  test('one place makes windows, with these options', () => {
    const makers = readdirSync(shellFolder).filter((file) =>
      /new BrowserWindow|new BrowserView|new WebContentsView/.test(readFileSync(join(shellFolder, file), 'utf8')),
    );
    expect(makers).toEqual(['main.ts']);
    expect(readFileSync(join(shellFolder, 'main.ts'), 'utf8').match(/new BrowserWindow\(/g)).toHaveLength(1);
    expect(readFileSync(join(shellFolder, 'main.ts'), 'utf8')).toContain('new BrowserWindow(windowOptions(');
  });
});

describe('pages (E2)', () => {
  const root = mkdtempSync(join(tmpdir(), 'winnow-pages-'));
  const temp = join(root, 'temp');
  const ask = (method: string, path: string, init: RequestInit = {}) =>
    pagesFor(join(root, 'pages'), temp).answer(new Request(`app://winnow${path}`, { method, ...init }));
  beforeAll(() => {
    mkdirSync(join(root, 'pages', 'assets'), { recursive: true });
    mkdirSync(join(temp, 'out', 'abc'), { recursive: true });
    writeFileSync(join(root, 'pages', 'index.html'), '<!doctype html><title>Winnow</title>');
    writeFileSync(join(root, 'pages', 'assets', 'app.js'), 'export {};');
    writeFileSync(join(root, 'secret.txt'), 'secret');
    writeFileSync(join(temp, 'out', 'abc', 'data'), 'TY  - JOUR');
    writeFileSync(join(temp, 'out', 'abc', 'name'), 'söme.ris');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each(['/index.html', '/', '/assets/app.js', '/nothing'])(
    '%s goes out under a policy that allows no inline script, eval or foreign source',
    async (path) => {
      const policy = (await ask('GET', path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-(eval|inline)|https?:|\*/);
    },
  );

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '//secret.txt', '/assets/..\\..\\secret.txt'])(
    '%s leads nowhere',
    async (path) => {
      expect(await (await ask('GET', path)).text()).not.toContain('secret\n');
      expect((await ask('GET', path)).status).toBe(404);
    },
  );

  test('a file is taken under a reference of ours, and its name is data', async () => {
    const answer = await ask('POST', '/files', { body: 'PMID- 1', headers: { 'x-file-name': encodeURIComponent('../../é.nbib') } });
    const { file, name, size } = (await answer.json()) as { file: string; name: string; size: number };
    expect([name, size, readFileSync(join(temp, 'in', file, 'data'), 'utf8')]).toEqual(['é.nbib', 7, 'PMID- 1']);
  });

  test('an export is fetched once', async () => {
    const first = await ask('GET', '/exports/abc');
    expect([first.headers.get('content-disposition'), await first.text()]).toEqual(["attachment; filename*=UTF-8''s%C3%B6me.ris", 'TY  - JOUR']);
    await expect.poll(async () => (await ask('GET', '/exports/abc')).status).toBe(404);
  });

  test.each([
    ['PUT', '/files'],
    ['DELETE', '/index.html'],
    ['POST', '/index.html'],
  ])('%s %s is not offered', async (method, path) => {
    expect((await ask(method, path)).status).toBeGreaterThanOrEqual(404);
  });
});

describe('leaving the page (E3)', () => {
  test.each([
    ['https://doi.org/10.1000/xyz', true],
    ['https://pubmed.ncbi.nlm.nih.gov/1/', true],
    ['http://example.org/a?b=c', true],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['smb://host/share', false],
    ['https://user:pass@doi.org/', false],
    ['https://127.0.0.1:9/', false],
    ['https://[::1]/', false],
    ['http://localhost/', false],
    ['https://printer.local/', false],
    ['https://doi.org/\n', false],
    ['https://doi.org\\@evil.example/', false],
    ['ms-msdt:/id', false],
    [`https://doi.org/${'a'.repeat(3_000)}`, false],
    ['', false],
  ])('%s opens outside: %s', (address, allowed) => {
    expect(mayOpenOutside(address)).toBe(allowed);
  });

  test.each([
    ['app://winnow/exports/abc', true],
    ['app://winnow/exports/../index.html', false],
    ['app://winnow.evil/exports/abc', false],
    ['https://doi.org/file.pdf', false],
  ])('%s may be saved: %s', (address, allowed) => {
    expect(mayDownload(address)).toBe(allowed);
  });

  test('navigation, windows and webviews are stopped; links of records go to the system', () => {
    const contents = new ContentsStub();
    const opened: string[] = [];
    guardContents(contents as never, { openExternal: (url) => Promise.resolve(void opened.push(url)) });
    const stopped: string[] = [];
    const go = (event: string, url: string) => contents.emit(event, { url, preventDefault: () => void stopped.push(`${event} ${url}`) }, url);
    for (const url of ['https://doi.org/10.1/x', 'javascript:alert(1)', 'app://winnow.evil/', 'data:text/html,x']) go('will-navigate', url);
    go('will-navigate', 'app://winnow/index.html');
    go('will-redirect', 'file:///etc/passwd');
    go('will-frame-navigate', 'https://doi.org/');
    go('will-attach-webview', 'https://doi.org/');
    expect(stopped).toHaveLength(7);
    expect(contents.open?.({ url: 'https://pubmed.ncbi.nlm.nih.gov/1/' })).toEqual({ action: 'deny' });
    expect(contents.open?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://doi.org/10.1/x', 'https://pubmed.ncbi.nlm.nih.gov/1/']);
  });

  test('permissions, devices, foreign downloads and requests are denied', () => {
    const session = new SessionStub();
    guardSession(session as never);
    const answers: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read']) {
      session.request?.(undefined, permission, (allowed) => answers.push(allowed));
      answers.push(session.check?.(undefined, permission) ?? true);
    }
    expect([answers.some(Boolean), session.device?.()]).toEqual([false, false]);
    let kept = 0;
    for (const url of ['https://doi.org/a.exe', 'app://winnow/index.html'])
      session.emit('will-download', { preventDefault: () => (kept += 1) }, { getURL: () => url });
    expect(kept).toBe(2);
    const cancelled = (url: string) => {
      let cancel = false;
      session.before?.({ url }, (answer) => (cancel = answer.cancel));
      return cancel;
    };
    expect(['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'app://winnow/index.html'].map(cancelled)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('the engine behind a port (E4)', () => {
  test('it is started again when it dies, and not after three deaths in a minute', () => {
    let now = 0;
    const died: boolean[] = [];
    const keeper = keepEngine({
      fork: () => utilityProcess.fork('engine', []) as never,
      channel: () => new MessageChannelMain() as never,
      now: () => now,
      died: (final) => died.push(final),
    });
    const kill = () => asked.forks.at(-1)?.process.kill();
    kill();
    now = 61_000;
    kill();
    kill();
    expect([died, keeper.port() === undefined]).toEqual([[false, false, false], false]);
    kill();
    expect([died.at(-1), keeper.port()]).toEqual([true, undefined]);
  });

  test('the shell opens one window on its own page and gives a port to that page only', async () => {
    await import('../../../main/shells/electron/main.ts');
    await expect.poll(() => asked.windows.length).toBe(1);
    expect(asked.windows[0]?.urls).toEqual(['app://winnow/index.html']);
    expect(asked.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    const engine = asked.forks.at(-1)?.process;
    const given: unknown[] = [];
    const sender = { postMessage: (message: unknown, _data: unknown, ports: unknown[]) => void given.push(message, ports.length) };
    const open = (url: string, parent: unknown = null) => ipcMain.emit('winnow:open', { sender, senderFrame: { url, parent } });
    open('https://evil.example/');
    open('app://winnow.evil/index.html');
    open('app://winnow/index.html', {});
    ipcMain.emit('winnow:open', { sender, senderFrame: null });
    expect([given, engine?.posted.length]).toEqual([[], 0]);
    open('app://winnow/index.html');
    expect([given, engine?.posted]).toMatchObject([['winnow:port', 1], [{ message: 'winnow:port', ports: [{}] }]]);
    app.quit();
    await expect.poll(() => app.exited).toBe(0);
  });

  test('the page gets one function and nothing else', async () => {
    await import('../../../main/shells/electron/preload.ts');
    expect([...asked.exposed.keys()]).toEqual(['winnow']);
    expect(Object.keys(asked.exposed.get('winnow') as object)).toEqual(['open']);
    (asked.exposed.get('winnow') as { open: () => void }).open();
    expect(asked.sent).toEqual(['winnow:open']);
  });
});
