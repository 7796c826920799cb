// Does any format break on damaged files? Mutates bytes of the samples with a fixed seed: `node bench/run.mjs fuzz [mutations a format] [format]`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { formats } from '../main/formats/all.ts';
import type { Format } from '../main/formats/format.ts';
import { isRejection } from '../shared/citation.ts';
import { failures } from '../shared/failures.ts';

const [wanted = '10000', only] = process.argv.slice(2);
const count = Number(wanted);
const root = 'test/samples/formats';

/** Mulberry32: small, seeded, good enough to choose bytes. */
const chance = (seed: number): (() => number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** Pieces that mean something to some format. */
const tokens = [
  '{',
  '}',
  '"',
  '\\',
  '@article{',
  '<record>',
  '</record>',
  '<![CDATA[',
  '<!ENTITY a "b">',
  '&#0;',
  '\r',
  '\n\n',
  '\u0000',
  '\ufeff',
  '%0 ',
  'PT J\n',
  'ER\n',
  'TY  - ',
  '<1>\n',
  'PMID: ',
  '1. ',
  '$',
  ';',
  '\t',
  ' '.repeat(200),
  '{'.repeat(300),
  '['.repeat(300),
];

const mutate = (bytes: Buffer, random: () => number): Buffer => {
  let out = bytes;
  for (let edits = 1 + Math.floor(random() * 8); edits > 0; edits -= 1) {
    const at = Math.floor(random() * out.length);
    const length = Math.floor(random() * random() * 400);
    const kind = Math.floor(random() * 6);
    if (kind === 0) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + length)]);
    else if (kind === 1) out = Buffer.concat([out.subarray(0, at), Buffer.from([Math.floor(random() * 256)]), out.subarray(at)]);
    else if (kind === 2) {
      out = Buffer.from(out);
      out[at] = Math.floor(random() * 256);
    } else if (kind === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(at, at + length), out.subarray(at)]);
    else if (kind === 4)
      out = Buffer.concat([out.subarray(0, at), Buffer.from(tokens[Math.floor(random() * tokens.length)] ?? ''), out.subarray(at)]);
    else out = out.subarray(0, Math.max(1, at));
  }
  return out;
};

const read = (format: Format, text: string, size: number): { citations: number; rejections: number; said: string } => {
  const reader = format.reader?.({ file: 'f' });
  let citations = 0;
  let rejections = 0;
  let said = '';
  const lines = text.split(/\r\n|\n|\r/).length;
  const take = (items: Iterable<unknown>): void => {
    for (const item of items as Iterable<Parameters<typeof isRejection>[0]>) {
      const line = isRejection(item) ? item.line : item.source.line;
      if (!Number.isInteger(line) || line < 1 || (line > lines && format.name !== 'jsonl'))
        throw new Error(`line ${String(line)} of ${String(lines)}`);
      if (isRejection(item)) {
        if (!(item.code in failures)) throw new Error(`code ${item.code}`);
        rejections += 1;
        said += `${item.code}:${String(item.line)};`;
      } else {
        if (item.id === '' || item.title === '') throw new Error('an empty field');
        citations += 1;
        said += `${item.id}:${String(item.title)};`;
      }
    }
  };
  for (let at = 0; at < text.length; at += size) take(reader?.push(text.slice(at, at + size)) ?? []);
  take(reader?.end() ?? []);
  for (const { code } of reader?.noticed ?? []) if (!(code in failures)) throw new Error(`code ${code}`);
  return { citations, rejections, said };
};

const rows: string[] = [];
for (const format of formats) {
  if (format.reader === undefined || (only !== undefined && only !== format.name)) continue;
  if (!existsSync(`${root}/${format.name}`)) continue;
  const names = readdirSync(`${root}/${format.name}`).sort();
  const samples = names.map((name) => readFileSync(`${root}/${format.name}/${name}`));
  if (samples.length === 0) continue;
  const random = chance(20_260_101);
  let citations = 0;
  let rejections = 0;
  let slowest = 0;
  let broken = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const bytes = mutate(samples[turn % samples.length] ?? Buffer.alloc(1), random);
    const text = new TextDecoder().decode(bytes);
    const size = 1 + Math.floor(random() * 300);
    const began = performance.now();
    try {
      format.sniff(text.slice(0, 65_536));
      const whole = read(format, text, text.length + 1);
      slowest = Math.max(slowest, performance.now() - began);
      citations += whole.citations;
      rejections += whole.rejections;
      if (turn % 5 === 0 && read(format, text, size).said !== whole.said) throw new Error(`pieces of ${String(size)} say something else`);
    } catch (error) {
      broken += 1;
      if (broken <= 3) {
        mkdirSync('bench/work', { recursive: true });
        writeFileSync(`bench/work/fuzz-${format.name}-${String(turn)}`, bytes);
        process.stdout.write(
          `${format.name} ${String(turn)}: ${error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' | ') : ''}\n`,
        );
      }
    }
  }
  rows.push(
    `| ${format.name} | ${String(samples.length)} | ${String(count)} | ${String(citations)} | ${String(rejections)} | ${String(broken)} | ${slowest.toFixed(0)} |`,
  );
  process.stdout.write(`${rows.at(-1) ?? ''}\n`);
}
const table = [
  '# Damaged files',
  '',
  `${String(count)} mutations of bytes a format, seed 20260101: nothing thrown, lines and codes in range, the same in pieces.`,
  '',
  '| format | samples | inputs | citations | rejections | broken | slowest ms |',
  '|---|---:|---:|---:|---:|---:|---:|',
  ...rows,
  '',
];
if (only === undefined) {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/fuzz.md', table.join('\n'));
}
