// How would reviews have gone with other rankers? Over their own labels, run by run on all cores; what was run is not run again.
import { availableParallelism } from 'node:os';
import type { InputOf, SimulationRow } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { ruleNamed } from '../../stopping/all.ts';
import { crew } from '../crew.ts';
import { threadFolder } from '../placement.ts';
import { rankerNamed } from '../rank/choose.ts';
import type { SetTask, SimulateTask } from '../work/simulate.ts';
import { stepping, type Answers, type World } from './answer.ts';

type Told = Step & { row?: SimulationRow };

/** Runs that are done, by everything they follow from: a run that was cancelled goes on where it was. */
const done = new WeakMap<World, Map<string, SimulationRow>>();
const mostKept = 2_000;

const keptIn = (world: World): Map<string, SimulationRow> => {
  const rows = done.get(world) ?? new Map<string, SimulationRow>();
  done.set(world, rows);
  if (rows.size > mostKept) rows.clear();
  return rows;
};

export const simulate: Answers<'simulate.run'> = {
  'simulate.run': (world, input, signal) => stepping<Told, readonly SimulationRow[]>((step) => simulateAll(world, input, { signal, step })),
};

/** A ranker that does not learn orders once, whatever the seed. */
const seedsOf = (ranker: string, seeds: number): readonly number[] =>
  rankerNamed(ranker).learns ? Array.from({ length: seeds }, (_, at) => at + 1) : [0];

const simulateAll = async (
  world: World,
  { review: id, also = [], rankers, priors, seeds, rules = [], target = 0.95 }: InputOf<'simulate.run'>,
  { signal, step }: { signal: Signal; step: (step: Told) => void },
): Promise<readonly SimulationRow[]> => {
  for (const rule of rules) ruleNamed(rule); // wrong names are told before the work
  const { host, reviews, library } = world;
  const encoder = reviews.get(id).ranking.encoder;
  const paths = [...new Set([id, ...also])].map((one) => library.get(one).path);
  const kept = keptIn(world);
  const pool = crew('work', host.threads ?? threadFolder(), availableParallelism());
  try {
    const sets = await Promise.all(paths.map((path) => setOf(pool, { path, encoder }, signal)));
    const runs = sets.flatMap((set) =>
      rankers.flatMap((ranker) =>
        seedsOf(ranker, seeds).map((seed) => ({ set, task: { ...set, ranker, priors, seed, rules, target } satisfies SimulateTask })),
      ),
    );
    const total = runs.reduce((sum, { set }) => sum + set.records, 0);
    const far = new Float64Array(runs.length);
    // Steps of a fit inside a run count something else.
    const tell = (at: number, read: number, row?: SimulationRow) => {
      far[at] = Math.max(far[at]!, read);
      const sum = far.reduce((all, one) => all + one, 0);
      step({ done: sum, total, ...(row && { row }) });
    };
    return await Promise.all(
      runs.map(async ({ set, task }, at) => {
        const { path: _path, encoder: _encoder, ...follows } = task;
        const name = JSON.stringify([follows, rankerNamed(task.ranker).version]);
        const row =
          kept.get(name) ??
          (await pool.run<SimulationRow>('simulateReview', task, { signal, step: (now) => tell(at, now.total === set.records ? now.done : 0) }));
        kept.set(name, row);
        tell(at, set.records, row);
        return row;
      }),
    );
  } finally {
    await pool.close();
  }
};

const setOf = async (pool: ReturnType<typeof crew>, task: SetTask, signal: Signal) => {
  if (signal.aborted) throw new Failure('call.cancelled');
  return { ...task, ...(await pool.run<{ digest: string; records: number }>('simulateSet', task, { signal })) };
};
