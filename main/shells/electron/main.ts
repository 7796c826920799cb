// The desktop shell: one window, pages from app://winnow/, the engine in a process of its own.
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain, protocol, session, shell, utilityProcess } from 'electron';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guardApp, guardSession, isOwnPage } from './guards.ts';
import { keepEngine } from './keeper.ts';
import { pagesFor } from './pages.ts';
import { serveScorers } from './scorers.ts';
import { pageOrigin, windowOptions } from './window.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** What is packed beside the app; in a checkout, the folder of that name. */
const beside = app.isPackaged ? process.resourcesPath : join(here, '..', '..');
const resources = join(beside, 'resources');
const driver = join(beside, 'driver', 'better_sqlite3.node');
if (app.isPackaged && existsSync(driver)) process.env.WINNOW_SQLITE_DRIVER = driver;

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);

const openWindow = (): void => {
  const window = new BrowserWindow(windowOptions(join(here, 'preload.cjs')));
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${pageOrigin}/index.html`);
};

const start = async (): Promise<void> => {
  const data = process.env.WINNOW_DATA ?? app.getPath('userData');
  const temp = join(app.getPath('temp'), `winnow-${String(process.pid)}`);
  for (const kind of ['in', 'out']) mkdirSync(join(temp, kind), { recursive: true, mode: 0o700 });
  await app.whenReady();
  guardSession(session.defaultSession);
  const pages = pagesFor(join(here, '..', 'renderer'), temp);
  protocol.handle('app', (request) => pages.answer(request));
  const keeper = keepEngine({
    fork: () => {
      const engine = utilityProcess.fork(join(here, 'engine-process.js'), [data, temp, resources, app.getVersion()], {
        serviceName: 'Winnow engine',
      });
      serveScorers(engine, {
        fork: () => utilityProcess.fork(join(here, 'scorer.js'), [], { serviceName: 'Winnow network' }),
        channel: () => new MessageChannelMain(),
      });
      return engine;
    },
    channel: () => new MessageChannelMain(),
    now: () => performance.now(),
    died: (final) => {
      if (final) dialog.showErrorBox('Winnow', 'The engine stopped three times within a minute and is not started again; the log says why.');
    },
  });
  ipcMain.on('winnow:open', (event) => {
    if (event.senderFrame === null || event.senderFrame.parent !== null || !isOwnPage(event.senderFrame.url)) return;
    const port = keeper.port();
    if (port !== undefined) event.sender.postMessage('winnow:port', null, [port]);
  });
  openWindow();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  let leaving = false;
  app.on('before-quit', (event) => {
    if (leaving) return;
    leaving = true;
    event.preventDefault();
    void keeper.stop(2_000).finally(() => {
      rmSync(temp, { recursive: true, force: true });
      app.exit(0);
    });
  });
};

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
app.on('second-instance', () => {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
});
guardApp(app, shell);
if (app.requestSingleInstanceLock()) void start();
else app.quit();
