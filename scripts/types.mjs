// Do all worlds compile? Pure rooms without Node's types, Node rooms, the page, tests that are in both.
import { spawnSync } from 'node:child_process';
import { root } from './ensure.mjs';

const bin = (name) => `${root}/node_modules/.bin/${name}`;
const runs = [
  [bin('tsc'), '-p', 'tsconfig.pure.json'],
  [bin('tsc'), '-p', 'tsconfig.node.json'],
  [bin('tsc'), '-p', 'test/browser/tsconfig.json', '--noEmit'],
  [bin('svelte-check'), '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
];
const failed = runs.filter(
  ([command, ...args]) => spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0,
);
process.exit(failed.length === 0 ? 0 : 1);
