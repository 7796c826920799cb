// How good is deduplication, beside the peers, and how fast? node dist/bench/dedup.js [N]: the table goes to bench/results/dedup.md
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { doi } from '../main/citations/identifiers.ts';
import { deduplicate, exact, type Deduplicated } from '../main/deduplication/index.ts';
import type { Citation } from '../shared/citation.ts';
import type { Work } from '../shared/work.ts';
import { chance, makeRecords } from './dedup-records.ts';

const shared = fileURLToPath(new URL('../../../shared/dedup/', import.meta.url));
const sets = ['respiratory', 'cytology_screening', 'stroke', 'diabetes', 'copper', 'digital_work'];

interface Measured {
  readonly wrong: number;
  readonly missed: number;
  readonly right: number;
  readonly removedRight: number;
  readonly removed: number;
  readonly surplus: number;
  readonly lost: number;
  readonly asked: number;
  readonly askedRight: number;
}

/** Pairs, removed records and lost references as the README of the sets defines them. */
const measure = (found: Deduplicated, truth: ArrayLike<string | number>): Measured => {
  const sizes = new Map<string | number, number>();
  for (let at = 0; at < truth.length; at += 1) sizes.set(truth[at] as string, (sizes.get(truth[at] as string) ?? 0) + 1);
  let pairs = 0;
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2;
  let right = 0;
  let wrong = 0;
  const removed = new Set<number>();
  for (const { members, kept } of found.groups) {
    members.forEach((a, at) => members.slice(at + 1).forEach((b) => (truth[a] === truth[b] ? (right += 1) : (wrong += 1))));
    for (const at of members) if (at !== kept) removed.add(at);
  }
  const left = new Map<string | number, number>();
  for (let at = 0; at < truth.length; at += 1) if (!removed.has(at)) left.set(truth[at] as string, (left.get(truth[at] as string) ?? 0) + 1);
  const lost = sizes.size - left.size;
  return {
    right,
    wrong,
    missed: pairs - right,
    removed: removed.size,
    removedRight: removed.size - lost,
    surplus: truth.length - sizes.size,
    lost,
    asked: found.unsure.length,
    askedRight: found.unsure.filter(({ a, b }) => truth[a] === truth[b]).length,
  };
};

interface Timed<T> {
  readonly result: T;
  readonly seconds: number;
  /** Of all threads of the process: says more than the clock where other work runs beside. */
  readonly cpuSeconds: number;
  /** Longest time between two steps, ms. */
  readonly longest: number;
  /** Share of steps longer than 5 ms. */
  readonly late: number;
  readonly peakMb: number;
}

