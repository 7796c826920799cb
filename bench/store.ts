// How fast is a review with 100,000 records? `node bench/run.mjs store [COUNT]` → bench/results/store.md
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Citation } from '../shared/citation.ts';
import { finish } from '../shared/work.ts';
import { backUp, createReview, openReview, pack, seal, verifyReview } from '../main/store/index.ts';

const count = Number(process.argv[2] ?? 100_000);
const by = 'bench';
const now = () => new Date().toISOString();
mkdirSync('bench/work', { recursive: true });
const home = mkdtempSync(join('bench/work', 'store-'));
const path = join(home, 'bench.winnow');
const rows: string[] = [];
const note = (what: string, value: string) => {
  rows.push(`| ${what} | ${value} |`);
  process.stderr.write(`${what}: ${value}\n`);
};
/** Wall and processor time in milliseconds: on a machine with other work the second says more. */
const timed = <T>(work: () => T): { readonly ms: number; readonly cpu: number; readonly value: T } => {
  const before = process.cpuUsage();
  const started = performance.now();
  const value = work();
  const ms = performance.now() - started;
  const used = process.cpuUsage(before);
  return { ms, cpu: (used.user + used.system) / 1000, value };
};
const took = (work: () => unknown) => {
  const { ms, cpu } = timed(work);
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms (processor ${cpu.toFixed(cpu < 10 ? 1 : 0)})`;
};
const share = (sorted: number[], part: number) => `${(sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1)} ms`;
const spread = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  return `p50 ${share(sorted, 0.5)}, p95 ${share(sorted, 0.95)}, most ${(sorted.at(-1) ?? 0).toFixed(1)} ms`;
};

/** Per second of the clock, and per second of the processor. */
const rate = (ms: number, cpu: number) => `${Math.round((count / ms) * 1000)} citations/s (processor ${Math.round((count / cpu) * 1000)})`;

let state = 1;
const chance = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
const vocabulary = Array.from({ length: 30_000 }, (_, at) => `${at.toString(36)}${'aeiou'[at % 5] ?? ''}n`);
const words = (n: number) => Array.from({ length: n }, () => vocabulary[Math.floor(chance() ** 2 * vocabulary.length)] ?? '').join(' ');
/** As large as a PubMed record: title, 210 words of abstract, MeSH, 3.5 kB of verbatim text in all. */
const record = (at: number): Citation => {
  const title = words(14);
  const abstract = words(210);
  return {
    id: String(30_000_000 + at),
    source: { file: 'bench.nbib', line: at * 40 },
    title,
    abstract,
    authors: Array.from({ length: 5 }, () => `${words(1)}, ${words(1)}`),
    year: 1980 + (at % 45),
    journal: words(3),
    doi: `10.1234/${at}`,
    pmid: String(30_000_000 + at),
    mesh: Array.from({ length: 8 }, () => words(2)),
    raw: `PMID- ${30_000_000 + at}\nTI  - ${title}\nAB  - ${abstract}\nAD  - ${words(90)}\n`,
  };
};

let review = createReview(path, { by, protocol: { title: 'Bench', criteria: [] } }, { now });
const importing = review.write.startImport({ file: 'bench.nbib', format: 'nbib', encoding: 'utf-8' });
const steps: number[] = [];
let spent = 0;
let worked = 0;
for (let from = 0; from < count; from += 5000) {
  const batch = Array.from({ length: Math.min(5000, count - from) }, (_, at) => record(from + at));
  const work = importing.add(batch);
  for (;;) {
    const step = timed(() => work.next());
    spent += step.ms;
    worked += step.cpu;
    steps.push(step.ms);
    if (step.value.done === true) break;
  }
}
const receipt = timed(() => importing.finish({ warnings: [] }, { key: 'import', by }));
spent += receipt.ms;
worked += receipt.cpu;
note('import', `${rate(spent, worked)}; receipt ${receipt.ms.toFixed(0)} ms`);
note('one import transaction', spread(steps));
const slices: number[] = [];
let indexed = 0;
const index = review.write.index();
for (;;) {
  const step = timed(() => index.next());
  slices.push(step.ms);
  indexed += step.cpu;
  if (step.value.done === true) break;
}
const indexing = slices.reduce((sum, ms) => sum + ms, 0);
note('search index', `${rate(indexing, indexed)}; one transaction ${spread(slices)}`);
note('import with index', rate(spent + indexing, worked + indexed));
note('close', `${took(() => review.close())}; file ${(statSync(path).size / 1e6).toFixed(0)} MB`);
const opening = timed(() => openReview(path, { now, mode: 'write' }));
review = opening.value;
note('open for writing', `${opening.ms.toFixed(0)} ms (processor ${opening.cpu.toFixed(0)})`);
note(
  'open beside (work thread)',
  took(() => openReview(path, { mode: 'read', beside: true }).close()),
);
note(
  'all citations read',
  took(() => [...review.citations.each()].length),
);
const keys = review.citations.keys();
note(
  'all keys',
  took(() => review.citations.keys().length),
);

const decisions = Array.from(
  { length: 1000 },
  (_, at) =>
    timed(() =>
      review.write.decide(
        {
          citation: keys[(at * 97) % keys.length] ?? 1,
          stage: 'abstract',
          verdict: at % 9 === 0 ? 'include' : 'exclude',
          origin: 'screened',
          rank: at + 1,
        },
        { key: `d${at}`, by },
      ),
    ).ms,
);
note('a decision saved', spread(decisions));
note('undo', spread(Array.from({ length: 100 }, (_, at) => timed(() => review.write.undo({ key: `u${at}`, by })).ms)));
const ranking = {
  order: Uint32Array.from(keys, (_, at) => at),
  scores: Float64Array.from(keys, () => chance()),
  recipe: { ranker: 'winnow', version: 1, params: {} },
  seed: 1,
  upTo: 1,
  inputs: 'ab'.repeat(32),
};
note('a ranking sealed', spread(Array.from({ length: 20 }, () => timed(() => seal(ranking, keys)).ms)));
note('a whole order packed', `${took(() => pack(ranking, keys))}, ${(pack(ranking, keys).length / 1e6).toFixed(2)} MB`);
const sealed = seal(ranking, keys);
note('a ranking saved', spread(Array.from({ length: 100 }, (_, at) => timed(() => review.write.ranking(sealed, { key: `r${at}`, by })).ms)));
const [common = '', rare = ''] = [vocabulary[3], vocabulary[29_000]];
note('search, a common word', `${took(() => review.search.find(common))}, ${review.search.find(common)?.length ?? 0} found`);
note('search, a rare word', `${took(() => review.search.find(rare))}, ${review.search.find(rare)?.length ?? 0} found`);
note(
  'browse: sorted by title',
  took(() => review.browse.keys({}, { by: 'title' })),
);
note(
  'browse: undecided with abstract, by year',
  took(() => review.browse.keys({ verdicts: ['none'], abstract: 'present' }, { by: 'year' })),
);
note(
  'browse: a page of 50',
  took(() => review.citations.many(keys.slice(5000, 5050))),
);
note(
  'backup, verified',
  took(() => backUp(path, join(home, 'backups'))),
);
review.close();
note(
  'verify',
  took(() => finish(verifyReview(path)).length),
);
rmSync(home, { recursive: true, force: true });
const text = `# Store
\`node bench/run.mjs store ${count}\`: ${count} invented records of ${Math.round(JSON.stringify(record(0)).length / 100) / 10} kB; ${cpus().length} cores (${cpus()[0]?.model ?? ''}), Node ${process.version}; load of the machine
${(loadavg()[0] ?? 0).toFixed(0)} at the end (other work ran beside it), so processor time is given where it says more.

| what | measured |
|---|---|
${rows.join('\n')}
`;
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/store.md', text);
