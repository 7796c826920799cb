// Does any damaged workbook, archive or text file crash or hang the reading? `node bench/run.mjs fuzz-files [of each]`, seed fixed.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import yazl from 'yazl';
import { readFile, writeFile } from '../main/engine/reading/index.ts';
import { isRejection } from '../shared/citation.ts';
import { Failure } from '../shared/failures.ts';
import { plainSet, richSet } from '../test/formats/citations.ts';

const turns = Number(process.argv[2] ?? 2_000);
let seed = 0x9e3779b9;
const random = (): number => {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
const below = (n: number): number => Math.floor(random() * n);

const mutated = (from: Buffer): Buffer => {
  let bytes = Buffer.from(from);
  for (let turn = 1 + below(6); turn > 0; turn -= 1) {
    const at = below(bytes.length + 1);
    const kind = below(6);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at)]);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + below(200)))]);
    else if (kind === 3) bytes = bytes.subarray(0, at);
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + below(300)), bytes.subarray(at)]);
    else for (let k = 0; k < 4; k += 1) if (bytes.length > 0) bytes[below(bytes.length)] = below(256);
  }
  return bytes;
};

const folder = mkdtempSync(join(tmpdir(), 'winnow-fuzz-'));
const rows = [...plainSet, ...richSet].map((citation) => ({ citation }));
const made: [name: string, bytes: Buffer][] = [];
for (const format of ['xlsx', 'ris', 'csv', 'pubmed-xml']) {
  const path = join(folder, `made.${format}`);
  await writeFile(format, rows, path);
  made.push([`made.${format}`, readFileSync(path)]);
}
made.push(['made.ris.gz', gzipSync(readFileSync(join(folder, 'made.ris')))]);
const zip = new yazl.ZipFile();
zip.addFile(join(folder, 'made.ris'), 'a/made.ris');
zip.end();
const parts: Buffer[] = [];
for await (const part of zip.outputStream) parts.push(part as Buffer);
made.push(['made.zip', Buffer.concat(parts)]);
const old = '../shared/fixtures/wos/savedrecs.xls';
if (existsSync(old)) made.push(['old.xls', readFileSync(old)]);

const lines = [
  '# Damaged files',
  '',
  `Whole files with bytes changed, ${String(turns)} of each, seed fixed.`,
  '',
  '| file | tried | citations | refused | crashes | slowest ms |',
  '|---|---:|---:|---:|---:|---:|',
];
for (const [name, bytes] of made) {
  let citations = 0;
  let refused = 0;
  let slowest = 0;
  const crashes: string[] = [];
  for (let round = 0; round < turns; round += 1) {
    const path = join(folder, `changed-${name}`);
    writeFileSync(path, mutated(bytes));
    const began = performance.now();
    try {
      for await (const read of readFile(path)) citations += isRejection(read) ? 0 : 1;
    } catch (error) {
      if (error instanceof Failure) refused += 1;
      else crashes.push(`round ${String(round)}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    }
    slowest = Math.max(slowest, performance.now() - began);
  }
  const row = `| ${name} | ${String(turns)} | ${String(citations)} | ${String(refused)} | ${String(crashes.length)} | ${slowest.toFixed(0)} |`;
  lines.push(row);
  process.stdout.write(`${row}\n${crashes.slice(0, 3).join('\n')}${crashes.length > 0 ? '\n' : ''}`);
}
rmSync(folder, { recursive: true });
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/fuzz-files.md', `${lines.join('\n')}\n`);
