// The whole test: types, lint, architecture, then unit, contract, page, browser and end-to-end tests. Ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './ensure.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const report = join(root, 'dist', 'test-report.json');

const steps = [
  ['types', process.execPath, ['scripts/types.mjs']],
  ['lint', bin('eslint'), ['.', '--max-warnings', '0']],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['architecture', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'main', 'renderer', 'shared']],
  ['dead code', bin('knip'), ['--no-progress']],
];

const passed = (name, command, args) => {
  const start = Date.now();
  const ok = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
  return ok;
};

let good = 0;
let bad = 0;
for (const [name, command, args] of steps) {
  if (passed(name, command, args)) good += 1;
  else bad += 1;
}
await ensureBuilt();
mkdirSync(join(root, 'dist'), { recursive: true });
rmSync(report, { force: true });
const vitest = passed('tests', bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
let skipped = 0;
try {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  good += counts.numPassedTests;
  bad += counts.numFailedTests;
  skipped = counts.numPendingTests + counts.numTodoTests;
  if (!vitest && counts.numFailedTests === 0) bad += 1; // a file that did not load, or an error outside of a test
} catch {
  bad += 1;
}
process.stdout.write(`\n${good} passed, ${bad} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(bad === 0 ? 0 : 1);
