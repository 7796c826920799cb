// How fast does the network say it, beside Python's onnxruntime and this machine's matrix product in the same run? node bench/run.mjs models
// [--records 1000] [--models l6-int8,l6-fp32] [--tokens 128] [--python PATH]; the table goes to bench/results/models.md. Python with torch, transformers,
// onnx, onnxruntime and tokenizers makes the models (random weights in the shapes of L6-H384, L12-H384 and BERT-base) once, under bench/work/models.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { networkText } from '../main/engine/rank/network-text.ts';
import { makeBatches, paddingWaste } from '../main/models/batches.ts';
import { openTokens } from '../main/models/folder.ts';
import { framesOf } from '../main/models/frames.ts';
import { startScorer } from '../main/models/index.ts';
import { dependsOnBatch, judgeFile } from '../main/models/onnx/judge.ts';
import { readSet, setNames } from './sets.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000' },
    models: { type: 'string', default: 'l6-int8,l6-fp32,l12-int8,l12-fp32,base-int8,base-fp32' },
    tokens: { type: 'string', default: '128' },
    threads: { type: 'string', default: '2' },
    python: { type: 'string', default: 'training/.venv/bin/python' },
    out: { type: 'string', default: 'bench/results/models.md' },
  },
});
const work = 'bench/work/models';
const threads = Number(values.threads);
const maxTokens = Number(values.tokens);
const python = (...args: string[]): string =>
  execFileSync(values.python, ['bench/peers/encoders.py', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

mkdirSync(work, { recursive: true });
python('make', work, 'resources/models/winnow-bi');

/** Abstracts of the labelled reviews, every so many. */
const textsOf = (count: number): string[] => {
  const all = setNames().flatMap((name) =>
    readSet(name, 'final')
      .citations.filter(({ abstract }) => abstract !== undefined)
      .map(networkText),
  );
  const every = Math.max(1, Math.floor(all.length / count));
  return all.filter((_text, at) => at % every === 0).slice(0, count);
};
const texts = textsOf(Number(values.records));

interface Figures {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly startMs: number;
  readonly firstMs: number;
  readonly rssMb: number;
}

/** Processor seconds and largest memory of a process, as Linux counts them. */
const usageOf = (pid: string): { cpu: number; rssMb: number } => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, rssMb: Number(peak) / 1000 };
};
const child = (): string =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, parent, ...args]) => parent === String(process.pid) && args.join(' ').includes('scorer.js'))![0]!;

const ours = async (folder: string): Promise<Figures> => {
  const began = performance.now();
  const scorer = await startScorer({
    folder,
    entry: 'dist/main/scorer.js',
    threads,
    providers: ['cpu'],
    log: () => undefined,
    patienceMs: 300_000,
    maxTokens,
  });
  const pid = child();
  const started = performance.now();
  const before = usageOf(pid);
  let first: number | undefined;
  const want = { model: '', kind: 'vector', query: '', at: new Uint32Array(0), part: 'both', fold: 'first' } as const;
  for await (const _chunk of scorer.say(want, texts, new AbortController().signal)) first ??= performance.now() - started;
  const wall = (performance.now() - started) / 1000;
  const { cpu, rssMb } = usageOf(pid);
  await scorer.close();
  return { perSecond: texts.length / wall, perCpuSecond: texts.length / (cpu - before.cpu), startMs: started - began, firstMs: first!, rssMb };
};

const shapeOf = (folder: string) =>
  (JSON.parse(readFileSync(`${folder}/model.json`, 'utf8')) as { shape: { layers: number; width: number; inner: number } }).shape;

/** Multiplications and additions of the matrix products of one passage. */
const flopOf = ({ layers, width, inner }: ReturnType<typeof shapeOf>, tokens: number): number =>
  layers * (2 * tokens * (4 * width * width + 2 * width * inner) + 4 * tokens * tokens * width);

if (!existsSync('dist/main/scorer.js')) throw new Error('node scripts/build.mjs first');
const textFile = `${work}/texts.json`;
// Python gets what we show the network: title and abstract as one text.
writeFileSync(textFile, JSON.stringify(texts.map((text) => text.replace(/[.\s]*\n/, '. ').trim())));
const peaks = [1, threads].map(
  (count) => JSON.parse(python('peak', `${work}/matmul.onnx`, String(count))) as { gflops: number; gflopsPerCpu: number },
);
const lines = [
  `## ${String(texts.length)} abstracts, passages of ${String(maxTokens)} tokens, ${String(threads)} threads; load of the machine ${loadavg()[0]!.toFixed(1)} at the start`,
  '',
  `Matrix product 1536³ in fp32: ${peaks[0]!.gflops.toFixed(0)} GFLOP/s with one thread, ${peaks[1]!.gflops.toFixed(0)} with ${String(threads)}; ${peaks[0]!.gflopsPerCpu.toFixed(0)} GFLOP a processor second.`,
  '',
  '| model | who | records/s | a processor second | of the peak | starts in ms | first answer in ms | memory MB | padding |',
  '|---|---|---|---|---|---|---|---|---|',
];
for (const name of values.models.split(',')) {
  const folder = `${work}/${name}`;
  const alone = dependsOnBatch(judgeFile(`${folder}/model.onnx`));
  const tokens = openTokens(folder);
  const lengths = texts.map((text) => framesOf(tokens, text, { part: 'both', fold: 'first', maxTokens, prefix: '' })[0]!.ids.length);
  const flop = lengths.reduce((sum, length) => sum + flopOf(shapeOf(folder), length), 0) / lengths.length;
  const waste = alone ? 0 : paddingWaste(lengths, makeBatches(lengths, { budget: 320, window: 32 }));
  const row = (who: string, one: Figures, padding: string) =>
    `| ${name} | ${who} | ${one.perSecond.toFixed(1)} | ${one.perCpuSecond.toFixed(1)} | ${((100 * one.perCpuSecond * flop) / 1e9 / peaks[0]!.gflopsPerCpu).toFixed(0)} % | ${one.startMs.toFixed(0)} | ${one.firstMs.toFixed(0)} | ${one.rssMb.toFixed(0)} | ${padding} |`;
  const mine = await ours(folder);
  const peer = (count: number) => JSON.parse(python('run', folder, textFile, String(maxTokens), String(count), 'batch')) as Figures;
  lines.push(
    row('Winnow', mine, `${(100 * waste).toFixed(1)} %`),
    row(`Python, ${String(threads)} threads`, peer(threads), ''),
    row('Python, 1 thread', peer(1), ''),
  );
  process.stderr.write(`${lines.slice(-3).join('\n')}\n`);
}
mkdirSync('bench/results', { recursive: true });
if (!existsSync(values.out))
  writeFileSync(
    values.out,
    '# The network’s speed, beside Python’s onnxruntime and tokenizers\n\nMade by `node bench/run.mjs models`; “of the peak”: matrix products of the passages a processor second, by those of the large product with one thread in the same run.\n',
  );
appendFileSync(values.out, `\n${lines.join('\n')}\n`);
process.stdout.write(`${lines.join('\n')}\n`);
