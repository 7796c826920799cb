// Starts Winnow: the Electron window where its binary can be had, else the same app in a browser window.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronBinary, electronDriver, ensureElectronDriver, fetchElectron } from './electron.mjs';
import { root } from './ensure.mjs';

if (electronBinary() === undefined) fetchElectron();
const binary = electronBinary();
const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
const inWindow = binary !== undefined && hasDisplay && ensureElectronDriver();
const rest = process.argv.slice(2);
if (!inWindow)
  process.stderr.write('Winnow: no Electron window here (its binary or a display is missing); opening the same app in a browser window.\n');
const child = inWindow
  ? spawn(binary, [root, ...rest], { cwd: root, stdio: 'inherit', env: { ...process.env, WINNOW_SQLITE_DRIVER: electronDriver } })
  : spawn(process.execPath, [join(root, 'dist/main/winnow.js'), 'app', ...rest], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
