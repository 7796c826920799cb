// Do 10,000 mutated files a format crash, hang or lose a record? Seeded; mutations of bytes of what our writers make and of test samples.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { formats } from '../main/formats/all.ts';
import type { Format, Read } from '../main/formats/index.ts';
import { isRejection } from '../shared/citation.ts';
import { plainSet, richSet } from '../test/formats/citations.ts';

const rounds = Number(process.env['ROUNDS'] ?? 10_000);
let seed = 0x9e3779b9;
const random = (): number => {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
const below = (n: number): number => Math.floor(random() * n);

const samplesOf = (format: Format): Buffer[] => {
  const out: Buffer[] = [];
  const folder = `test/samples/formats/${format.name}`;
  try {
    for (const name of readdirSync(folder)) out.push(readFileSync(`${folder}/${name}`));
  } catch {
    // Formats without samples have a writer.
  }
  const writer = format.writer?.();
  if (writer !== undefined) {
    const text = writer.head() + [...plainSet, ...richSet].map((citation) => writer.row({ citation })).join('') + writer.tail();
    out.push(Buffer.from(format.name === 'xlsx' ? `\u001dsheet\u001e${text.split('\u001e').map((row, at) => `${String(at + 1)}\u001f${row}`).join('\u001e')}` : text));
  }
  return out;
};

const mutated = (from: Buffer, other: Buffer): Buffer => {
  let bytes = Buffer.from(from);
  for (let turn = 1 + below(6); turn > 0; turn -= 1) {
    const at = below(bytes.length + 1);
    const kind = below(7);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at)]);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + below(200)))]);
    else if (kind === 3) bytes = bytes.subarray(0, at);
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + below(300)), bytes.subarray(at)]);
    else if (kind === 5) bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(below(other.length), below(other.length)), bytes.subarray(at)]);
    else for (let k = 0; k < 4; k += 1) if (bytes.length > 0) bytes[below(bytes.length)] = '"<>{}@\t\r\n,;|%-&'.charCodeAt(below(16));
  }
  return bytes;
};

const lines = ['# Fuzzing', '', `${rounds.toLocaleString('en')} mutated inputs a format, seed fixed.`, '', '| format | inputs | citations | rejections | crashes | slowest ms |', '|---|---:|---:|---:|---:|---:|'];
for (const format of formats) {
  const samples = samplesOf(format);
  if (format.reader === undefined || samples.length === 0) continue;
  let citations = 0;
  let rejections = 0;
  let slowest = 0;
  const crashes: string[] = [];
  const count = (read: Read): void => {
    if (isRejection(read)) rejections += 1;
    else citations += 1;
  };
  for (let round = 0; round < rounds; round += 1) {
    const bytes = mutated(samples[below(samples.length)] ?? Buffer.alloc(0), samples[below(samples.length)] ?? Buffer.alloc(0));
    const text = new TextDecoder().decode(bytes);
    const began = performance.now();
    try {
      format.sniff(text.slice(0, 65_536));
      const reader = format.reader({ file: 'fuzz' });
      const size = 1 + below(text.length + 1);
      for (let at = 0; at < text.length; at += size) for (const read of reader.push(text.slice(at, at + size))) count(read);
      for (const read of reader.end()) count(read);
      if (!Array.isArray(reader.noticed)) throw new Error('no notices');
    } catch (error) {
      crashes.push(`round ${String(round)}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    }
    slowest = Math.max(slowest, performance.now() - began);
  }
  const row = `| ${format.name} | ${String(rounds)} | ${String(citations)} | ${String(rejections)} | ${String(crashes.length)} | ${slowest.toFixed(0)} |`;
  lines.push(row);
  process.stdout.write(`${row}\n${crashes.slice(0, 3).join('\n')}${crashes.length > 0 ? '\n' : ''}`);
}
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/fuzz.md', `${lines.join('\n')}\n`);
