// How soon after pressing rank are the first 200 of 10,000 citations read together with the question? node bench/run.mjs top [N]
// Through a real server, as a page asks; the table goes to bench/results/top.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ask, overChannel } from '../main/engine/client.ts';
import { freshFolder, resources } from '../test/built.ts';
import { running } from '../test/shells/serve/running.ts';
import { makeNbib } from './make-nbib.ts';

const n = Number(process.argv[2] ?? 10_000);
const top = 200;
const folder = freshFolder('bench-top');
mkdirSync(folder, { recursive: true });
const file = join(folder, 'made.nbib');
makeNbib(file, n, 0);
const serve = await running('bench-top', { at: folder });
const engine = overChannel(await serve.channel());
const { review } = await ask(engine, 'review.create', { key: 'bench-top-create' });
const protocol = JSON.parse(readFileSync(join(resources, 'sample', 'protocol.json'), 'utf8')) as {
  title: string;
  question: string;
  criteria: string[];
  booleanQuery: string;
};
await ask(engine, 'protocol.set', { review, key: 'bench-top-protocol', protocol });
const { file: ref } = await serve.upload('made.nbib', readFileSync(file));
const { receipts } = await ask(engine, 'import.files', { review, files: [ref] });

const pressed = performance.now();
await ask(engine, 'rank.again', { review, ranker: 'cross-encoder' });
const ordered = performance.now();
let first: number | undefined;
let close: number | undefined;
const meanwhile: number[] = [];
while (close === undefined) {
  const asked = performance.now();
  const { ranking } = await ask(engine, 'review.summary', { review });
  meanwhile.push(performance.now() - asked);
  const { meaning } = ranking;
  if (meaning?.total === top && meaning.done > 0) first ??= performance.now();
  if (first !== undefined && (meaning === undefined || meaning.total !== top || meaning.done === top)) close = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await serve.stop();
const s = (to: number | undefined) => (((to ?? NaN) - pressed) / 1000).toFixed(1);
meanwhile.sort((a, b) => a - b);
const text = `# The first 200, read together with the question

\`node bench/run.mjs top ${String(n)}\`: ${String(receipts[0]!.kept)} citations (\`bench/make-nbib.ts\`), protocol of the sample review, ranker \`cross-encoder\` chosen right after the import, nothing read before;
the bundled cross-encoder. Seconds from pressing rank. ${cpus()[0]?.model ?? ''}, ${String(cpus().length)} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}.

| first order | first scores | the first 200 read | any call meanwhile, ms (median / 95th percentile) |
|---:|---:|---:|---:|
| ${s(ordered)} | ${s(first)} | ${s(close)} | ${meanwhile[meanwhile.length >> 1]!.toFixed(1)} / ${meanwhile[Math.floor(meanwhile.length * 0.95)]!.toFixed(1)} |

Aim: 15 s. That a killed or cancelled reading gives the same answers when it goes on is shown by \`test/models/scorer.test.ts\`.
`;
writeFileSync('bench/results/top.md', text);
process.stdout.write(text);
