// What do variants of active rankers reach with the network's vectors? node bench/run.mjs active --rankers 'elas-u4,winnow' --vectors DIR [--only a,b] [--max-n N] [--priors 1+1] [--seeds 1]
// Variants: name{json params}. Priors and their ids as in reference.json. One line a run on stdout; at the end means and what the best variant of each run, chosen in hindsight, would reach.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runMeasures, type RunMeasures } from '../main/measures/row.ts';
import { wilcoxon } from '../main/measures/compare.ts';
import { rankers } from '../main/rankers/all.ts';
import type { PriorWeights } from '../main/rankers/prior.ts';
import { simulate } from '../main/screening/simulate.ts';
import { collect } from '../main/screening/view.ts';
import { finish } from '../shared/work.ts';
import { readReference, readSet, setNames } from './sets.ts';
import { evidenceFrom, openBundled } from './vectors.ts';

const { values } = parseArgs({
  options: {
    rankers: { type: 'string', default: 'elas-u4;winnow' },
    vectors: { type: 'string', default: 'training/work/vectors/f32' },
    only: { type: 'string' },
    priors: { type: 'string', default: '1+1' },
    seeds: { type: 'string', default: '1' },
    'max-n': { type: 'string', default: '2600' },
    /** `winnow` with the prior's weights learnt without the review's fold: the honest figures. */
    folds: { type: 'boolean', default: false },
    'fold-weights': { type: 'string', default: 'bench/prior-folds.json' },
    target: { type: 'string', default: 'final' },
    explore: { type: 'string', default: '0' },
    work: { type: 'string', default: 'bench/work/active' },
  },
});
mkdirSync(values.work, { recursive: true });
const target = values.target === 'abstract' ? 'abstract' : 'final';
const variants = values.rankers.split(';').map((text) => {
  const [, name = '', params = '{}'] = /^([\w-]+)(\{.*\})?$/.exec(text) ?? [];
  const ranker = rankers.find((one) => one.name === name);
  if (ranker === undefined) throw new Error(`no ranker ${text}`);
  return { text, ranker, params: ranker.params.parse(JSON.parse(params)) };
});
const folds = values.folds
  ? (JSON.parse(readFileSync(values['fold-weights'], 'utf8')) as { fold: Record<string, number>; without: PriorWeights[] })
  : undefined;
const reference = readReference();
const network = await openBundled();
const table = new Map<string, Map<string, RunMeasures>>();
const names = setNames().filter((name) =>
  values.only === undefined ? (reference.reviews[name]?.n ?? Infinity) <= Number(values['max-n']) : values.only.split(',').includes(name),
);
for (const name of names.sort((a, b) => reference.reviews[a]!.n - reference.reviews[b]!.n)) {
  const runs = reference.reviews[name]?.rankers['elas_u4.priors']?.runs.filter((run) => run.target === target) ?? [];
  if (runs.length === 0) continue;
  const set = readSet(name, target);
  const said = await evidenceFrom(values.vectors, set, network);
  const collection = collect(set.citations);
  const ids = new Map(set.citations.map(({ id }, at) => [id, at]));
  for (const { text, ranker, params: given } of variants) {
    const fold = folds?.fold[name];
    const params = ranker.name === 'winnow' && fold !== undefined ? { ...given, signs: folds!.without[fold] } : given;
    for (const { seed = 0, priors = [] } of values.priors === 'none' ? [{ seed: 0, priors: [] }] : runs.slice(0, Number(values.seeds))) {
      const file = `${values.work}/${name}.${text.replace(/[^\w.+-]+/g, '_')}.v${String(ranker.version)}${values.folds ? '.folds' : ''}${target === 'final' ? '' : `.${target}`}.${values.priors}.${String(seed)}.json`;
      let measures = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunMeasures) : undefined;
      if (measures === undefined) {
        const given = Uint32Array.from(priors, (id) => ids.get(id)!);
        const { order } = finish(
          simulate({
            collection,
            protocol: set.protocol,
            gold: set.gold,
            ranker,
            params,
            priors: given,
            seed,
            explore: Number(values.explore),
            ...said,
          }),
        );
        measures = runMeasures(order, set.gold, given);
        writeFileSync(file, JSON.stringify(measures));
      }
      const of = table.get(text) ?? new Map<string, RunMeasures>();
      table.set(text, of.set(`${name} ${String(seed)}`, measures));
      process.stdout.write(
        `${name} ${text} ${String(seed)}: loss ${measures.loss!.toFixed(4)} ap ${measures.ap!.toFixed(4)} wss95 ${measures.wss95!.toFixed(4)}\n`,
      );
    }
  }
}
const mean = (of: Map<string, RunMeasures>, key: 'loss' | 'ap' | 'wss95' | 'atd') =>
  [...of.values()].reduce((sum, one) => sum + one[key]!, 0) / of.size;
const base = table.get(variants[0]!.text)!;
for (const [text, of] of table) {
  const better = [...of].filter(([run, one]) => one.loss! < base.get(run)!.loss!).length;
  const p = text === variants[0]!.text ? undefined : wilcoxon([...of].map(([run, one]) => one.loss! - base.get(run)!.loss!));
  process.stdout.write(
    `\n${text}: loss ${mean(of, 'loss').toFixed(4)} (${((mean(of, 'loss') / mean(base, 'loss') - 1) * 100).toFixed(1)}%) ap ${mean(of, 'ap').toFixed(4)} wss95 ${mean(of, 'wss95').toFixed(4)} atd ${mean(of, 'atd').toFixed(4)} better on ${String(better)} of ${String(of.size)}${p === undefined ? '' : ` ${JSON.stringify(p)}`}\n`,
  );
}
const hindsight = new Map(
  [...base.keys()].map((run) => [run, [...table.values()].map((of) => of.get(run)!).reduce((best, one) => (one.loss! < best.loss! ? one : best))]),
);
process.stdout.write(
  `\nthe best of these in each run, in hindsight: loss ${mean(hindsight, 'loss').toFixed(4)} ap ${mean(hindsight, 'ap').toFixed(4)} wss95 ${mean(hindsight, 'wss95').toFixed(4)}\n`,
);
await network.scorer.close();
