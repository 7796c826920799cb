// How are many screenings simulated? Over the cores, one row a run as it is done, a run that was done before is not done again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Step } from '../../../shared/work.ts';
import { writeAtomically } from '../../files/index.ts';
import { runColumns, type RunRow } from '../../measures/row.ts';
import type { Level } from '../../screening/labelled.ts';
import { crew } from '../crew.ts';
import { threadFolder } from '../placement.ts';
import type { Evidence } from './evidence.ts';
import { standings } from '../../measures/systems.ts';
import { rankerNamed } from '../rank/choose.ts';
import { ruleNamed } from '../../stopping/all.ts';
import { stoppingColumns, stoppingRows, type StoppingRow } from './stopping.ts';
import type { RunDone, RunTask } from '../work/simulated.ts';

export interface SimulateOptions {
  readonly folders: readonly string[];
  readonly rankers: readonly string[];
  readonly priors: readonly ('none' | '1+1')[];
  readonly seeds: number;
  readonly labels: Level;
  /** `{review: [[relevant, irrelevant], …]}`, one list a seed. */
  readonly priorIds?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Stopping rules by name and the recalls aimed at. */
  readonly stop: readonly string[];
  readonly targets: readonly number[];
  /** Share of the picks that look beyond the likeliest records. */
  readonly explore: number;
  readonly out: string;
  /** Which models say it, where they are not the usual ones: what others said is not taken for it. */
  readonly models?: readonly (string | undefined)[];
  /** What the network says of a set; absent: rankers do without. */
  readonly evidence?: ((folder: string) => Promise<Evidence | undefined>) | undefined;
  readonly signal: AbortSignal;
  readonly step: (step: Step) => void;
  readonly done: (row: RunRow) => void;
}

/** Static rankers run once; learners with each kind of priors, without priors by seed alone too (ties). */
const tasksOf = ({ folders, rankers, priors, seeds, labels, explore, priorIds }: SimulateOptions): RunTask[] =>
  folders.flatMap((folder) =>
    rankers.flatMap((ranker): RunTask[] => {
      if (!rankerNamed(ranker).learns) return [{ folder, ranker, priors: 'none', seed: 0, labels }];
      return priors.flatMap((kind) => {
        const lists = kind === '1+1' ? priorIds?.[basename(folder)] : undefined;
        const count = kind === 'none' ? 1 : (lists?.length ?? seeds);
        return Array.from({ length: Math.min(count, seeds) }, (_unused, seed): RunTask => ({
          folder,
          ranker,
          priors: kind,
          seed,
          labels,
          ...(explore === 0 ? {} : { explore }),
          ...(lists?.[seed] === undefined ? {} : { priorIds: lists[seed] }),
        }));
      });
    }),
  );

const nameOf = ({ folder, ranker, priors, seed, labels }: RunTask): string => `${basename(folder)}.${ranker}.${priors}.${String(seed)}.${labels}`;

/** Of everything that a run follows from beside the task: a set that was changed is another set. */
const digestOf = (folder: string): string => {
  const hash = createHash('sha256');
  for (const name of ['records.tsv.gz', 'records.tsv', 'protocol.json']) {
    const path = join(folder, name);
    hash.update(existsSync(path) ? readFileSync(path) : '').update(`\0${name}\0`);
  }
  return hash.digest('hex');
};

