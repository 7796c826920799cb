// What do our rankers reach on the labelled reviews, beside the peers? node bench/run.mjs simulate [--rankers a,b] [--workers 2] [--max-n 6500]
// One file a run under bench/work/simulate (a later call goes on from there); the table goes to bench/results/simulate.md.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runMeasures, type RunMeasures } from '../main/measures/row.ts';
import { bm25Reference } from '../main/rankers/bm25/index.ts';
import { rankers } from '../main/rankers/all.ts';
import { referenceWords } from '../main/rankers/asked.ts';
import { collect } from '../main/screening/view.ts';
import type { LabelledSet, Level } from '../main/screening/labelled.ts';
import { simulate } from '../main/screening/simulate.ts';
import { finish } from '../shared/work.ts';
import { readReference, readSet, setNames } from './sets.ts';

const { values } = parseArgs({
  options: {
    rankers: { type: 'string', default: 'bm25-reference,qlm-jm-reference,bm25,qlm-jm,fuse,elas-u4,elas-u3,autotar,winnow' },
    priors: { type: 'string', default: 'none,1+1' },
    labels: { type: 'string', default: 'final' },
    workers: { type: 'string', default: '1' },
    'max-n': { type: 'string', default: '6500' },
    seeds: { type: 'string', default: '3' },
    only: { type: 'string' },
    part: { type: 'string' },
    out: { type: 'string', default: 'bench/results/simulate.md' },
    work: { type: 'string', default: 'bench/work/simulate' },
  },
});
const maxRecords = Number(values['max-n']);
const level = values.labels as Level;

interface Job {
  readonly review: string;
  readonly ranker: string;
  readonly priors: 'none' | '1+1';
  readonly seed: number;
}
export interface Kept extends Job {
  readonly version: number;
  readonly labels: Level;
  readonly n: number;
  /** Places of all relevant records, priors among them. */
  readonly found: readonly number[];
  readonly measures: RunMeasures;
  readonly seconds: number;
  readonly fits: number;
}

/** The rankers by name, and two with the reference's words and ties for comparison. */
const variants: Readonly<Record<string, { ranker: string; params: object; ties: 'hash' | 'file' }>> = {
  'bm25-reference': { ranker: 'bm25', params: bm25Reference, ties: 'file' },
  'qlm-jm-reference': { ranker: 'qlm-jm', params: referenceWords, ties: 'file' },
  'qlm-dir-reference': { ranker: 'qlm-dir', params: referenceWords, ties: 'file' },
  'elas-u4-reference': { ranker: 'elas-u4', params: {}, ties: 'file' },
  'elas-u3-reference': { ranker: 'elas-u3', params: {}, ties: 'file' },
};
const variantOf = (name: string) => {
  const variant = variants[name] ?? { ranker: name, params: {}, ties: 'hash' as const };
  const ranker = rankers.find((one) => one.name === variant.ranker);
  if (ranker === undefined) throw new Error(`no ranker ${name}`);
  return { ranker, params: ranker.params.parse(variant.params), ties: variant.ties };
};

const reference = readReference();
const names = setNames().filter(
  (name) => (values.only === undefined || values.only.split(',').includes(name)) && reference.reviews[name]?.rankers['elas_u4.priors'] !== undefined,
);
const u4Runs = (review: string) => reference.reviews[review]!.rankers['elas_u4.priors']!.runs.filter((run) => run.target === level);
/** The peer's u3 ran with the first of them only. */
const seedsOf = (review: string, ranker: string) =>
  u4Runs(review).filter((_, at) => at === 0 || (at < Number(values.seeds) && !ranker.startsWith('elas-u3')));
const jobs: Job[] = names
  .filter((review) => reference.reviews[review]!.n <= maxRecords && u4Runs(review).length > 0)
  .sort((one, other) => reference.reviews[one]!.n - reference.reviews[other]!.n)
  .flatMap((review) =>
    values.rankers.split(',').flatMap((ranker): Job[] => {
      const { learns } = variantOf(ranker).ranker;
      if (!learns) return [{ review, ranker, priors: 'none', seed: 0 }];
      return values.priors
        .split(',')
        .flatMap((priors): Job[] =>
          priors === 'none'
            ? [{ review, ranker, priors, seed: 0 }]
            : seedsOf(review, ranker).map(({ seed }) => ({ review, ranker, priors: '1+1', seed: seed! })),
        );
    }),
  )
  .sort((one, other) => one.seed - other.seed); // the first seed of every review before the second of any
const fileOf = ({ review, ranker, priors, seed }: Job) => `${values.work}/${review}.${ranker}.${priors}.${String(seed)}.${level}.json`;
const kept = (job: Job): Kept | undefined => {
  if (!existsSync(fileOf(job))) return undefined;
  const run = JSON.parse(readFileSync(fileOf(job), 'utf8')) as Kept;
  return run.version === variantOf(job.ranker).ranker.version ? run : undefined;
};