const timed = <T>(work: Work<T>): Timed<T> => {
  const began = performance.now();
  const cpu = process.cpuUsage();
  let last = began;
  let longest = 0;
  let steps = 0;
  let late = 0;
  let peak = process.memoryUsage.rss();
  for (;;) {
    const next = work.next();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    if (now - last > 5) late += 1;
    last = now;
    if ((steps += 1) % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    if (!next.done) continue;
    const used = process.cpuUsage(cpu);
    return {
      result: next.value,
      seconds: (now - began) / 1000,
      cpuSeconds: (used.user + used.system) / 1e6,
      longest,
      late: late / steps,
      peakMb: Math.max(peak, process.memoryUsage.rss()) / 2 ** 20,
    };
  }
};

const citationOf = (row: Record<string, string | undefined>, file: string, line: number): Citation => ({
  id: row['id'] ?? String(line),
  source: { file, line },
  title: row['title'] || undefined,
  authors: row['authors'] ? row['authors'].split('; ') : undefined,
  year: /\d{4}/.test(row['year'] ?? '') ? Number(/\d{4}/.exec(row['year'] ?? '')?.[0]) : undefined,
  journal: row['journal'] || undefined,
  volume: row['volume'] || undefined,
  issue: row['issue'] || undefined,
  pages: row['pages'] || undefined,
  doi: doi(row['doi']),
  pmid: row['pmid'] || undefined,
  abstract: row['abstract'] || undefined,
  type: row['type'] ? [row['type']] : undefined,
});

const readSet = (name: string): { citations: Citation[]; truth: string[] } => {
  const [head = [], ...rows] = gunzipSync(readFileSync(`${shared}${name}/records.tsv.gz`)).toString('utf8').trimEnd().split('\n').map((line) => line.split('\t')); // prettier-ignore
  const groups = new Map(readFileSync(`${shared}${name}/truth.tsv`, 'utf8').trimEnd().split('\n').map((line) => line.split('\t') as [string, string])); // prettier-ignore
  const citations = rows.map((row, at) => citationOf(Object.fromEntries(head.map((field, place) => [field, row[place]])), name, at + 2));
  return { citations, truth: citations.map((citation) => groups.get(citation.id) ?? citation.id) };
};

const rng = chance(5);
/** Ways to make records poorer. */
const withheld: readonly (readonly [string, (citation: Citation) => Citation])[] = [
  ['DOI, PMID, abstract', (citation) => ({ ...citation, doi: undefined, pmid: undefined, abstract: undefined })],
  ['volume, issue, pages', (citation) => ({ ...citation, volume: undefined, issue: undefined, pages: undefined })],
  [
    'each field but the title, by chance 1 in 4',
    (citation) => {
      const kept = <T>(value: T): T | undefined => (rng() < 0.25 ? undefined : value);
      const { authors, year, journal, volume, issue, pages, doi: number, pmid, abstract } = citation;
      return {
        ...citation,
        authors: kept(authors),
        year: kept(year),
        journal: kept(journal),
        volume: kept(volume),
        issue: kept(issue),
        pages: kept(pages),
        doi: kept(number),
        pmid: kept(pmid),
        abstract: kept(abstract),
      };
    },
  ],
  ['all but title, authors, year', ({ id, source, title, authors, year }) => ({ id, source, title, authors, year })],
];

const percent = (part: number, of: number): string => (of === 0 ? '–' : ((100 * part) / of).toFixed(1));
const row = (set: string, tool: string, m: Measured, seconds: number): string =>
  `| ${set} | ${tool} | ${percent(m.right, m.right + m.wrong)} | ${percent(m.right, m.right + m.missed)} | ${m.wrong} | ${percent(m.removedRight, m.removed)} | ${percent(m.removedRight, m.surplus)} | ${m.lost} | ${seconds.toFixed(2)} | ${m.asked} (${m.askedRight}) |`;

const lines: string[] = [
  '# Duplicates: what is found, beside the peers',
  '',
  `Made by \`bench/dedup.ts\`; ${cpus().length} cores, Node ${process.versions.node}. ${loadavg()[0]?.toFixed(0) ?? '?'} was the mean load when it began (times are of a busy machine where it is above the number of cores). Peers' rows are copied from \`../shared/dedup/README.md\`.`,
  'Pair P/R: all pairs in our groups against all true pairs; removed P/R: surplus records; lost: references of which no record is left; asked: pairs offered to the user, in brackets those that are one reference.',
  'Nothing was fitted: weights and rules are set by hand in `main/deduplication/verdict.ts`, with these sets read during development.',
  '',
];

if (existsSync(shared)) {
  const peers = readFileSync(`${shared}README.md`, 'utf8').split('\n');
  lines.push(
    '| set | tool | pair P | pair R | wrong pairs | removed P | removed R | lost | s | asked |',
    '|---|---|---:|---:|---:|---:|---:|---:|---:|---:|',
  );
  for (const name of sets) {
    const { citations, truth } = readSet(name);
    const whole = timed(deduplicate(citations));
    const cheap = timed(exact(citations));
    lines.push(
      row(name, '**Winnow**', measure(whole.result, truth), whole.seconds),
      row(name, 'Winnow, exact stage', measure(cheap.result, truth), cheap.seconds),
    );
    for (const line of peers) if (line.startsWith(`| ${name} |`)) lines.push(`${line.trimEnd()} |`);
  }
  lines.push(
    '',
    '## The same sets with fields withheld',
    '',
    'How far it leans on each field, and what is left of it on poor exports. Many pairs cannot be told apart by anyone then: two meeting abstracts of one title and one team.',
    '',
    '| withheld | set | pair P | pair R | wrong pairs | lost | asked |',
    '|---|---|---:|---:|---:|---:|---:|',
  );
  for (const [what, without] of withheld)
    for (const name of sets) {
      const { citations, truth } = readSet(name);
      const { result } = timed(deduplicate(citations.map(without)));
      const m = measure(result, truth);
      lines.push(
        `| ${what} | ${name} | ${percent(m.right, m.right + m.wrong)} | ${percent(m.right, m.right + m.missed)} | ${m.wrong} | ${m.lost} | ${m.asked} (${m.askedRight}) |`,
      );
    }
  lines.push('', '## Traps', '', '| cases | "same" right | "different" right | asked |', '|---|---:|---:|---:|');
  for (const file of ['traps.json', 'cases_real.json']) {
    const cases = JSON.parse(readFileSync(shared + file, 'utf8')) as {
      id: string;
      verdict: string;
      ask?: boolean;
      records: Record<string, string>[];
    }[];
    const right = { same: 0, different: 0 };
    const all = { same: 0, different: 0 };
    let asked = 0;
    const misses: string[] = [];
    for (const { id, verdict, ask, records } of cases) {
      const { result } = timed(deduplicate(records.map((record, at) => citationOf(record, file, at + 1))));
      const offered = result.unsure.length > 0;
      if (offered) asked += 1;
      const joined = result.groups.some((group) => group.members.length === records.length);
      const kind = verdict === 'same' ? 'same' : 'different';
      const good = offered ? ask === true : verdict === 'same' ? joined : result.groups.length === 0;
      all[kind] += 1;
      if (good) right[kind] += 1;
      else misses.push(id);
    }
    lines.push(
      `| ${file}${misses.length > 0 ? ` (missed: ${misses.join(', ')})` : ''} | ${right.same} of ${all.same} | ${right.different} of ${all.different} | ${asked} |`,
    );
  }
  lines.push('', '`c03` calls two versions of a Cochrane review one reference; here they are two, linked (as in trap `t49`).', '');
} else process.stdout.write('skipped: no ../shared\n');

const n = Number(process.argv[2] ?? 100_000);
const made = makeRecords(n, 0.2);
const before = process.memoryUsage.rss() / 2 ** 20;
const run = timed(deduplicate(made.citations));
const m = measure(run.result, made.truth);
const quick = timed(exact(made.citations));
lines.push(
  `## ${n.toLocaleString('en')} invented records, a fifth of them duplicates`,
  '',
  '| | s | CPU s | records/s | memory before, MB | at most, MB | longest step, ms | steps over 5 ms | pair P | pair R | lost | asked |',
  '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
  `| all stages | ${run.seconds.toFixed(1)} | ${run.cpuSeconds.toFixed(1)} | ${Math.round(n / run.seconds)} | ${Math.round(before)} | ${Math.round(run.peakMb)} | ${run.longest.toFixed(1)} | ${percent(run.late, 1)} % | ${percent(m.right, m.right + m.wrong)} | ${percent(m.right, m.right + m.missed)} | ${m.lost} | ${m.asked} |`,
  `| exact stage | ${quick.seconds.toFixed(1)} | ${quick.cpuSeconds.toFixed(1)} | ${Math.round(n / quick.seconds)} | | ${Math.round(quick.peakMb)} | ${quick.longest.toFixed(1)} | ${percent(quick.late, 1)} % | | | | |`,
  '',
);
const out = fileURLToPath(new URL('../../bench/results/', import.meta.url));
mkdirSync(out, { recursive: true });
writeFileSync(`${out}dedup.md`, `${lines.join('\n')}\n`);
process.stdout.write(`${lines.join('\n')}\n`);
