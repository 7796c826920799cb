// Is everything installed that the commands need? Uses only what Node brings along: it runs before any install.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = 20;

const say = (line) => process.stderr.write(`${line}\n`);

/** Ends the process with one sentence. */
export const stop = (sentence) => {
  say(sentence);
  process.exit(1);
};

const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32', ...options });
  return done.status === 0;
};

const stamp = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.version} ${process.platform} ${process.arch}`)
    .digest('hex');

const stampFile = join(root, 'node_modules', '.winnow-stamp');
const native = join(root, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');

const opensDatabase = () =>
  spawnSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').prepare('select 1').get()"], { cwd: root, stdio: 'ignore' })
    .status === 0;

/** The compiled database driver is kept per user: a second clone does not compile it again (it takes about two minutes). */
const cached = () => {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const version = JSON.parse(readFileSync(join(root, 'node_modules', 'better-sqlite3', 'package.json'), 'utf8')).version;
  return join(base, 'winnow', `better-sqlite3-${version}-abi${process.versions.modules}-${process.platform}-${process.arch}.node`);
};

const copyInto = (from, to) => {
  mkdirSync(dirname(to), { recursive: true });
  const half = `${to}.${process.pid}`;
  copyFileSync(from, half);
  renameSync(half, to);
};

const installDriver = () => {
  if (opensDatabase()) return;
  const kept = cached();
  if (existsSync(kept)) {
    copyInto(kept, native);
    if (opensDatabase()) return;
  }
  say('Winnow: compiling the database driver, once (about two minutes) …');
  const nodeHome = dirname(dirname(process.execPath));
  const headers = existsSync(join(nodeHome, 'include', 'node', 'node_version.h')) ? [`--nodedir=${nodeHome}`] : [];
  // The flag outranks ignore-scripts in .npmrc and the environment: this one package has to be compiled.
  if (!run('npm', ['rebuild', '--ignore-scripts=false', ...headers, 'better-sqlite3']) || !opensDatabase())
    stop(
      'Winnow: the database driver better-sqlite3 could not be compiled. Install a C++ compiler, make and Python 3 (Debian: apt-get install build-essential python3) and run the command again.',
    );
  copyInto(native, kept);
};

/** `npx winnow …` finds the command here in a checkout. */
const linkCommand = () => {
  const link = join(root, 'node_modules', '.bin', 'winnow');
  const script = join(root, 'scripts', 'winnow.mjs');
  if (process.platform === 'win32') {
    writeFileSync(`${link}.cmd`, `@node "${script}" %*\r\n`);
    return;
  }
  if (existsSync(link)) unlinkSync(link);
  symlinkSync('../../scripts/winnow.mjs', link);
  chmodSync(script, 0o755);
};

export const ensureNode = () => {
  if (Number(process.versions.node.split('.')[0]) < oldestNode)
    stop(`Winnow needs Node ${oldestNode} or newer; this is Node ${process.versions.node}. Install a newer one and run the command again.`);
};

export const ensurePackages = () => {
  const now = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return;
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(stampFile) || !run('npm', ['ls', '--all', '--silent'], { stdio: 'ignore' })) {
    say('Winnow: installing packages (about a minute) …');
    if (!run('npm', ['ci', '--ignore-scripts', '--loglevel=error']))
      stop('Winnow: npm ci failed; see the lines above. Is the package registry reachable?');
  }
  installDriver();
  linkCommand();
  writeFileSync(stampFile, now);
};

export const chromiumPath = () => {
  const known = [
    process.env.WINNOW_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return known.find((path) => path !== undefined && existsSync(path));
};

export const ensureChromium = () => {
  if (chromiumPath() !== undefined) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) =>
    run(asRoot[0] ?? 'apt-get', [...asRoot.slice(1), ...(asRoot.length > 0 ? ['apt-get'] : []), ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  say('Winnow: installing Chromium for the browser tests …');
  if (process.platform !== 'linux' || !apt('update', '-qq') || !apt('install', '-y', '-qq', '--no-install-recommends', 'chromium'))
    stop('Winnow: the browser tests need Chromium. Install it (Debian: apt-get install chromium) or name one in WINNOW_CHROMIUM.');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureNode();
  ensurePackages();
  if (process.argv.includes('--chromium')) ensureChromium();
}
