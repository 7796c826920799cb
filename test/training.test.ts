// Does training work from the package's weights to a folder that the app loads? A slice of the labelled reviews, where Python and its packages are there
// and minutes do not matter: WINNOW_TRAINING=1 npx vitest run test/training.test.ts
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freshFolder } from './built.ts';
import { allOf, scorerOver, want } from './models/models.ts';
import { sharedPath } from './shared-data.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const python = join(root, 'training/.venv/bin/python');
const missing = [
  ...(process.env.WINNOW_TRAINING === '1' ? [] : ['WINNOW_TRAINING=1']),
  ...(existsSync(python) ? [] : ['training/.venv']),
  ...(sharedPath('data/screening/README.md') === undefined ? ['../shared'] : []),
];
if (missing.length > 0) process.stdout.write(`skipped: no ${missing.join(', no ')} (training)\n`);

test.skipIf(missing.length > 0)('one command makes both models out of a slice, and they answer', { timeout: 900_000 }, async () => {
  const out = join(freshFolder('training'), 'run');
  execFileSync(python, ['training/run.py', '--slice', '300', '--out', out, '--seconds', '30'], { cwd: root, stdio: 'ignore' });
  const bi = await scorerOver(join(out, 'models/winnow-bi'));
  const [vector] = await allOf(bi, want({ fold: 'first' }), ['Walking after stroke\nNinety people walked.']);
  await bi.close();
  expect([vector!.length, Math.hypot(...vector!)]).toEqual([384, expect.closeTo(1, 3)]);
  const cross = await scorerOver(join(out, 'models/winnow-cross'));
  const [score] = await allOf(cross, want({ kind: 'pair', query: 'Does walking help after stroke?', fold: 'first' }), [
    'Walking after stroke\nNinety people walked.',
  ]);
  await cross.close();
  expect(Number.isFinite(score![0])).toBe(true);
});
