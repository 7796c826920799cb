// How many of 500 kills at random moments cost a saved decision? `node bench/run.mjs kills [COUNT]` → bench/results/kills.md
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish } from '../shared/work.ts';
import { createReview } from '../main/store/index.ts';
import { killOnce } from '../test/store/kills.ts';
import { bundled } from '../test/store/processes.ts';

const count = Number(process.argv[2] ?? 500);
mkdirSync('bench/work', { recursive: true });
const home = mkdtempSync(join('bench/work', 'kills-'));
const path = join(home, 'killed.winnow');
const review = createReview(path, { by: 'bench', protocol: { title: 'Kills', criteria: [] } }, { now: () => new Date().toISOString() });
const importing = review.write.startImport({ file: 'a.ris', format: 'ris', encoding: 'utf-8' });
finish(importing.add(Array.from({ length: 200 }, (_, at) => ({ id: `r${at}`, source: { file: 'a.ris', line: at }, title: `Tea ${at}` }))));
importing.finish({ warnings: [] }, { key: 'import', by: 'bench' });
review.close();

const program = await bundled();
const total = { acknowledged: 0, lost: 0, faults: 0, unsaid: 0 };
const started = performance.now();
for (let round = 0; round < count; round += 1) {
  const killed = await killOnce(program, path, round, Math.random() * 250);
  total.acknowledged += killed.acknowledged;
  total.lost += killed.lost.length;
  total.faults += killed.faults.length;
  total.unsaid += killed.unsaid;
  if (killed.lost.length + killed.faults.length > 0) process.stderr.write(`${round}: ${JSON.stringify(killed)}\n`);
}
program.remove();
rmSync(home, { recursive: true, force: true });
const seconds = Math.round((performance.now() - started) / 1000);
const text = `# Kills
\`node bench/run.mjs kills ${count}\`: a process decides, ranks, imports, backs up, closes and reopens one review; SIGKILL after 0 to 250 ms;
then the review and its backups are opened and verified whole, and compared with what the process had said.

| kills | answered as saved | of these lost | faults found by verify | saved, killed before the answer | seconds |
|---:|---:|---:|---:|---:|---:|
| ${count} | ${total.acknowledged} | ${total.lost} | ${total.faults} | ${total.unsaid} | ${seconds} |

SIGKILL leaves what the system has in memory; a power cut is covered by \`synchronous=FULL\` and the sync of every rename, not by this run.
`;
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/kills.md', text);
process.stdout.write(text);
if (total.lost + total.faults > 0) process.exitCode = 1;
