// One simulated screening in a work thread: a labelled set, a ranker, priors, a seed.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../../shared/failures.ts';
import { runRow, type RunRow } from '../../measures/row.ts';
import type { Collection } from '../../rankers/ranker.ts';
import { labelledSet, type LabelledSet, type Level } from '../../screening/labelled.ts';
import { drawPriors, simulate } from '../../screening/simulate.ts';
import { collect } from '../../screening/view.ts';
import { parseProtocol } from '../../protocol/parse.ts';
import { rankerNamed } from '../rank/choose.ts';
import { answering, type Evidence } from '../batch/evidence.ts';
import { readText } from '../batch/text.ts';
import type { Desk } from '../talk.ts';
import { drive } from '../thread.ts';

export interface RunTask {
  readonly folder: string;
  readonly ranker: string;
  readonly priors: 'none' | '1+1';
  readonly seed: number;
  readonly labels: Level;
  /** Share of the picks that look beyond the likeliest records. */
  readonly explore?: number;
  /** Ids that fix the priors; drawn by the seed where absent. */
  readonly priorIds?: readonly string[];
}

/** What the network said of the set, on shared memory. */
export type RunInput = RunTask & { readonly evidence?: Evidence | undefined };

export interface RunDone {
  readonly row: RunRow;
  /** Ids as screened, priors first, with 1/0 and whether they were priors. */
  readonly ids: readonly string[];
  readonly gold: Uint8Array;
  readonly prior: Uint8Array;
}

export const setFrom = (folder: string, labels: Level): LabelledSet => {
  const records = ['records.tsv.gz', 'records.tsv'].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (records === undefined) throw new Failure('file.missing', { file: join(folder, 'records.tsv.gz') });
  const protocol = join(folder, 'protocol.json');
  return labelledSet(
    basename(folder),
    readText(records),
    existsSync(protocol) ? parseProtocol(readText(protocol)).protocol : { title: '', criteria: [] },
    labels,
  );
};

/** The set that this thread read last: runs of one set come one after the other. */
interface Held {
  readonly key: string;
  readonly set: LabelledSet;
  readonly collection: Collection;
}
const held = new Map<'last', Held>();

const heldSet = (folder: string, labels: Level): Held => {
  const key = `${labels} ${folder}`;
  const last = held.get('last');
  if (last?.key === key) return last;
  const set = setFrom(folder, labels);
  const made = { key, set, collection: collect(set.citations) };
  held.set('last', made);
  return made;
};

export const runSimulation = async ({ evidence, ...task }: RunInput, desk: Desk): Promise<RunDone> => {
  const { set, collection } = heldSet(task.folder, task.labels);
  const ranker = rankerNamed(task.ranker);
  const priors =
    task.priors === 'none' || !ranker.learns
      ? new Uint32Array(0)
      : task.priorIds === undefined
        ? drawPriors(set.gold, task.seed)
        : positions(set, task.priorIds);
  const network = evidence === undefined ? {} : { evidence: answering(evidence), encoder: evidence.encoder };
  const started = process.cpuUsage();
  const { seed, explore } = task;
  const { order } = await drive(simulate({ collection, protocol: set.protocol, gold: set.gold, ranker, priors, seed, explore, ...network }), desk);
  const { user, system } = process.cpuUsage(started);
  const row = runRow(
    {
      review: set.name,
      ranker: task.ranker,
      priors: ranker.learns ? task.priors : 'none',
      seed: task.seed,
      labels: set.level,
      seconds: (user + system) / 1e6,
    },
    order,
    set.gold,
    priors,
  );
  const isPrior = new Set(priors);
  return {
    row,
    ids: Array.from(order, (at) => set.citations[at]!.id),
    gold: Uint8Array.from(order, (at) => set.gold[at]!),
    prior: Uint8Array.from(order, (at) => (isPrior.has(at) ? 1 : 0)),
  };
};

const positions = (set: LabelledSet, ids: readonly string[]): Uint32Array => {
  const at = new Map(set.citations.map(({ id }, position) => [id, position]));
  return Uint32Array.from(ids, (id) => {
    const position = at.get(id);
    if (position === undefined) throw new Failure('set.prior', { set: set.name, id });
    return position;
  });
};
