// How long from a decision to the new queue, at 1,000, 10,000 and 100,000 records? node bench/run.mjs rerank [--sizes 1000,10000] [--peer]
// With --peer the same fits by scikit-learn's LinearSVC on the same matrix in the same run, as a ratio (makes bench/work/venv once).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answering } from '../main/engine/batch/evidence.ts';
import { elasU4 } from '../main/rankers/elas-u4/index.ts';
import { orderOf, tiesOf } from '../main/rankers/order.ts';
import type { Ranker } from '../main/rankers/ranker.ts';
import { meaningTexts } from '../main/rankers/signs.ts';
import { winnow } from '../main/rankers/winnow/index.ts';
import { balanced } from '../main/learners/balance.ts';
import { svmTrainer } from '../main/learners/linear-svm/trainer.ts';
import { rngOf } from '../main/screening/rng.ts';
import { collect, viewOf } from '../main/screening/view.ts';
import type { Kept } from '../shared/citation.ts';
import { finish } from '../shared/work.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    labels: { type: 'string', default: '100,500,2000' },
    rounds: { type: 'string', default: '21' },
    peer: { type: 'boolean', default: false },
    out: { type: 'string', default: 'bench/results/rerank.md' },
  },
});
const rounds = Number(values.rounds);
const work = 'bench/work/rerank';

const syllables = 'ba co di fu ge hi jo ka lu me ni po qua ri so tu ve wi xa yo zem tor lis gan'.split(' ');
const word = (rank: number): string => {
  let text = '';
  for (let left = rank + 1; left > 0; left = Math.floor(left / syllables.length)) text += syllables[left % syllables.length]!;
  return text;
};
/** Words as in real abstracts: about 200 a record, rank r with a chance like 1/(r + 3), a fifth from the record's own topic of 40 words. */
const makeRecords = (n: number): Kept[] => {
  const rng = rngOf(7);
  const common = (): string => word(Math.floor(Math.exp(rng() * Math.log(150_003)) * 3 - 3) % 150_000);
  return Array.from({ length: n }, (_, at): Kept => {
    const topic = Math.floor(rng() ** 2 * 60);
    const text = Array.from({ length: 160 + Math.floor(rng() * 80) }, () =>
      rng() < 0.2 ? word(2_000 + topic * 40 + Math.floor(rng() * 40)) : common(),
    );
    return {
      key: at + 1,
      id: String(at),
      title: text.slice(0, 12).join(' '),
      abstract: text.slice(12).join(' '),
      source: { file: 'made', line: at + 1 },
    };
  });
};