/** @returns rows in the order of the tasks, whatever order they were done in */
export const simulateAll = async (options: SimulateOptions): Promise<RunRow[]> => {
  for (const rule of options.stop) ruleNamed(rule); // wrong names are told before the work
  const tasks = tasksOf(options);
  const orders = join(options.out, 'orders');
  const kept = join(options.out, 'rows');
  mkdirSync(orders, { recursive: true });
  mkdirSync(kept, { recursive: true });
  const rows: (RunRow | undefined)[] = tasks.map(() => undefined);
  const pool = crew('work', threadFolder(), availableParallelism());
  const stopping: (readonly StoppingRow[])[] = tasks.map(() => []);
  let done = 0;
  const digests = new Map(options.folders.map((folder) => [folder, digestOf(folder)]));
  const said = new Map<string, Promise<Evidence | undefined>>();
  const evidenceOf = (folder: string) => {
    if (!said.has(folder)) said.set(folder, options.evidence?.(folder) ?? Promise.resolve(undefined));
    return said.get(folder)!;
  };
  try {
    await Promise.all(
      tasks.map(async (task, at) => {
        const file = join(kept, `${nameOf(task)}.json`);
        const wanted = JSON.stringify([
          task,
          options.stop,
          options.targets,
          options.evidence !== undefined,
          rankerNamed(task.ranker).version,
          digests.get(task.folder),
          ...(options.models ?? []),
        ]);
        const before = existsSync(file)
          ? (JSON.parse(readFileSync(file, 'utf8')) as { wanted: string; row: RunRow; stopping: StoppingRow[] })
          : undefined;
        if (before?.wanted === wanted) {
          rows[at] = before.row;
          stopping[at] = before.stopping;
        } else {
          const run = await pool.run<RunDone>('simulate', { ...task, evidence: await evidenceOf(task.folder) }, { signal: options.signal });
          rows[at] = run.row;
          stopping[at] = stoppingRows(run, options.stop, options.targets);
          const lines = run.ids.map((id, place) => `${String(place + 1)}\t${id}\t${String(run.gold[place])}\t${String(run.prior[place])}\n`);
          await writeAtomically(join(orders, `${nameOf(task)}.tsv.gz`), [gzipSync(`rank\tid\tlabel\tprior\n${lines.join('')}`)]);
          await writeAtomically(file, [JSON.stringify({ wanted, row: run.row, stopping: stopping[at] })]);
        }
        done += 1;
        options.step({ done, total: tasks.length });
        options.done(rows[at]);
      }),
    );
  } finally {
    await pool.close();
  }
  const all = rows.filter((row) => row !== undefined);
  await writeAtomically(join(options.out, 'runs.csv'), [csv(runColumns, all)]);
  await writeAtomically(join(options.out, 'summary.csv'), [csv(summaryColumns, summarise(all))]);
  if (options.stop.length > 0) await writeAtomically(join(options.out, 'stopping.csv'), [csv(stoppingColumns, stopping.flat())]);
  return all;
};

const cell = (value: unknown): string => {
  const text =
    value === undefined
      ? ''
      : typeof value === 'number'
        ? Number.isInteger(value)
          ? String(value)
          : String(Number(value.toFixed(6)))
        : (value as string);
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

export const csv = <T extends object>(columns: readonly (keyof T & string)[], rows: readonly T[]): string =>
  `${columns.join(',')}\n${rows.map((row) => `${columns.map((column) => cell(row[column])).join(',')}\n`).join('')}`;

const measures = ['ap', 'wss95', 'wss100', 'recall10', 'recall20', 'last_rel', 'loss', 'ndcg', 'atd', 'seconds'] as const;
/** Borda points by loss over the reviews that all of them ran on: reviews of unlike difficulty weigh the same. */
const summaryColumns = ['ranker', 'priors', 'reviews', 'runs', ...measures, 'borda_loss'] as const;
type SummaryRow = {
  readonly ranker: string;
  readonly priors: string;
  readonly reviews: number;
  readonly runs: number;
  readonly borda_loss?: number;
} & Partial<Readonly<Record<(typeof measures)[number], number>>>;

/** Of one review, seeds first. */
const meanOf = (group: readonly RunRow[], review: string, name: (typeof measures)[number]): number | undefined => {
  const values = group.filter((row) => row.review === review).flatMap((row) => row[name] ?? []);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
};

/** Seeds within a review first, then reviews, each weighing the same. */
export const summarise = (rows: readonly RunRow[]): SummaryRow[] => {
  const groups = new Map<string, RunRow[]>();
  for (const row of rows) groups.set(`${row.ranker}\t${row.priors}`, [...(groups.get(`${row.ranker}\t${row.priors}`) ?? []), row]);
  const systems = [...groups.keys()];
  const shared = [...new Set(rows.map((row) => row.review))].filter((review) =>
    systems.every((system) => meanOf(groups.get(system)!, review, 'loss') !== undefined),
  );
  const table = shared.map((review) => systems.map((system) => meanOf(groups.get(system)!, review, 'loss')!));
  const places = new Map(standings(systems, table, 'less').map(({ system, borda }) => [system, borda]));
  return [...groups].map(([system, group]) => {
    const reviews = [...new Set(group.map((row) => row.review))];
    const mean = (name: (typeof measures)[number]) => {
      const each = reviews.flatMap((review) => meanOf(group, review, name) ?? []);
      return each.length === 0 ? undefined : each.reduce((sum, value) => sum + value, 0) / each.length;
    };
    const { ranker, priors } = group[0]!;
    return {
      ranker,
      priors,
      reviews: reviews.length,
      runs: group.length,
      ...Object.fromEntries(measures.map((name) => [name, mean(name)])),
      borda_loss: places.get(system),
    };
  });
};
