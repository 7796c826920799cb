// How fast does the whole engine answer, as a page sees it? Import, order after a decision, calls meanwhile: node dist/bench/engine.js [N …]; to bench/results/engine.md
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ask, overChannel } from '../main/engine/client.ts';
import type { Engine } from '../shared/contract.ts';
import { freshFolder, resources } from '../test/built.ts';
import { running, type Running } from '../test/shells/serve/running.ts';
import { makeNbib } from './make-nbib.ts';

const root = join(resources, '..');
const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0);
const decisions = 40;

const ms = (from: number) => performance.now() - from;
const sorted = (times: readonly number[]) => [...times].sort((a, b) => a - b);
const share = (times: readonly number[], at: number) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * at))] ?? NaN;
const show = (times: readonly number[]) => `${share(times, 0.5).toFixed(1)} / ${share(times, 0.95).toFixed(1)}`;

/** The engine's process: the only child of the server's. */
const engineOf = ({ process: { pid } }: Running): number =>
  Number(
    readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
      .trim()
      .split(' ')[0],
  );
const peakMb = (pid: number): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;

/** User and system, of the whole process: what the machine's other work does not change much. */
const cpuSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .split(') ')
    .at(-1)!
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

interface Measured {
  readonly n: number;
  readonly kept: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly importMs: number;
  readonly rankedMs: number;
  readonly peak: number;
  /** MB and s of CPU until then. */
  readonly used: Readonly<Record<'importPeak' | 'rankedPeak' | 'importCpu' | 'rankedCpu', number>>;
  readonly saved: readonly number[];
  readonly next: readonly number[];
  readonly order: readonly number[];
  readonly meanwhile: readonly number[];
}

/** A step of `review.watch` that says a new order is there. */
const newOrder = (engine: Engine, review: string) => {
  let wake: () => void = () => undefined;
  let seen = 0;
  const stop = new AbortController();
  ask(
    engine,
    'review.watch',
    { review },
    {
      signal: stop.signal,
      step: ({ queue }) => {
        if (queue) seen += 1;
        wake();
      },
    },
  ).catch(() => undefined);
  return {
    after: async (count: number) => {
      while (seen <= count) await new Promise<void>((resolve) => (wake = resolve));
    },
    get seen() {
      return seen;
    },
    stop: () => {
      stop.abort();
    },
  };
};

const measure = async (n: number): Promise<Measured> => {
  const folder = freshFolder(`bench-${String(n)}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'made.nbib');
  makeNbib(file, n, 0.1);
  const serve = await running('bench-engine', { at: folder });
  const engine = overChannel(await serve.channel());
  const { file: ref } = await serve.upload('made.nbib', readFileSync(file));
  const { review } = await ask(engine, 'review.create', { key: 'bench-engine' });
  const given = JSON.parse(readFileSync(join(resources, 'sample', 'protocol.json'), 'utf8')) as {
    title: string;
    question: string;
    criteria: string[];
    booleanQuery: string;
  };
  await ask(engine, 'protocol.set', { review, key: 'bench-protocol', protocol: given });
  const phases: Record<string, number> = {};
  const started = performance.now();
  let [phase, since] = ['read', started];
  const { receipts } = await ask(
    engine,
    'import.files',
    { review, files: [ref] },
    {
      step: ({ doing }) => {
        if (doing === phase) return;
        phases[phase] = (phases[phase] ?? 0) + ms(since);
        [phase, since] = [doing, performance.now()];
      },
    },
  );
  phases[phase] = (phases[phase] ?? 0) + ms(since);
  const importMs = ms(started);
  const importPeak = peakMb(engineOf(serve));
  const importCpu = cpuSeconds(engineOf(serve));
  await ask(engine, 'rank.again', { review });
  const rankedMs = ms(started);
  const rankedPeak = peakMb(engineOf(serve));
  const rankedCpu = cpuSeconds(engineOf(serve));
  const saved: number[] = [];
  const next: number[] = [];
  const order: number[] = [];
  const meanwhile: number[] = [];
  const orders = newOrder(engine, review);
  for (let at = 0; at < decisions; at += 1) {
    const { cards } = await ask(engine, 'screen.queue', { review, count: 3 });
    const before = orders.seen;
    const pressed = performance.now();
    await ask(engine, 'screen.decide', {
      review,
      key: `bench-decision-${String(at)}`,
      citation: cards[0]!.citation,
      verdict: at % 4 === 1 ? 'include' : 'exclude',
      stage: 'abstract',
    });
    saved.push(ms(pressed));
    await ask(engine, 'screen.queue', { review, count: 3 });
    next.push(ms(pressed));
    const state = { there: false };
    const arrived = orders.after(before).then(() => {
      order.push(ms(pressed));
      state.there = true;
    });
    while (!state.there) {
      const asked = performance.now();
      await ask(engine, 'review.summary', { review });
      meanwhile.push(ms(asked));
      await new Promise((resolve) => setTimeout(resolve, 8)); // a page asks now and then; the server's limit is 200 a second
    }
    await arrived;
  }
  orders.stop();
  const peak = peakMb(engineOf(serve));
  await serve.stop();
  const used = { importPeak, rankedPeak, importCpu, rankedCpu };
  return { n, kept: receipts[0]!.kept, phases, importMs, rankedMs, peak, used, saved, next, order, meanwhile };
};

const rows: string[] = [];
for (const n of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) {
  const { kept, phases, importMs, rankedMs, peak, used, saved, next, order, meanwhile } = await measure(n);
  const spent = Object.entries(phases)
    .map(([name, time]) => `${name} ${(time / 1000).toFixed(1)}`)
    .join(', ');
  rows.push(
    `| ${String(n)} | ${String(kept)} | ${(importMs / 1000).toFixed(1)} (${spent}) | ${String(Math.round((n * 1000) / importMs))} | ${(rankedMs / 1000).toFixed(1)} | ${used.importCpu.toFixed(1)} / ${used.rankedCpu.toFixed(1)} | ${used.importPeak.toFixed(0)} / ${used.rankedPeak.toFixed(0)} / ${peak.toFixed(0)} | ${show(saved)} | ${show(next)} | ${show(order)} | ${show(meanwhile)} |`,
  );
  process.stdout.write(`${rows.at(-1)!}\n`);
}
mkdirSync(join(root, 'bench', 'results'), { recursive: true });
writeFileSync(
  join(root, 'bench', 'results', 'engine.md'),
  `# The engine as a page sees it

Made by \`node dist/bench/engine.js\`: a running \`serve\`, everything over its socket. Files by \`bench/make-nbib.ts\` (10% duplicates), protocol of the sample review, ${String(decisions)} decisions one after the other.
Times in ms (median / 95th percentile) but for import and ranked (s). ${cpus()[0]?.model ?? ''}, ${String(cpus().length)} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}.
*CPU*: of the engine's process until imported / ranked. *peak*: resident, until imported / ranked / the end.
*ranked*: from the start of the import to the first order by the protocol. *saved*: decision to its answer. *next*: decision to the next cards. *order*: decision to the order that it changed. *meanwhile*: any call while that order is made.

| records | kept | import s | records/s | ranked s | CPU s | peak MB | saved | next | order | meanwhile |
|---:|---:|---|---:|---:|---|---|---|---|---|---|
${rows.join('\n')}
`,
);
