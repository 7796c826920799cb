// Which order does a protocol alone give: by words, by meaning, by the words' meanings (late interaction), and fused? node bench/run.mjs zero-shot
// [--model DIR] [--max-n 6500] [--threads 1]; the built app must be there. What the network says is kept under bench/work/zero-shot, record by record:
// a later call goes on from there. The table goes to bench/results/zero-shot.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answering, gatherEvidence, type Network } from '../main/engine/batch/evidence.ts';
import { withPairs } from '../main/engine/batch/pairs.ts';
import { averagePrecision } from '../main/measures/average-precision.ts';
import { wilcoxon, wins } from '../main/measures/compare.ts';
import { wss } from '../main/measures/wss.ts';
import { startScorer } from '../main/models/index.ts';
import { asked } from '../main/rankers/asked-text.ts';
import { biEncoder } from '../main/rankers/bi-encoder/index.ts';
import { bm25 } from '../main/rankers/bm25/index.ts';
import { combSum, type Given, reciprocalRank, sumOf } from '../main/rankers/fusion.ts';
import { lateInteraction } from '../main/rankers/late-interaction/index.ts';
import { orderOf, tiesOf } from '../main/rankers/order.ts';
import type { Ranker, View } from '../main/rankers/ranker.ts';
import type { LabelledSet } from '../main/screening/labelled.ts';
import { rngOf } from '../main/screening/rng.ts';
import { collect, viewOf } from '../main/screening/view.ts';
import { finish } from '../shared/work.ts';
import { readSet, setNames } from './sets.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'training/work/minilm-l6' },
    'max-n': { type: 'string', default: '6500' },
    threads: { type: 'string', default: '1' },
    out: { type: 'string', default: 'bench/results/zero-shot.md' },
    work: { type: 'string', default: 'bench/work/zero-shot' },
  },
});
const scorer = await startScorer({
  folder: values.model,
  entry: 'dist/main/scorer.js',
  threads: Number(values.threads),
  providers: ['cpu'],
  log: () => undefined,
  patienceMs: 300_000,
});
const { card, hash } = scorer.info;
const network: Network = { scorer, encoder: { model: hash, width: card.width }, close: () => scorer.close() };
const options = { cache: values.work, signal: new AbortController().signal, step: () => undefined };

const scoresOf = <P, M>(ranker: Ranker<P, M>, view: View, params: object): Float64Array =>
  finish(ranker.score(finish(ranker.fit(view, ranker.params.parse(params), rngOf(0))), view));

const reciprocal = (lists: readonly Float64Array[]): Given => reciprocalRank(lists);
const sums = (lists: readonly Float64Array[]): Given => combSum(lists);

/** Scores of all records by each system; the text asked is the same for all but the first. */
const systemsOf = async (set: LabelledSet): Promise<Readonly<Record<string, Float64Array>>> => {
  const collection = collect(set.citations);
  const seen = { protocol: set.protocol, labelled: new Uint32Array(0), relevant: new Uint8Array(0) };
  const text = asked(seen, ['title', 'question']);
  const vectors = await gatherEvidence(network, set.citations, [text], options);
  const { encoder } = network;
  const all = { top: set.citations.length };
  const wants = lateInteraction.wants(viewOf(collection, { ...seen, encoder, evidence: answering(vectors) }), lateInteraction.params.parse(all));
  const pairs = wants.filter(({ kind }) => kind === 'pair');
  const view = viewOf(collection, { ...seen, encoder, evidence: answering(await withPairs(network, vectors, set.citations, pairs, options)) });
  const words = scoresOf(bm25, viewOf(collection, { ...seen, protocol: { title: text, criteria: [] } }), { parts: ['title'] });
  const meaning = scoresOf(biEncoder, view, {});
  const late = scoresOf(lateInteraction, view, all);
  const fused = (by: (lists: readonly Float64Array[]) => Given, ...lists: Float64Array[]) => sumOf(by(lists), set.citations.length);
  return {
    'bm25, title as query': scoresOf(bm25, view, { parts: ['title'] }),
    bm25: words,
    'bi-encoder': meaning,
    'late-interaction': late,
    'RRF: bm25, bi-encoder': fused(reciprocal, words, meaning),
    'RRF: bm25, late-interaction': fused(reciprocal, words, late),
    'RRF: all three': fused(reciprocal, words, meaning, late),
    'CombSUM: bm25, bi-encoder': fused(sums, words, meaning),
    'CombSUM: bm25, late-interaction': fused(sums, words, late),
    'CombSUM: bi-encoder, late-interaction': fused(sums, meaning, late),
    'CombSUM: all three': fused(sums, words, meaning, late),
  };
};

