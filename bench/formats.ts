// How well are the fixtures read? A table by format, each miss in one line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { entries, tryEntry, type Outcome } from './fixtures.ts';

const folder = process.argv[2] ?? '../shared/fixtures';
const outcomes: Outcome[] = [];
for (const entry of entries(folder)) outcomes.push(await tryEntry(folder, entry));

const counted = (o: Outcome): boolean =>
  o.entry.invalid ? o.refused !== undefined && o.count === 0 : o.count === o.entry.n || (o.entry.allow_refusal === true && o.refused !== undefined);
const skippable = (o: Outcome): boolean => o.entry.allow_refusal === true && o.refused !== undefined;

const groups = new Map<string, Outcome[]>();
for (const one of outcomes) groups.set(one.entry.format, [...(groups.get(one.entry.format) ?? []), one]);
const lines = [
  '# Fixtures read',
  '',
  `${String(outcomes.length)} files of \`../shared/fixtures\`; count and fields as its README compares them.`,
  '',
  '| format | files | count right | fields checked | fields right | slowest s |',
  '|---|---:|---:|---:|---:|---:|',
];
const sum = (list: readonly Outcome[], of: (o: Outcome) => number): number => list.reduce((total, one) => total + of(one), 0);
const row = (name: string, list: readonly Outcome[]): string => {
  const checked = sum(list, (o) => (skippable(o) ? 0 : o.checked));
  const wrong = sum(list, (o) => (skippable(o) ? 0 : o.misses.length));
  return `| ${name} | ${String(list.length)} | ${String(list.filter(counted).length)} | ${String(checked)} | ${String(checked - wrong)} | ${Math.max(...list.map((o) => o.seconds)).toFixed(2)} |`;
};
for (const [name, list] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) lines.push(row(name, list));
lines.push(row('**all**', outcomes), '', '## Misses', '');
for (const o of outcomes) {
  if (!counted(o))
    lines.push(
      `- \`${o.entry.file}\`: ${o.entry.invalid ? 'read though invalid' : `wanted ${String(o.entry.n)} records, got ${String(o.count)}`}${o.refused === undefined ? '' : ` (refused: ${o.refused})`}${o.crashed === undefined ? '' : ` (CRASH: ${o.crashed})`}`,
    );
  else if (!o.sumHolds) lines.push(`- \`${o.entry.file}\`: the receipt does not sum up`);
  if (!skippable(o)) for (const miss of o.misses) lines.push(`- \`${o.entry.file}\`: ${miss}`);
}
if (lines.at(-1) === '') lines.push('None.');
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/formats.md', `${lines.join('\n')}\n`);
process.stdout.write(`${lines.join('\n')}\n`);
