// How is a bench script run? `node bench/run.mjs NAME …`: bundled into dist/bench, then started from the repository root.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { external } from '../scripts/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);
const entry = join(root, 'bench', `${name}.ts`);
if (!/^[\w-]+$/.test(name) || !existsSync(entry)) {
  process.stderr.write('node bench/run.mjs NAME …, NAME one of the scripts in bench/\n');
  process.exit(2);
}
const outfile = join(root, 'dist/bench', `${name}.js`);
const banner = { js: "import { createRequire as winnowRequire } from 'node:module'; const require = winnowRequire(import.meta.url);" };
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: [...external, 'esbuild', 'playwright-core'],
  banner,
  sourcemap: true,
  logLevel: 'warning',
});
process.exit(
  spawnSync(process.execPath, ['--enable-source-maps', '--max-old-space-size=6000', outfile, ...rest], { stdio: 'inherit', cwd: root }).status ?? 1,
);
