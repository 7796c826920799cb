// Does ASReview's own package read what we write, every decision with it? node bench/run.mjs asreview --python VENV/bin/python
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Citation } from '../shared/citation.ts';
import { readFile, writeFile } from '../main/engine/reading/index.ts';
import type { Outgoing } from '../main/formats/index.ts';

const { values } = parseArgs({
  options: { python: { type: 'string', default: 'python3' }, work: { type: 'string', default: 'bench/work/asreview' } },
});
mkdirSync(values.work, { recursive: true });

const citations: Citation[] = [];
for await (const read of readFile('resources/sample/sample.nbib')) if (!('code' in read)) citations.push(read);
const labels = JSON.parse(readFileSync('resources/sample/labels.json', 'utf8')) as Record<string, number>;
/** Two in three decided, with reasons, notes and tags; the rest not seen. */
const rows = citations.map((citation, at): Outgoing => {
  if (at % 3 === 2) return { citation };
  const verdict = labels[citation.id] === 1 ? 'include' : 'exclude';
  return {
    citation,
    rank: at + 1,
    decision: {
      verdict,
      reason: verdict === 'exclude' ? 'Wrong population' : undefined,
      notes: ['see “full text”; p. 3'],
      tags: ['rct, maybe'],
      at: '2026-01-02T03:04:05Z',
      by: 'Ama',
    },
  };
});
const wanted = rows.map(({ decision }) => (decision === undefined ? null : decision.verdict === 'include' ? 1 : 0));

const formats = ['asreview-csv', 'csv', 'ris', 'asreview-ris', 'xlsx', 'asreview-xlsx', 'tsv'];
const lines: string[] = [];
for (const format of formats) {
  const path = `${values.work}/${format}.${format.replace('asreview-', '')}`;
  await writeFile(format, rows, path);
  const done = spawnSync(values.python, ['bench/peers/asreview_reads.py', path], { encoding: 'utf8' });
  if (done.status !== 0) {
    lines.push(`| ${format} | – | – | ${(done.stderr.trim().split('\n').at(-1) ?? '').slice(0, 120)} |`);
    continue;
  }
  const seen = JSON.parse(done.stdout) as { records: number; labels: (0 | 1 | null)[]; titles: string[] };
  const right = seen.labels.filter((label, at) => label === wanted[at]).length;
  const titles = seen.titles.filter((title, at) => title === citations[at]?.title).length;
  lines.push(
    `| ${format} | ${String(seen.records)} of ${String(rows.length)} | ${String(right)} of ${String(wanted.length)} | titles ${String(titles)} of ${String(citations.length)} |`,
  );
}
const table = [
  '# ASReview reads what we write',
  '',
  'asreview 3.0.8 on the sample review with 76 of 113 decided, notes, tags and reasons: `node bench/run.mjs asreview --python VENV/bin/python`.',
  '',
  '| format | records | labels right (decided and not seen) | |',
  '|---|---|---|---|',
  ...lines,
  '',
].join('\n');
writeFileSync('bench/results/asreview.md', table);
process.stdout.write(table);
