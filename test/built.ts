// Where are the bundled programs for tests? Built once a run into a folder of their own, as scripts/build.mjs does it for the product.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Found upwards, so that it is the same from a bundled bench. */
const rootFrom = (folder: string): string => (existsSync(join(folder, 'package.json')) ? folder : rootFrom(dirname(folder)));
const root = rootFrom(dirname(fileURLToPath(import.meta.url)));
const external = ['electron', 'better-sqlite3', 'onnxruntime-node', 'ws', 'pino', 'exceljs'];

export interface Built {
  /** `serve.js`, `threads/…`: as in dist/main. */
  readonly folder: string;
  readonly serve: string;
  readonly threads: string;
  /** The process that computes; its thread lies beside it. */
  readonly scorer: string;
}

const newest = (folder: string): number =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

/** Bundles again where a source is newer than what is there; several test files may ask, each in its own process: the same result either way. */
export const built = async (): Promise<Built> => {
  const folder = join(root, 'dist', 'test');
  const mark = join(folder, 'serve.js');
  const scorer = join(folder, 'scorer.js');
  if (!existsSync(mark) || !existsSync(scorer) || statSync(mark).mtimeMs < Math.max(newest('main'), newest('shared'))) await bundle(folder);
  return { folder, serve: mark, threads: join(folder, 'threads'), scorer };
};

const bundle = async (folder: string): Promise<void> => {
  const threads = join(root, 'main/engine/threads');
  const entryPoints: Record<string, string> = {
    scorer: join(root, 'main/models/process.ts'),
    compute: join(root, 'main/models/compute.ts'),
    serve: join(root, 'main/shells/serve/main.ts'),
  };
  for (const file of readdirSync(threads)) entryPoints[`threads/${file.replace(/\.ts$/, '')}`] = join(threads, file);
  const banner = { js: "import { createRequire as winnowRequire } from 'node:module'; const require = winnowRequire(import.meta.url);" };
  // No shared parts here: two processes that build at once write the same whole files.
  const result = await build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external,
    banner,
    entryPoints,
    outdir: folder,
    write: false,
    logLevel: 'warning',
  });
  const { mkdirSync, renameSync, writeFileSync } = await import('node:fs');
  mkdirSync(join(folder, 'threads'), { recursive: true });
  for (const file of result.outputFiles) {
    const part = `${file.path}.${String(process.pid)}`;
    writeFileSync(part, file.contents);
    renameSync(part, file.path);
  }
};

/** A folder under test/work that nobody else has. */
export const freshFolder = (name: string): string => {
  const folder = join(root, 'test', 'work', `${name}-${String(process.pid)}-${String(performance.now()).replace('.', '')}`);
  rmSync(folder, { recursive: true, force: true });
  return folder;
};

export const sample = (file: string): string => join(root, 'resources', 'sample', file);
export const sampleText = (file: string): string => readFileSync(sample(file), 'utf8');
export const resources = join(root, 'resources');
