// How do the loops in main/learners/assembly become main/learners/kernels.ts? `node scripts/kernels.mjs [--check]`; a test checks that it was done.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import * as prettier from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));

const path = join(root, 'main/learners/kernels.ts');

/** The text of kernels.ts. */
const compiled = async () => {
  const files = new Map();
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noExportMemory'];
  const { error, stderr } = await asc.main(['main/learners/assembly/products.ts', '--baseDir', root, '-o', 'products.wasm', ...options], {
    writeFile: (name, contents) => void files.set(name, contents),
  });
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  const code = Buffer.from(files.get('products.wasm')).toString('hex');
  const lines = code.match(/.{1,120}/g).map((line) => `  '${line}'`);
  return prettier.format(template(lines.join(' +\n')), { ...(await prettier.resolveConfig(path)), filepath: path });
};

const template = (code) => `// The loops of assembly/products.ts, compiled: made by \`node scripts/kernels.mjs\`, read by blocks.ts.

/** A WebAssembly module, two hexadecimal digits a byte. */
export const kernelsCode =
${code};
`;

const text = await compiled();
if (process.argv[2] !== '--check') writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  process.stderr.write('main/learners/kernels.ts is not what main/learners/assembly compiles to: node scripts/kernels.mjs\n');
  process.exitCode = 1;
}
