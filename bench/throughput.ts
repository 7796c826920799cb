// How fast is each format read and written at 100,000 records, and in how much memory? Each in a process of its own, beside a peer.
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readFile, writeFile } from '../main/engine/reading/index.ts';
import type { Outgoing } from '../main/formats/index.ts';

const records = Number(process.env['RECORDS'] ?? 100_000);
const aims: Record<string, number> = { ris: 50_000, nbib: 25_000, csv: 30_000, 'pubmed-xml': 8_000, xlsx: 15_000 };
const names = ['ris', 'nbib', 'pubmed-xml', 'csv', 'tsv', 'xlsx', 'jsonl', 'endnote-xml', 'bibtex', 'wos', 'enw', 'csl-json'];

/** A vocabulary of our own; a small generator of numbers keeps the text the same everywhere. */
const words =
  'patients trial randomised placebo treatment outcome effect risk group baseline follow screening review method analysis cohort women men children older adults pain sleep anxiety asthma stroke diabetes exercise diet therapy nurse clinic hospital rural urban intervention control measured reported improved reduced increased significantly however therefore associated between during after before among within without compared confidence interval mean difference score scale weeks months years'.split(
    ' ',
  );
const families =
  'Asante Lindqvist Mensah Okafor Boateng Novak Horvat Silva Kim Darko Müller Dubois Haddad Nkrumah Larsen Agarwal Patel Smit Marsh Owusu'.split(' ');
function* citations(n: number): Generator<Outgoing> {
  let seed = 12_345;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 4_294_967_296) * below);
  };
  const text = (length: number): string => Array.from({ length }, () => words[next(words.length)] ?? '').join(' ');
  for (let at = 1; at <= n; at += 1) {
    const year = 1990 + next(35);
    yield {
      citation: {
        id: String(10_000_000 + at),
        title: `${text(12)}: ${text(4)}`,
        abstract: ['BACKGROUND', 'METHODS', 'RESULTS', 'CONCLUSIONS'].map((label) => `${label}: ${text(38)}.`).join('\n'),
        authors: Array.from(
          { length: 3 + next(4) },
          () => `${families[next(families.length)] ?? ''}, ${String.fromCharCode(65 + next(26))}${String.fromCharCode(65 + next(26))}`,
        ),
        year,
        date: `${String(year)}-0${String(1 + next(9))}`,
        journal: `Journal of ${text(2)}`,
        issn: '1234-5678',
        volume: String(1 + next(90)),
        issue: String(1 + next(12)),
        pages: `${String(100 + next(100))}-${String(201 + next(100))}`,
        doi: `10.5555/inv.${String(at)}`,
        pmid: String(10_000_000 + at),
        keywords: Array.from({ length: 5 }, () => text(2)),
        language: 'eng',
        type: ['Journal Article'],
        source: { file: 'made', line: at },
      },
    };
  }
}

const [mode, name = '', path = ''] = process.argv.slice(2);
if (mode === 'write') {
  const began = performance.now();
  await writeFile(name, citations(records), path);
  process.stdout.write(JSON.stringify({ seconds: (performance.now() - began) / 1000 }));
} else if (mode === 'read' || mode === 'papaparse' || mode === 'lines') {
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const began = performance.now();
  let n = 0;
  if (mode === 'read') {
    const steps = readFile(path);
    while ((await steps.next()).done !== true) {
      n += 1;
      if (n % 2_000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    }
  } else if (mode === 'lines') for await (const line of createInterface({ input: createReadStream(path) })) n += line.startsWith('ER  -') ? 1 : 0;
  else
    await new Promise<void>((resolve) =>
      Papa.parse(createReadStream(path, 'utf8'), {
        delimiter: ',',
        step: () => {
          n += 1;
        },
        complete: () => resolve(),
      }),
    );
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  const used = process.cpuUsage();
  process.stdout.write(
    JSON.stringify({ n, seconds, cpu: (used.user + used.system) / 1e6, idle, peak: Math.max(peak, process.resourceUsage().maxRSS * 1024) }),
  );
} else {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-throughput-'));
  const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : names;
  const self = process.argv[1] ?? '';
  const run = (...args: string[]): Record<string, number> => {
    const done = spawnSync(process.execPath, [self, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (done.status !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}`);
    return JSON.parse(done.stdout) as Record<string, number>;
  };
  const lines = [
    '# Throughput',
    '',
    `${records.toLocaleString('en')} invented records of about 1.5 kB a format; each line a process of its own, on a machine shared with other work: the second figure is records a second of processor time.`,
    '',
    '| format | MB | read, records/s | of processor time | aim | peak above idle, MB | written, records/s |',
    '|---|---:|---:|---:|---:|---:|---:|',
  ];
  const line = (label: string, size: number, read: Record<string, number>, aim: number | undefined, write: number | undefined): void => {
    const row = `| ${label} | ${(size / 1e6).toFixed(0)} | ${Math.round((read['n'] ?? 0) / (read['seconds'] ?? 1)).toLocaleString('en')} | ${Math.round((read['n'] ?? 0) / (read['cpu'] ?? 1)).toLocaleString('en')} | ${aim?.toLocaleString('en') ?? ''} | ${(((read['peak'] ?? 0) - (read['idle'] ?? 0)) / 1e6).toFixed(0)} | ${write === undefined ? '' : Math.round(records / write).toLocaleString('en')} |`;
    lines.push(row);
    process.stdout.write(`${row}\n`);
  };
  try {
    for (const format of wanted) {
      const file = join(folder, `made.${format}`);
      const write = run('write', format, file)['seconds'] ?? 0;
      const size = statSync(file).size;
      line(format, size, run('read', format, file), aims[format], write);
      if (format === 'csv') line('csv, papaparse alone (rows only)', size, run('papaparse', format, file), undefined, undefined);
      if (format === 'ris') line('ris, node:readline alone (lines only)', size, run('lines', format, file), undefined, undefined);
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (wanted === names) {
    mkdirSync('bench/results', { recursive: true });
    writeFileSync('bench/results/throughput.md', `${lines.join('\n')}\n`);
  }
}
