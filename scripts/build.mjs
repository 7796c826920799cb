// Is the built app newer than its sources? If not, build it: main by esbuild, the page by Vite.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './ensure.mjs';

const out = join(root, 'dist');
const stampFile = join(out, '.stamp');

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const sourceStamp = () => {
  const hash = createHash('sha256').update(process.version);
  for (const part of ['main', 'shared', 'renderer']) {
    for (const file of filesUnder(join(root, part))) hash.update(relative(root, file)).update(readFileSync(file));
  }
  for (const file of ['package-lock.json', 'scripts/build.mjs']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

const mainEntries = () => {
  const entries = {};
  const known = {
    winnow: 'main/shells/cli/main.ts',
    serve: 'main/shells/serve/main.ts',
    electron: 'main/shells/electron/main.ts',
    'engine-process': 'main/shells/electron/engine-process.ts',
    scorer: 'main/models/process.ts',
    compute: 'main/models/compute.ts',
  };
  for (const [name, file] of Object.entries(known)) if (existsSync(join(root, file))) entries[name] = join(root, file);
  const threads = join(root, 'main/engine/threads');
  if (existsSync(threads)) {
    for (const file of readdirSync(threads)) if (file.endsWith('.ts')) entries[`threads/${file.slice(0, -3)}`] = join(threads, file);
  }
  return entries;
};

/** Modules with binaries or with their own idea of where they lie stay outside of the bundle. */
export const external = ['electron', 'better-sqlite3', 'onnxruntime-node', 'ws', 'pino', 'exceljs'];

/** @param outdir beside its place: a program that runs from `dist/main` meanwhile keeps its files until the last moment */
const buildMain = async (outdir) => {
  const { build } = await import('esbuild');
  const common = { bundle: true, platform: 'node', target: 'node20', external, sourcemap: true, logLevel: 'warning', outdir };
  // Some packages are CommonJS and ask for `require` from inside an ES module.
  const banner = { js: "import { createRequire as winnowRequire } from 'node:module'; const require = winnowRequire(import.meta.url);" };
  await build({ ...common, entryPoints: mainEntries(), format: 'esm', banner, splitting: true, chunkNames: 'parts/[name]-[hash]' });
  const preload = join(root, 'main/shells/electron/preload.ts');
  if (existsSync(preload)) await build({ ...common, entryPoints: { preload }, format: 'cjs', outExtension: { '.js': '.cjs' } });
};

const buildPage = async () => {
  if (!existsSync(join(root, 'renderer/vite.config.ts'))) return;
  const vite = await import('vite');
  await vite.build({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn' });
};

export const ensureBuilt = async () => {
  const now = sourceStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return;
  process.stderr.write('Winnow: building …\n');
  const fresh = join(out, `.main-${process.pid}`);
  const old = join(out, `.old-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  await buildMain(fresh);
  await buildPage();
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  writeFileSync(join(fresh, 'version.json'), JSON.stringify({ version }));
  if (existsSync(join(out, 'main'))) renameSync(join(out, 'main'), old);
  renameSync(fresh, join(out, 'main'));
  rmSync(old, { recursive: true, force: true });
  if (existsSync(join(root, 'LICENSE'))) cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
  writeFileSync(stampFile, now);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
