// Starts Winnow: the Electron window where its binary can be had, else the same app in a browser window.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const electron = join(root, 'node_modules', 'electron');
const own = join(root, 'node_modules', '.winnow-electron');
const version = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version;
const driver = join(own, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');

const electronBinary = () => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(electron, 'path.txt');
  const name = override === undefined && existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const binary = join(override ?? join(electron, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
};

/** Asked for once a day at most: a machine that cannot reach it must not wait at every start. */
const fetchElectron = () => {
  const tried = join(own, `tried-${version}`);
  const fresh = existsSync(tried) && Date.now() - statSync(tried).mtimeMs < 86_400_000;
  if (process.env.WINNOW_NO_ELECTRON !== undefined || fresh) return;
  process.stderr.write('Winnow: fetching the Electron window …\n');
  spawnSync(process.execPath, [join(electron, 'install.js')], { cwd: root, stdio: 'ignore', timeout: 180_000 });
  mkdirSync(own, { recursive: true });
  writeFileSync(tried, '');
};

/** Electron has an ABI of its own: its driver is compiled beside Node's, never over it. */
const hasDriver = () => {
  if (existsSync(driver)) return true;
  cpSync(join(root, 'node_modules', 'better-sqlite3'), join(own, 'better-sqlite3'), { recursive: true });
  const target = ['--runtime=electron', `--target=${version}`, '--disturl=https://electronjs.org/headers', '--build-from-source'];
  return spawnSync('npx', ['--no-install', 'node-gyp', 'rebuild', '--release', ...target], { cwd: join(own, 'better-sqlite3'), stdio: 'ignore' }).status === 0 && existsSync(driver);
};

if (electronBinary() === undefined) fetchElectron();
const binary = electronBinary();
const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
const inWindow = binary !== undefined && hasDisplay && hasDriver();
const rest = process.argv.slice(2);
if (!inWindow) process.stderr.write('Winnow: no Electron window here (its binary or a display is missing); opening the same app in a browser window.\n');
const child = inWindow
  ? spawn(binary, [root, ...rest], { cwd: root, stdio: 'inherit', env: { ...process.env, WINNOW_SQLITE_DRIVER: driver } })
  : spawn(process.execPath, [join(root, 'dist/main/winnow.js'), 'app', ...rest], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
