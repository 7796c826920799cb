// Is Electron here: its binary, and a database driver compiled for its ABI (beside Node's, never over it)?
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const home = join(root, 'node_modules', 'electron');
const own = join(root, 'node_modules', '.winnow-electron');
export const electronVersion = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
export const electronDriver = join(own, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');

export const electronBinary = () => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(home, 'path.txt');
  const name = override === undefined && existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const binary = join(override ?? join(home, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
};

/** Asked for once a day at most: a machine that cannot reach it must not wait at every start. */
export const fetchElectron = () => {
  const tried = join(own, `tried-${electronVersion}`);
  const lately = existsSync(tried) && Date.now() - statSync(tried).mtimeMs < 86_400_000;
  if (process.env.WINNOW_NO_ELECTRON !== undefined || lately) return;
  process.stderr.write('Winnow: fetching the Electron window …\n');
  spawnSync(process.execPath, [join(home, 'install.js')], { cwd: root, stdio: 'ignore', timeout: 180_000 });
  mkdirSync(own, { recursive: true });
  writeFileSync(tried, '');
};

export const ensureElectronDriver = () => {
  if (existsSync(electronDriver)) return true;
  cpSync(join(root, 'node_modules', 'better-sqlite3'), join(own, 'better-sqlite3'), {
    recursive: true,
    filter: (path) => !path.includes(`${join('better-sqlite3', 'build')}`),
  });
  const gyp = join(root, 'node_modules', '.bin', 'node-gyp');
  const target = ['rebuild', '--release', '--runtime=electron', `--target=${electronVersion}`, '--disturl=https://electronjs.org/headers'];
  spawnSync(gyp, target, { cwd: join(own, 'better-sqlite3'), stdio: 'ignore', shell: process.platform === 'win32' });
  return existsSync(electronDriver);
};
