// How would what is decided in a review have been screened by this ranker? One run; the same by seed wherever it runs.
import { createHash } from 'node:crypto';
import type { Kept, Protocol } from '../../../shared/citation.ts';
import type { SimulatedStop, SimulationRow } from '../../../shared/contract.ts';
import type { Encoder } from '../../../shared/evidence.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Work } from '../../../shared/work.ts';
import { runMeasures, withoutPriors } from '../../measures/row.ts';
import { rankers } from '../../rankers/all.ts';
import { recordVectors } from '../../rankers/dense.ts';
import { labelsOf, standOf } from '../../screening/queue.ts';
import { rngOf } from '../../screening/rng.ts';
import { drawPriors, simulate } from '../../screening/simulate.ts';
import { collect, viewOf, type Collection } from '../../screening/view.ts';
import { ruleNamed } from '../../stopping/all.ts';
import { playRule } from '../../stopping/evaluate.ts';
import type { Review } from '../../store/index.ts';
import { pairsOf, queriesOf, rankerNamed } from '../rank/choose.ts';
import { saidOf, type Said } from '../rank/said.ts';
import { labelledIn } from '../rank/view.ts';
import type { Desk } from '../talk.ts';
import { drive } from '../thread.ts';
import { readOnly } from './reader.ts';

/** A set of labels: of one review, with what the network has said of it by then. */
export interface SetTask {
  readonly path: string;
  /** The network that the reviews here are read by; absent: rankers do without. */
  readonly encoder?: Encoder | undefined;
}
export interface SimulateTask extends SetTask {
  readonly ranker: string;
  readonly priors: 'none' | '1+1';
  readonly seed: number;
  readonly rules: readonly string[];
  readonly target: number;
  /** As `setDigest` gave it: what was decided meanwhile makes another set. */
  readonly digest: string;
}

interface Labelled {
  readonly title: string;
  readonly citations: readonly Kept[];
  readonly gold: Uint8Array;
  readonly protocol: Protocol;
  readonly collection: Collection;
  readonly said: Said;
  readonly digest: string;
}

/** What is decided in the review, prior knowledge too; a *maybe* counts as relevant, as it teaches. @throws Failure `simulate.labels` */
const decidedIn = (review: Review, { encoder }: SetTask): Labelled => {
  const labels = labelsOf(standOf(review.decisions.all(), 'abstract'));
  const keys = review.citations.keys();
  const { labelled, relevant } = labelledIn(keys, labels);
  const byKey = Array.from(labelled, (at, k) => ({ key: keys[at]!, relevant: relevant[k]! })).sort((one, other) => one.key - other.key);
  const gold = Uint8Array.from(byKey, (one) => one.relevant);
  if (!gold.includes(1) || !gold.includes(0)) throw new Failure('simulate.labels');
  const protocol = review.protocol.now()?.body ?? { title: '', criteria: [] };
  const citations = review.citations.many(byKey.map(({ key }) => key));
  const collection = collect(citations);
  const said = saidOf(collection);
  if (encoder !== undefined) {
    const names = rankers.map(({ name }) => name);
    said.read(
      review,
      encoder,
      { queries: queriesOf(names, protocol, encoder) ?? [], pairs: names.flatMap((name) => pairsOf(name, protocol, encoder)) },
      1,
    );
  }
  return { title: protocol.title, citations, gold, protocol, collection, said, digest: digestOf({ byKey, protocol, collection, said }, encoder) };
};

/** Everything that a run follows from, but for ranker and seed. */
const digestOf = (
  { byKey, protocol, collection, said }: Pick<Labelled, 'protocol' | 'collection' | 'said'> & { byKey: readonly { key: number; relevant: number }[] },
  encoder: Encoder | undefined,
): string => {
  const hash = createHash('sha256').update(JSON.stringify([byKey, protocol, encoder ?? null]));
  if (encoder !== undefined) {
    const none = { labelled: new Uint32Array(0), relevant: new Uint8Array(0) };
    const vectors = recordVectors(viewOf(collection, { protocol, ...none, evidence: said.answer, encoder }))?.values;
    if (vectors !== undefined) hash.update(new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
  }
  return hash.digest('hex').slice(0, 32);
};

/** Tasks of one work thread, which keeps the set that it read last: runs of one set come one after the other. */
export const simulator = () => {
  let held: { readonly path: string; readonly set: Labelled } | undefined;
  const setOf = (task: SetTask, digest: string | undefined): Labelled => {
    if (held !== undefined && held.path === task.path && held.set.digest === digest) return held.set;
    const set = readOnly(task.path, (review) => decidedIn(review, task));
    held = { path: task.path, set };
    return set;
  };
  return {
    /** What the set is called by, and how large it is. */
    simulateSet: (task: SetTask): { digest: string; records: number } => {
      const { digest, citations } = setOf(task, undefined);
      return { digest, records: citations.length };
    },
    /** @throws Failure `simulate.labels`, `ranker.unknown`, `rule.unknown`, `rule.params` */
    simulateReview: async (task: SimulateTask, desk: Desk): Promise<SimulationRow> => drive(run(setOf(task, task.digest), task), desk),
  };
};

function* run({ title, gold, protocol, collection, said }: Labelled, task: SimulateTask): Work<SimulationRow> {
  const { seed, encoder } = task;
  const ranker = rankerNamed(task.ranker);
  const how = ranker.learns ? task.priors : 'none';
  const priors = how === '1+1' ? drawPriors(gold, seed) : new Uint32Array(0);
  const network = encoder === undefined ? {} : { encoder, evidence: said.answer };
  const { order } = yield* simulate({ collection, protocol, gold, ranker, priors, seed, ...network });
  const measures = Object.fromEntries(
    Object.entries(runMeasures(order, gold, priors)).filter((one): one is [string, number] => typeof one[1] === 'number'),
  );
  const screened = withoutPriors(order, gold, priors);
  return { review: title, ranker: ranker.name, priors: how, seed, measures, curve: recallCurve(order, gold, priors), stops: stopsOf(screened, task) };
}

/** Priors never count; without a relevant record left there is nothing to stop for. */
const stopsOf = ({ order, gold }: { order: Uint32Array; gold: Uint8Array }, { rules, target, seed }: SimulateTask): SimulatedStop[] => {
  if (!gold.includes(1)) return [];
  return rules.map((text): SimulatedStop => {
    const { rule, params } = ruleNamed(text);
    return { rule: text, target, all: gold.length, ...playRule(rule, order, gold, { target, params, rng: rngOf(seed) }) };
  });
};

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
