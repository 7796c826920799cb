// winnow bench: measured on labelled sets of your own. So far: how robust rankers are against another wording.
import { csv, robustnessOf, summariseRobustness, writeText, type RobustnessRow } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { networkFor, sayWithout } from '../network.ts';
import { withFolder, withPlaceIfAny } from '../places.ts';
import { protocolAt } from '../protocol.ts';
import { setsAt, setsHelp } from '../sets.ts';
import { wholeNumber, WrongUse, type World } from '../world.ts';

const help = `
Each record, or the question, is worded otherwise (upper case, typos, the other English, headings removed, sentences shuffled, keywords appended, title
repeated, abstract dropped; synonyms, word order) and all is ranked anew. shift: mean |rank before − after| / N; overlap: share of the first tenth that
stays in it; tau: Kendall's; ap, wss95: after less before; worst: the relevant record that fell furthest, in N. Learners see 5 of each label beforehand.
${setsHelp}`;

const columns = ['ranker', 'perturbation', 'reviews', 'shift', 'shiftSd', 'overlap', 'tau', 'ap', 'wss95', 'worst'] as const;
const rowColumns = ['review', 'ranker', 'perturbation', 'n', 'shift', 'overlap', 'tau', 'ap', 'wss95', 'worst'] as const;

export const bench: Command = (program, world) => {
  program
    .command('bench')
    .description('measurements on labelled sets')
    .command('robustness')
    .description('how far ranks move, per ranker and perturbation; one JSON line each, means over the sets')
    .argument('<dir...>', 'labelled sets, a folder each, or files with decisions')
    .option('--rankers <list>', 'names separated by commas', 'bm25,winnow')
    .option('--labels <level>', 'final or abstract', 'final')
    .option('--seed <number>', 'decides typos, shuffles and what learners are shown', '0')
    .option('--protocol <file>', 'of the files with decisions (JSON as in protocol.json)')
    .option('--no-model', 'without the bundled language model: words only')
    .option('--with-model <name>', 'a model of your own (winnow models list) instead of the bundled one')
    .option('-o, --output <file>', 'CSV of every set, ranker and perturbation')
    .addHelpText('after', help)
    .action(async (given: string[], options: Options) => {
      const here = world();
      const { output } = options;
      if (output === '-') throw new WrongUse('Standard output holds the means: -o needs the name of a file.');
      await withPlaceIfAny(here, { option: '-o', path: output, read: [] }, async (place) => {
        const rows = await measured(here, given, options);
        if (place === undefined) return;
        await writeText(place.path, csv(rowColumns, rows));
        await place.deliver();
      });
    });
};

interface Options {
  readonly rankers: string;
  readonly labels: string;
  readonly seed: string;
  readonly model: boolean;
  readonly withModel?: string;
  readonly protocol?: string;
  readonly output?: string;
}

const measured = async (here: World, given: readonly string[], options: Options): Promise<readonly RobustnessRow[]> => {
  const seed = wholeNumber('--seed', options.seed);
  const level = (['final', 'abstract'] as const).find((one) => one === options.labels);
  if (level === undefined) throw new WrongUse(`--labels ${options.labels}: choose final or abstract.`);
  const rankers = [...new Set(options.rankers.split(',').map((name) => name.trim()))];
  sayWithout(here, options, rankers);
  const protocol = await protocolAt(here, options.protocol);
  const rows: RobustnessRow[] = [];
  await withFolder(async (into) => {
    const { sets } = await setsAt(here, given, { level, protocol, into });
    const network = networkFor(here, options);
    try {
      for (const set of sets) {
        await robustnessOf(set, {
          rankers,
          seed,
          evidence: ({ citations, protocol: sought }) => (options.model ? network.evidence(citations, sought, rankers) : Promise.resolve(undefined)),
          signal: here.signal,
          row: (row) => rows.push(row),
        });
        here.say(`${set.name}: ${String(set.citations.length)} records.`);
      }
    } finally {
      await network.close();
    }
  });
  const summary = summariseRobustness(rows);
  await here.out(summary.map((row) => `${JSON.stringify(Object.fromEntries(columns.map((name) => [name, rounded(row[name])])))}\n`).join(''));
  return rows;
};

const rounded = (value: string | number): string | number => (typeof value === 'number' ? Number(value.toFixed(6)) : value);
