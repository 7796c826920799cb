// How would a labelled set have been screened by these rankers? One run after the other, the same by seed wherever it runs.
import type { Kept, Protocol } from '../../../shared/citation.ts';
import type { SimulationRow } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Step, Work } from '../../../shared/work.ts';
import { runMeasures, withoutPriors } from '../../measures/row.ts';
import type { Ranker } from '../../rankers/ranker.ts';
import { labelsOf, standOf } from '../../screening/queue.ts';
import { drawPriors, simulate } from '../../screening/simulate.ts';
import { collect } from '../../screening/view.ts';
import type { Review } from '../../store/index.ts';
import { rankerNamed } from '../rank/choose.ts';
import { labelledIn } from '../rank/view.ts';
import type { Desk } from '../talk.ts';
import { drive } from '../thread.ts';
import { readOnly } from './reader.ts';

export interface SimulateTask {
  readonly path: string;
  readonly rankers: readonly string[];
  readonly priors: 'none' | '1+1';
  readonly seeds: number;
}

interface Labelled {
  readonly title: string;
  readonly citations: readonly Kept[];
  readonly gold: Uint8Array;
  readonly protocol: Protocol;
}

/** @throws Failure `simulate.labels`, `ranker.unknown` */
export const simulateReview = async (task: SimulateTask, desk: Desk): Promise<readonly SimulationRow[]> => {
  const rankers = task.rankers.map(rankerNamed);
  const set = readOnly(task.path, decidedIn);
  const runs = rankers.flatMap((ranker) => seedsOf(ranker, task).map((seed) => ({ ranker, seed })));
  const total = runs.length * set.citations.length;
  const rows: SimulationRow[] = [];
  for (const { ranker, seed } of runs) {
    const before = rows.length * set.citations.length;
    const row = await drive(run(set, ranker, { priors: ranker.learns ? task.priors : 'none', seed }), desk, (step) => ({
      done: before + step.done,
      total,
    }));
    rows.push(row);
    desk.step({ done: rows.length * set.citations.length, total, row } as Step);
  }
  return rows;
};

/** A ranker that does not learn orders once, whatever the seed. */
const seedsOf = ({ learns }: Ranker, { seeds }: SimulateTask): readonly number[] => (learns ? Array.from({ length: seeds }, (_, at) => at + 1) : [0]);

/** What is decided in the review, prior knowledge too; a *maybe* counts as relevant, as it teaches. */
const decidedIn = (review: Review): Labelled => {
  const labels = labelsOf(standOf(review.decisions.all(), 'abstract'));
  const keys = review.citations.keys();
  const { labelled, relevant } = labelledIn(keys, labels);
  const byKey = Array.from(labelled, (at, k) => ({ key: keys[at]!, relevant: relevant[k]! })).sort((one, other) => one.key - other.key);
  const gold = Uint8Array.from(byKey, (one) => one.relevant);
  if (!gold.includes(1) || !gold.includes(0)) throw new Failure('simulate.labels');
  const protocol = review.protocol.now()?.body ?? { title: '', criteria: [] };
  return { title: protocol.title, citations: review.citations.many(byKey.map(({ key }) => key)), gold, protocol };
};

function* run(
  { title, citations, gold, protocol }: Labelled,
  ranker: Ranker,
  { priors: how, seed }: { priors: 'none' | '1+1'; seed: number },
): Work<SimulationRow> {
  const priors = how === '1+1' ? drawPriors(gold, seed) : new Uint32Array(0);
  const { order } = yield* simulate({ collection: collect(citations), protocol, gold, ranker, priors, seed });
  const measures = Object.fromEntries(
    Object.entries(runMeasures(order, gold, priors)).filter((one): one is [string, number] => typeof one[1] === 'number'),
  );
  return { review: title, ranker: ranker.name, priors: how, seed, measures, curve: recallCurve(order, gold, priors) };
}

const mostPoints = 200;

/** Share read → share of the relevant found; every so many records and the last. */
export const recallCurve = (order: Uint32Array, gold: Uint8Array, priors: Uint32Array): SimulationRow['curve'] => {
  const rest = withoutPriors(order, gold, priors);
  const n = rest.order.length;
  const all = rest.gold.reduce((sum, one) => sum + one, 0);
  const every = Math.max(1, Math.ceil(n / (mostPoints - 1)));
  const points = [{ read: 0, recall: 0 }];
  let found = 0;
  rest.order.forEach((at, place) => {
    found += rest.gold[at]!;
    if ((place + 1) % every === 0 || place === n - 1) points.push({ read: (place + 1) / n, recall: all === 0 ? 0 : found / all });
  });
  return points;
};