const runJobs = (mine: readonly Job[]) => {
  let set: LabelledSet | undefined;
  let collection: ReturnType<typeof collect> | undefined;
  for (const job of mine) {
    if (kept(job) !== undefined) continue;
    if (set?.name !== job.review) {
      set = readSet(job.review, level);
      collection = collect(set.citations);
    }
    const { ranker, params, ties } = variantOf(job.ranker);
    const ids = new Map(set.citations.map(({ id }, at) => [id, at]));
    const given = job.priors === 'none' ? [] : (u4Runs(job.review).find(({ seed }) => seed === job.seed)!.priors ?? []);
    const priors = Uint32Array.from(given, (id) => ids.get(id)!);
    const cpu = process.cpuUsage();
    const run = finish(simulate({ collection: collection!, protocol: set.protocol, gold: set.gold, ranker, params, priors, seed: job.seed, ties }));
    const { user, system } = process.cpuUsage(cpu);
    const found = [...run.order.keys()].filter((at) => set!.gold[run.order[at]!] === 1).map((at) => at + 1);
    const out: Kept = {
      ...job,
      version: ranker.version,
      labels: set.level,
      n: set.gold.length,
      found,
      measures: runMeasures(run.order, set.gold, priors),
      seconds: (user + system) / 1e6,
      fits: run.fits,
    };
    writeFileSync(`${fileOf(job)}.part`, JSON.stringify(out));
    renameSync(`${fileOf(job)}.part`, fileOf(job));
    process.stderr.write(
      `${job.review} ${job.ranker} ${job.priors} ${String(job.seed)}: loss ${out.measures.loss!.toFixed(4)} ap ${out.measures.ap!.toFixed(4)} ${out.seconds.toFixed(1)} s\n`,
    );
  }
};

const columns = ['ap', 'wss95', 'wss100', 'recall10', 'recall20', 'last', 'loss', 'ndcg', 'atd'] as const;
type Row = Record<(typeof columns)[number], number>;
const rowOf = (m: RunMeasures): Row => ({
  ap: m.ap!,
  wss95: m.wss95!,
  wss100: m.wss100!,
  recall10: m.recall10!,
  recall20: m.recall20!,
  last: m.last_rel! / m.n,
  loss: m.loss!,
  ndcg: m.ndcg!,
  atd: m.atd!,
});
const theirs = (m: Readonly<Record<string, number>>): Row => ({
  ap: m.ap!,
  wss95: m.wss95!,
  wss100: m.wss100!,
  recall10: m.recall10!,
  recall20: m.recall20!,
  last: m.last_rel_frac!,
  loss: m.loss!,
  ndcg: m.ndcg!,
  atd: m.atd_frac!,
});
const mean = (rows: readonly Row[]): Row =>
  Object.fromEntries(columns.map((column) => [column, rows.reduce((sum, row) => sum + row[column] / rows.length, 0)])) as Row;
const line = (label: string, reviews: number, row: Row, more: string) =>
  `| ${label} | ${String(reviews)} | ${columns.map((column) => row[column].toFixed(4)).join(' | ')} | ${more} |`;

const peers: Readonly<Record<string, string>> = {
  'elas-u4 1+1': 'elas_u4.priors',
  'elas-u3 1+1': 'elas_u3.priors',
  'elas-u4-reference 1+1': 'elas_u4.priors',
  'elas-u3-reference 1+1': 'elas_u3.priors',
  'bm25-reference none': 'bm25_k1.2_b.75',
  'qlm-jm-reference none': 'qlm_jm.4',
  'qlm-dir-reference none': 'qlm_dir1000',
};

const report = () => {
  const done = jobs.flatMap((job) => kept(job) ?? []);
  const lines = [
    `# Rankers on the labelled reviews beside their peers`,
    '',
    `Label ${level}, reviews of at most ${String(maxRecords)} records. Means: seeds within a review, then reviews. \`≡\` runs with the same places of all relevant records as the peer's.`,
    `Made by \`node bench/run.mjs simulate\`; peers from reference.json (ASReview 3.0.8, an independent BM25) on the same reviews, priors and seeds.`,
    '',
    `| ranker | reviews | ${columns.join(' | ')} | |`,
    `|---|---|${columns.map(() => '---').join('|')}|---|`,
  ];
  for (const kind of [...new Set(done.map((run) => `${run.ranker} ${run.priors}`))]) {
    const runs = done.filter((run) => `${run.ranker} ${run.priors}` === kind);
    const reviews = [...new Set(runs.map((run) => run.review))];
    const own = mean(reviews.map((review) => mean(runs.filter((run) => run.review === review).map((run) => rowOf(run.measures)))));
    const peer = peers[kind];
    const same = runs.flatMap((run) => {
      const other = reference.reviews[run.review]!.rankers[peer ?? '']?.runs.find((one) => one.target === level && (one.seed ?? 0) === run.seed);
      return other === undefined ? [] : [{ run, other }];
    });
    const equal = same.filter(({ run, other }) => JSON.stringify(run.found) === JSON.stringify(other.found)).length;
    lines.push(line(kind, reviews.length, own, `${(runs.reduce((sum, run) => sum + run.seconds, 0) / runs.length).toFixed(1)} s a run`));
    if (peer === undefined || same.length === 0) continue;
    const their = mean(
      reviews.flatMap((review) => {
        const rows = same.filter(({ run }) => run.review === review).map(({ other }) => theirs(other.metrics));
        return rows.length > 0 ? [mean(rows)] : [];
      }),
    );
    lines.push(line(`↳ ${peer}`, reviews.length, their, `≡ ${String(equal)} of ${String(same.length)}`));
  }
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(values.out, `${lines.join('\n')}\n`);
  process.stdout.write(`${lines.join('\n')}\n`);
};

mkdirSync(values.work, { recursive: true });
const workers = Number(values.workers);
if (values.part !== undefined) {
  // Reviews are dealt out in turn, so that each worker reads and indexes its own once.
  const [own = 0, of = 1] = values.part.split('/').map(Number);
  const order = [...new Set(jobs.map((job) => job.review))];
  runJobs(jobs.filter((job) => order.indexOf(job.review) % of === own));
} else if (workers <= 1) {
  runJobs(jobs);
  report();
} else {
  const children = Array.from({ length: workers }, (_, own) =>
    spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...process.argv.slice(2), '--part', `${String(own)}/${String(workers)}`], {
      stdio: 'inherit',
    }),
  );
  const codes = await Promise.all(children.map((child) => new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)))));
  report();
  process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
}
