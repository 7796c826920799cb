// winnow bench: measured on labelled sets of your own. So far: how robust rankers are against another wording.
import { basename } from 'node:path';
import { csv, robustnessOf, setFrom, summariseRobustness, writeText, type RobustnessRow } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { networkFor } from '../network.ts';
import { WrongUse } from '../world.ts';

const help = `
Each record, or the question, is worded otherwise (upper case, typos, the other English, headings removed, sentences shuffled, keywords appended, title
repeated, abstract dropped; synonyms, word order) and all is ranked anew. shift: mean |rank before − after| / N; overlap: share of the first tenth that
stays in it; tau: Kendall's; ap, wss95: after less before; worst: the relevant record that fell furthest, in N. Learners see 5 of each label beforehand.`;

const columns = ['ranker', 'perturbation', 'reviews', 'shift', 'shiftSd', 'overlap', 'tau', 'ap', 'wss95', 'worst'] as const;
const rowColumns = ['review', 'ranker', 'perturbation', 'n', 'shift', 'overlap', 'tau', 'ap', 'wss95', 'worst'] as const;

export const bench: Command = (program, world) => {
  program
    .command('bench')
    .description('measurements on labelled sets')
    .command('robustness')
    .description('how far ranks move, per ranker and perturbation; one JSON line each, means over the sets')
    .argument('<dir...>', 'labelled sets, a folder each (see winnow simulate)')
    .option('--rankers <list>', 'names separated by commas', 'bm25,winnow')
    .option('--labels <level>', 'final or abstract', 'final')
    .option('--seed <number>', 'decides typos, shuffles and what learners are shown', '0')
    .option('--no-model', 'without the bundled language model: words only')
    .option('--with-model <name>', 'a model of your own (winnow models list) instead of the bundled one')
    .option('-o, --output <file>', 'CSV of every set, ranker and perturbation')
    .addHelpText('after', help)
    .action(
      async (folders: string[], options: { rankers: string; labels: string; seed: string; model: boolean; withModel?: string; output?: string }) => {
        const here = world();
        const seed = Number(options.seed);
        if (!Number.isSafeInteger(seed)) throw new WrongUse(`--seed ${options.seed}: a whole number.`);
        if (options.labels !== 'final' && options.labels !== 'abstract') throw new WrongUse(`--labels ${options.labels}: choose final or abstract.`);
        const rankers = options.rankers.split(',').map((name) => name.trim());
        const rows: RobustnessRow[] = [];
        const network = networkFor(here, options);
        try {
          for (const folder of folders) {
            const set = setFrom(folder.replace(/[/\\]+$/, ''), options.labels);
            await robustnessOf(set, {
              rankers,
              seed,
              evidence: ({ citations, protocol }) => (options.model ? network.evidence(citations, protocol, rankers) : Promise.resolve(undefined)),
              signal: here.signal,
              row: (row) => rows.push(row),
            });
            here.say(`${basename(folder)}: ${String(set.citations.length)} records.`);
          }
        } finally {
          await network.close();
        }
        if (options.output !== undefined) await writeText(options.output, csv(rowColumns, rows));
        const summary = summariseRobustness(rows);
        await here.out(summary.map((row) => `${JSON.stringify(Object.fromEntries(columns.map((name) => [name, rounded(row[name])])))}\n`).join(''));
      },
    );
};

const rounded = (value: string | number): string | number => (typeof value === 'number' ? Number(value.toFixed(6)) : value);