interface Row {
  readonly set: LabelledSet;
  readonly ap: readonly number[];
  readonly wss: readonly number[];
}
const sets = setNames()
  .map((name) => readSet(name, 'final'))
  .filter(({ citations }) => citations.length <= Number(values['max-n']))
  .sort((one, other) => one.citations.length - other.citations.length || (one.name < other.name ? -1 : 1));
const rows: Row[] = [];
let systems: readonly string[] = [];

const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
const four = (value: number): string => value.toFixed(4);
/** Better on so many of the reviews, and Wilcoxon's p, of one system's measure against another's. */
const against = (measure: 'ap' | 'wss', system: number, other: string): string => {
  const base = systems.indexOf(other);
  if (system === base) return '| ';
  const differences = rows.map((row) => row[measure][system]! - row[measure][base]!);
  return `${String(wins(differences).wins)} | ${wilcoxon(differences).p.toPrecision(2)}`;
};

const table = (): string => {
  const shown = ['bm25', 'bi-encoder', 'late-interaction', 'RRF: all three', 'CombSUM: all three'].map((name) => systems.indexOf(name));
  const records = rows.reduce((sum, { set }) => sum + set.citations.length, 0);
  return [
    '# The protocol alone: words, meaning, late interaction, and fused',
    '',
    `Made by \`node bench/run.mjs zero-shot --max-n ${values['max-n']}\`: the ${String(rows.length)} labelled reviews with at most ${Number(values['max-n']).toLocaleString('en')} records (${records.toLocaleString('en')} records), final label, nothing learnt from any of them.`,
    '',
    `- network: ${card.title}, untuned, as exported by \`training/export_minilm.py\`; passages of ${String(card.bestTokens ?? card.maxTokens)} tokens, model ${hash.slice(0, 12)}. Not the encoder that ships: it was tuned on these reviews, and would look better here than it is`,
    '- asked: title and question as one text, of every system but the first row',
    '- bi-encoder: cosine with title and abstract, the first passage; late-interaction: MaxSim over whole words, all passages, every record (the app reads the first 1,000 of the order so)',
    '- RRF: Σ 1/(60 + place); CombSUM: Σ minmax(score)',
    '- “better on”: reviews with the higher value; p: Wilcoxon’s signed-rank test, two-sided, not corrected for the number of systems',
    '',
    '| system | AP | WSS@95 | AP better than bm25 on | p | WSS@95 better than bm25 on | p | AP better than bi-encoder on | p |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...systems.map(
      (system, at) =>
        `| ${system} | ${four(mean(rows.map(({ ap }) => ap[at]!)))} | ${four(mean(rows.map((row) => row.wss[at]!)))} | ${against('ap', at, 'bm25')} | ${against('wss', at, 'bm25')} | ${against('ap', at, 'bi-encoder')} |`,
    ),
    '',
    `| review | n | relevant | ${shown.map((at) => `AP ${systems[at]!}`).join(' | ')} | ${shown.map((at) => `WSS@95 ${systems[at]!}`).join(' | ')} |`,
    `|---|---:|---:|${'---:|'.repeat(2 * shown.length)}`,
    ...rows
      .toSorted((one, other) => (one.set.name < other.set.name ? -1 : 1))
      .map(
        ({ set, ap, wss: saved }) =>
          `| ${set.name} | ${String(set.citations.length)} | ${String(set.gold.reduce((sum, one) => sum + one, 0))} | ${shown.map((at) => four(ap[at]!)).join(' | ')} | ${shown.map((at) => four(saved[at]!)).join(' | ')} |`,
      ),
    '',
  ].join('\n');
};

mkdirSync('bench/results', { recursive: true });
for (const set of sets) {
  const began = performance.now();
  const scores = await systemsOf(set);
  systems = Object.keys(scores);
  const ties = tiesOf(collect(set.citations), 0);
  const orders = Object.values(scores).map((one) => orderOf(one, ties));
  rows.push({
    set,
    ap: orders.map((order) => averagePrecision.of(order, set.gold, 0)!),
    wss: orders.map((order) => wss.of(order, set.gold, 0.95)!),
  });
  const seconds = (performance.now() - began) / 1000;
  process.stderr.write(
    `${set.name} ${String(set.citations.length)} ${seconds.toFixed(0)} s: ${rows
      .at(-1)!
      .ap.map((one) => one.toFixed(3))
      .join(' ')}\n`,
  );
  writeFileSync(values.out, table());
}
await network.close();
process.stdout.write(table());
