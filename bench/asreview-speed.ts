// How long does the same simulation take here and in ASReview's own package? node bench/run.mjs asreview-speed --asreview VENV/bin/asreview [--vectors DIR]
// One process each, in turns, label by label from the same two priors until the last relevant record; to bench/results/asreview-speed.md.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { rankers } from '../main/rankers/all.ts';
import { simulate } from '../main/screening/simulate.ts';
import { collect } from '../main/screening/view.ts';
import { finish } from '../shared/work.ts';
import { readReference, readSet } from './sets.ts';
import { evidenceFrom, openBundled } from './vectors.ts';

const { values } = parseArgs({
  options: {
    asreview: { type: 'string', default: 'asreview' },
    only: { type: 'string', default: 'synergy_Jeyaraman_2020,bannach_brown_2019,wallace_proton_beam' },
    vectors: { type: 'string' },
    work: { type: 'string', default: 'bench/work/asreview-speed' },
  },
});
mkdirSync(values.work, { recursive: true });
const reference = readReference();
const network = values.vectors === undefined ? undefined : await openBundled();
const seconds = (work: () => void): number => {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
};

const lines: string[] = [];
for (const name of values.only.split(',')) {
  const set = readSet(name, 'final');
  const ids = new Map(set.citations.map(({ id }, at) => [id, at]));
  const { priors = [], found } = reference.reviews[name]!.rankers['elas_u4.priors']!.runs.find(({ target }) => target === 'final')!;
  const given = Uint32Array.from(priors, (id) => ids.get(id)!);
  const file = `${values.work}/${name}.csv`;
  const rows = set.citations.map(({ title, abstract }, at) => ({ title, abstract: abstract ?? '', included: set.gold[at] }));
  writeFileSync(file, Papa.unparse(rows));
  const peer = seconds(() =>
    execFileSync(
      existsSync(values.asreview) ? resolve(values.asreview) : values.asreview,
      ['simulate', resolve(file), '--ai', 'elas_u4', '--prior-idx', ...[...given].map(String), '--seed', '0'],
      {
        stdio: 'ignore',
        cwd: values.work, // it leaves a cache where it runs
      },
    ),
  );
  const said = network === undefined || values.vectors === undefined ? undefined : await evidenceFrom(values.vectors, set, network);
  const own = ['elas-u4', 'winnow'].map((ranker) => {
    let fits = 0;
    const took = seconds(() => {
      const run = finish(
        simulate({
          collection: collect(set.citations),
          protocol: set.protocol,
          gold: set.gold,
          ranker: rankers.find((one) => one.name === ranker)!,
          priors: given,
          seed: 0,
          ...said,
        }),
      );
      fits = run.fits;
    });
    return { took, fits };
  });
  const labels = Math.max(...found);
  lines.push(
    `| ${name} | ${String(set.citations.length)} | ${String(labels)} | ${peer.toFixed(1)} | ${own.map(({ took, fits }) => `${took.toFixed(1)} (${String(fits)} fits) | ${((peer / labels / took) * fits).toFixed(1)}`).join(' | ')} |`,
  );
  process.stderr.write(`${lines.at(-1)!}\n`);
}
await network?.scorer.close();
writeFileSync(
  'bench/results/asreview-speed.md',
  `# Simulations beside ASReview's own package

\`node bench/run.mjs asreview-speed\`: ASReview 3.0.8 (\`asreview simulate --ai elas_u4\`, its start included) and our rankers, the same review and priors, one after the other on
one machine, label by label until the last relevant record; indexing included, no label skipped. Ratio: labels a second here by those of ASReview (times 1 = as fast).${withMeaning()}

| review | records | labels by elas-u4 | ASReview, s | elas-u4 here, s | ratio | winnow here, s | ratio |
|---|---:|---:|---:|---:|---:|---:|---:|
${lines.join('\n')}
`,
);

function withMeaning(): string {
  return values.vectors === undefined ? '' : ' `winnow` learns from words and the 384 numbers of the encoder, made beforehand.';
}
