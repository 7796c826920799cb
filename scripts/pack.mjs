// Packs the desktop app. `--check`: packs a Linux folder around a stand-in for Electron's binary and looks at what came out.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { electronBinary, electronDriver, electronVersion, ensureElectronDriver, fetchElectron } from './electron.mjs';
import { root, stop } from './ensure.mjs';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseWire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, 9]), Buffer.from('1'.repeat(9))]);

/** What electron-builder wants to find in Electron's folder, with a script in place of the binary. */
export const makeStandIn = (folder) => {
  rmSync(folder, { recursive: true, force: true });
  for (const sub of ['locales', 'resources']) mkdirSync(join(folder, sub), { recursive: true });
  const script = Buffer.from('#!/bin/sh\necho "stand-in for Electron"\nexit 0\n');
  writeFileSync(join(folder, 'electron'), Buffer.concat([script, fuseWire, Buffer.from('\n')]));
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), electronVersion);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak', 'chrome-sandbox', 'chrome_crashpad_handler', 'libffmpeg.so'])
    writeFileSync(join(folder, file), '');
};

const packed = async (options) => {
  const { build, Platform, Arch } = await import('electron-builder');
  const driver = existsSync(electronDriver) ? [{ from: electronDriver, to: 'driver/better_sqlite3.node' }] : [];
  const config = {
    extends: join(root, 'electron-builder.yml'),
    extraFiles: driver.map(({ from, to }) => ({ from, to: `resources/${to}` })),
    ...options.config,
  };
  const targets = options.check ? Platform.LINUX.createTarget('dir', Arch.x64) : undefined;
  return build({ projectDir: root, publish: 'never', config, ...(targets === undefined ? {} : { targets }) });
};

/** @returns what is wrong with the packed folder, in sentences; empty where all is well */
export const look = async (folder) => {
  const wrong = [];
  const asar = await import('@electron/asar');
  const archive = join(folder, 'resources', 'app.asar');
  if (!existsSync(archive)) return ['There is no app.asar.'];
  const files = asar.listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  for (const wanted of [
    '/package.json',
    '/dist/main/electron.js',
    '/dist/main/engine-process.js',
    '/dist/main/preload.cjs',
    '/dist/renderer/index.html',
  ])
    if (!files.includes(wanted)) wrong.push(`app.asar lacks ${wanted}.`);
  for (const unwanted of ['/main/', '/renderer/', '/test/', '/training/', '/bench/', '/node_modules/vitest/', '/node_modules/typescript/'])
    if (files.some((file) => file.startsWith(unwanted))) wrong.push(`app.asar holds ${unwanted}.`);
  if (!existsSync(join(folder, 'resources', 'resources', 'sample', 'sample.nbib'))) wrong.push('The sample review is missing.');
  const unpacked = join(folder, 'resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'build', 'Release');
  if (!existsSync(unpacked) || !readdirSync(unpacked).includes('better_sqlite3.node')) wrong.push('The database driver is not unpacked.');
  const { getCurrentFuseWire, FuseV1Options } = await import('@electron/fuses');
  const fuses = await getCurrentFuseWire(join(folder, 'winnow'));
  const on = '1'.charCodeAt(0);
  const want = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
  };
  for (const [name, value] of Object.entries(want))
    if ((fuses[FuseV1Options[name]] === on) !== value) wrong.push(`Fuse ${name} is not ${value ? 'on' : 'off'}.`);
  return wrong;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureBuilt();
  if (process.argv.includes('--check')) {
    const standIn = join(root, 'out', 'stand-in');
    makeStandIn(standIn);
    await packed({ check: true, config: { electronDist: standIn } });
    const wrong = await look(join(root, 'out', 'linux-unpacked'));
    for (const sentence of wrong) process.stderr.write(`${sentence}\n`);
    process.stdout.write(`${JSON.stringify({ packed: 'out/linux-unpacked', wrong: wrong.length })}\n`);
    process.exit(wrong.length === 0 ? 0 : 1);
  }
  if (electronBinary() === undefined) fetchElectron();
  if (electronBinary() === undefined || !ensureElectronDriver())
    stop('Winnow: packing needs Electron’s binary and headers, which could not be fetched. `node scripts/pack.mjs --check` packs around a stand-in.');
  await packed({ check: false, config: {} });
}