const meaning = 384;
/** Unit vectors, a share of each the record's topic's (told by its first word): what a network would say of such texts. */
const makeMeaning = (citations: readonly Kept[], texts: readonly string[]) => {
  const rng = rngOf(11);
  const spread = () => Float32Array.from({ length: meaning }, () => rng() + rng() + rng() - 1.5);
  const topics = Array.from({ length: 60 }, spread);
  const records = new Float32Array(citations.length * meaning);
  const unit = (of: Float32Array, topic: number): void => {
    const [own, shared] = [spread(), topics[topic]!];
    let square = 0;
    for (let k = 0; k < meaning; k++) square += (of[k] = own[k]! + 0.7 * shared[k]!) ** 2;
    for (let k = 0; k < meaning; k++) of[k] = of[k]! / Math.sqrt(square);
  };
  citations.forEach(({ title = '' }, at) => unit(records.subarray(at * meaning, (at + 1) * meaning), title.length % 60));
  const queries = Object.fromEntries(
    texts.map((text) => {
      const of = new Float32Array(meaning);
      unit(of, 5);
      return [text, of];
    }),
  );
  const encoder = { model: 'made up', width: meaning };
  return { encoder, evidence: answering({ encoder, records, queries }) };
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
const p95 = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
/** Of this process, in ms: a busy machine must not tell against anybody. Compiler and collector threads are in it. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const ms = (one: number): string => (one < 10 ? one.toFixed(1) : one.toFixed(0));

/** The peer's time for one fit (median), and how far its decisions are from ours. */
const peerFit = (folder: string): { ms: number; difference: number } => {
  const venv = 'bench/work/venv';
  if (!existsSync(`${venv}/bin/python`)) {
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
    execFileSync(`${venv}/bin/pip`, ['install', '-q', 'scikit-learn==1.9.1'], { stdio: 'inherit' });
  }
  return JSON.parse(execFileSync(`${venv}/bin/python`, ['bench/peers/linear_svc.py', folder], { encoding: 'utf8' })) as {
    ms: number;
    difference: number;
  };
};

const lines = [
  '# From a decision to the new queue',
  '',
  `Made-up records of about 200 words and unit vectors of 384 numbers; winnow learns from both; every fit from nothing, as the engine does it; ${String(rounds)} decisions each, one thread. CPU time in ms: median (p95).`,
  '',
  '| records | labelled | index, s | winnow: fit + score + order | by words alone | elas-u4 | its fit alone | scikit-learn fit | ratio | largest difference of a decision value |',
  '|---|---|---|---|---|---|---|---|---|---|',
];
for (const n of values.sizes.split(',').map(Number)) {
  const citations = makeRecords(n);
  const collection = collect(citations);
  const protocol = { title: citations[0]!.title!, question: citations[1]!.title!, criteria: [citations[2]!.title!] };
  const before = cpuMs();
  const { rows } = finish(collection.weights('elas-u4'));
  const indexed = (cpuMs() - before) / 1000;
  const ties = tiesOf(collection, 0);
  const said = makeMeaning(
    citations,
    meaningTexts({ protocol }).map(([, text]) => text),
  );
  for (const many of values.labels.split(',').map(Number)) {
    if (many * 2 > n) continue;
    const rng = rngOf(1);
    const labelled = Uint32Array.from({ length: many + rounds }, (_, k) => (k * 7919) % n);
    const relevant = Uint8Array.from(labelled, (at) => (citations[at]!.abstract!.includes(word(2_005)) || rng() < 0.02 ? 1 : 0));
    relevant[0] = 1;
    relevant[1] = 0;
    const time = (ranker: Ranker, network: Partial<typeof said>): number[] =>
      Array.from({ length: rounds }, (_, round) => {
        const size = many + round;
        const start = cpuMs();
        const view = viewOf(collection, { protocol, labelled: labelled.subarray(0, size), relevant: relevant.subarray(0, size), ...network });
        const scores = finish(ranker.score(finish(ranker.fit(view, ranker.params.parse({}), rngOf(0))), view));
        orderOf(scores, ties);
        return cpuMs() - start;
      });
    for (const network of [{}, said]) [elasU4, winnow].forEach((ranker) => time(ranker, network)); // warm: compiled, indexed
    const whole = time(winnow, said);
    const words = time(winnow, {});
    const u4 = time(elasU4, {});
    const at = labelled.subarray(0, many);
    const y = Int8Array.from(relevant.subarray(0, many), (one) => (one === 1 ? 1 : -1));
    const cost = balanced(y, 9.8).map((one) => 0.11 * one);
    const fits = Array.from({ length: rounds }, () => {
      const start = cpuMs();
      finish(svmTrainer(rows).fit({ at, y, cost }, { tolerance: 1e-6 }));
      return cpuMs() - start;
    });
    let peer = '| | |';
    if (values.peer) {
      mkdirSync(work, { recursive: true });
      const { weights, intercept } = finish(svmTrainer(rows).fit({ at, y, cost }, { tolerance: 1e-6 }));
      const raw = (name: string, data: Uint32Array | Float32Array | Float64Array | Int8Array) =>
        writeFileSync(`${work}/${name}`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      raw('start.u32', rows.start);
      raw('index.u32', rows.index);
      raw('value.f32', rows.value);
      raw('at.u32', at);
      raw('y.i8', y);
      raw('cost.f64', cost);
      raw('weights.f64', weights());
      writeFileSync(`${work}/shape.json`, JSON.stringify({ n: rows.n, width: rows.width, intercept, rounds }));
      const { ms: theirs, difference } = peerFit(work);
      peer = `${ms(theirs)} | ${(theirs / median(fits)).toFixed(1)} | ${difference.toExponential(1)} |`;
    }
    lines.push(
      `| ${n.toLocaleString('en')} | ${String(many)} | ${indexed.toFixed(1)} | ${ms(median(whole))} (${ms(p95(whole))}) | ${ms(median(words))} (${ms(p95(words))}) | ${ms(median(u4))} (${ms(p95(u4))}) | ${ms(median(fits))} | ${peer}`,
    );
    process.stderr.write(`${lines.at(-1)!}\n`);
  }
}
mkdirSync('bench/results', { recursive: true });
writeFileSync(values.out, `${lines.join('\n')}\n`);
process.stdout.write(`${lines.join('\n')}\n`);
