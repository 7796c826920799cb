// Is a violation of each architecture rule caught? Each is planted in a tree of its own and must be named.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const planted = 'test/work/canary/';

/** rule, file that breaks it, what it imports (files are made empty as needed). */
const violations: [rule: string, file: string, imports: string][] = [
  ['shared-alone', 'shared/a.ts', '../main/text/words.ts'],
  ['pure-no-node', 'main/rankers/disk.ts', 'node:fs'],
  ['room-citations', 'main/citations/a.ts', '../text/words.ts'],
  ['room-text', 'main/text/a.ts', '../citations/names.ts'],
  ['room-protocol', 'main/protocol/a.ts', '../rankers/ranker.ts'],
  ['room-formats', 'main/formats/a.ts', '../files/open.ts'],
  ['room-deduplication', 'main/deduplication/a.ts', '../formats/format.ts'],
  ['room-learners', 'main/learners/a.ts', '../rankers/ranker.ts'],
  ['room-rankers', 'main/rankers/a.ts', '../screening/queue.ts'],
  ['room-measures', 'main/measures/a.ts', '../stopping/rule.ts'],
  ['room-stopping', 'main/stopping/a.ts', '../screening/queue.ts'],
  ['room-screening', 'main/screening/a.ts', '../store/review.ts'],
  ['room-reports', 'main/reports/a.ts', '../store/review.ts'],
  ['room-files', 'main/files/a.ts', '../formats/format.ts'],
  ['room-store', 'main/store/a.ts', '../engine/desk.ts'],
  ['room-models', 'main/models/a.ts', '../rankers/ranker.ts'],
  ['siblings-apart', 'main/rankers/bm25/a.ts', '../fuse/b.ts'],
  ['lists-are-for-the-engine', 'main/screening/b.ts', '../rankers/all.ts'],
  ['doors-apart', 'main/shells/cli/a.ts', '../serve/b.ts'],
  ['doors-see-the-engine-only', 'main/shells/cli/b.ts', '../../store/review.ts'],
  ['electron-owner', 'main/engine/a.ts', 'electron'],
  ['sqlite-owner', 'main/engine/b.ts', 'better-sqlite3'],
  ['onnx-owner', 'main/engine/c.ts', 'onnxruntime-node'],
  ['socket-owner', 'main/engine/d.ts', 'ws'],
  ['http-owner', 'main/engine/e.ts', 'node:http'],
  ['page-knows-the-contract-only', 'renderer/client/a.ts', '../../main/text/words.ts'],
  ['screens-apart', 'renderer/screens/library/a.ts', '../screen/b.ts'],
  ['views-below-screens', 'renderer/views/a.ts', '../screens/library/b.ts'],
  ['parts-fit-any-product', 'renderer/parts/a.ts', '../words/en.ts'],
  ['product-not-tools', 'main/engine/f.ts', '../../test/samples.ts'],
  ['no-dev-packages-in-main', 'main/engine/g.ts', 'fast-check'],
  ['no-cycles', 'main/engine/h.ts', './i.ts'],
  ['no-orphans', 'main/engine/lonely.ts', ''],
];

const write = (path: string, text: string) => {
  const full = join(root, planted, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text, { flag: 'a' });
};

interface Found {
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] };
}
let found: Found['summary']['violations'] = [];

beforeAll(() => {
  rmSync(join(root, planted), { recursive: true, force: true });
  for (const [, file, imports] of violations) {
    if (imports.startsWith('.')) write(join(dirname(file), imports), 'export {};\n');
    write(file, imports === '' ? 'export {};\n' : `import '${imports}';\n`);
  }
  write('main/engine/i.ts', "import './h.ts';\n");
  write('main/shells/serve/innocent.ts', "import '../../engine/index.ts';\nimport 'ws';\n");
  write('main/engine/index.ts', 'export {};\n');
  const cruise = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      planted,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, WINNOW_CANARY: planted } },
  );
  found = (JSON.parse(cruise.stdout) as Found).summary.violations;
}, 60_000);

afterAll(() => rmSync(join(root, planted), { recursive: true, force: true }));

describe('architecture rules', () => {
  test.each(violations)('%s is broken by %s', (rule, file) => {
    expect(found.filter((violation) => violation.from === planted + file).map((violation) => violation.rule.name)).toContain(rule);
  });

  test('what is allowed is let through', () => {
    expect(found.filter((violation) => violation.from.endsWith('innocent.ts'))).toEqual([]);
  });

  test('every rule has its planted violation', () => {
    const names = execFileSync(
      process.execPath,
      ['-e', "console.log(JSON.stringify(require('./.dependency-cruiser.cjs').forbidden.map((rule) => rule.name)))"],
      { cwd: root, encoding: 'utf8' },
    );
    expect(new Set(violations.map(([rule]) => rule))).toEqual(new Set(JSON.parse(names) as string[]));
  });
});
