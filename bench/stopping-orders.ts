// In which orders would winnow have shown the labelled reviews, for the table of stopping rules? node bench/run.mjs stopping-orders --vectors DIR [--max-n 2500] [--seeds 1]
// Priors and seeds of the reference's elas-u4 runs; the prior's weights are those learnt without the review's fold. One file a run under bench/work/stopping.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { rankers } from '../main/rankers/all.ts';
import type { PriorWeights } from '../main/rankers/prior.ts';
import { simulate } from '../main/screening/simulate.ts';
import { collect } from '../main/screening/view.ts';
import { finish } from '../shared/work.ts';
import { readReference, readSet, setNames } from './sets.ts';
import { evidenceFrom, openBundled } from './vectors.ts';

const { values } = parseArgs({
  options: {
    vectors: { type: 'string' },
    'max-n': { type: 'string', default: '2500' },
    seeds: { type: 'string', default: '1' },
    work: { type: 'string', default: 'bench/work/stopping' },
  },
});
mkdirSync(values.work, { recursive: true });
const ranker = rankers.find(({ name }) => name === 'winnow')!;
const folds = JSON.parse(readFileSync('bench/prior-folds.json', 'utf8')) as { fold: Record<string, number>; without: PriorWeights[] };
const reference = readReference();
const network = values.vectors === undefined ? undefined : await openBundled();

const sizeOf = (name: string): number => reference.reviews[name]?.n ?? Infinity;
for (const name of setNames()
  .filter((one) => sizeOf(one) <= Number(values['max-n']))
  .sort((one, other) => sizeOf(one) - sizeOf(other))) {
  const runs = (reference.reviews[name]?.rankers['elas_u4.priors']?.runs ?? [])
    .filter((run) => run.target === 'final')
    .slice(0, Number(values.seeds));
  const set = readSet(name, 'final');
  const collection = collect(set.citations);
  const ids = new Map(set.citations.map(({ id }, at) => [id, at]));
  const fold = folds.fold[name];
  const params = ranker.params.parse(fold === undefined ? {} : { signs: folds.without[fold] });
  for (const { seed = 0, priors = [] } of runs) {
    const file = `${values.work}/${name}.winnow.1+1.${String(seed)}.final.json`;
    if (existsSync(file)) continue;
    const said = network === undefined || values.vectors === undefined ? {} : await evidenceFrom(values.vectors, set, network);
    const before = process.cpuUsage();
    const given = Uint32Array.from(priors, (id) => ids.get(id)!);
    const { order } = finish(simulate({ collection, protocol: set.protocol, gold: set.gold, ranker, params, priors: given, seed, ...said }));
    const found = [...order.keys()].filter((place) => set.gold[order[place]!] === 1).map((place) => place + 1);
    writeFileSync(file, JSON.stringify({ review: name, ranker: 'winnow', version: ranker.version, seed, n: set.citations.length, found }));
    process.stdout.write(
      `${name} ${String(seed)}: ${String(found.length)} of ${String(order.length)}, ${String(process.cpuUsage(before).user / 1e6)} s\n`,
    );
  }
}
await network?.scorer.close();
