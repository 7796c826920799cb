// winnow simulate: screening simulated on labelled sets.
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../../../shared/failures.ts';
import { needChances, readText, simulateAll } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { networkFor, sayWithout, serverOptions } from '../network.ts';
import { protocolAt } from '../protocol.ts';
import { setsAt, setsHelp } from '../sets.ts';
import { wholeNumber, WrongUse } from '../world.ts';

const help = `
${setsHelp}
OUT gets runs.csv, summary.csv and orders/*.tsv.gz, with --stop also stopping.csv; what is there already is not done again.`;

const among = <T extends string>(name: string, given: string, allowed: readonly T[]): T[] =>
  once(
    given.split(',').map((word) => {
      const found = allowed.find((one) => one === word.trim());
      if (found === undefined) throw new WrongUse(`${name} ${word}: choose of ${allowed.join(', ')}.`);
      return found;
    }),
  );

const once = <T>(list: readonly T[]): T[] => [...new Set(list)];

interface Options {
  readonly rankers: string;
  readonly priors: string;
  readonly seeds: string;
  readonly labels: string;
  readonly priorIds?: string;
  readonly output: string;
  readonly stop?: string[];
  readonly target: string;
  readonly explore: string;
  readonly model: boolean;
  readonly withModel?: string;
  readonly vectorsFrom?: string;
  readonly pairsFrom?: string;
  readonly protocol?: string;
}

export const simulate: Command = (program, world) => {
  const [vectorsFrom, pairsFrom] = serverOptions();
  program
    .command('simulate')
    .description('screening simulated on labelled sets: per-run rows, means over reviews, orders')
    .argument('<dir...>', 'labelled sets, a folder each, or files with decisions')
    .option('--rankers <list>', 'names separated by commas', 'winnow')
    .option('--priors <list>', 'none, 1+1 (one relevant and one irrelevant, drawn by the seed; they leave N and R)', 'none')
    .option('--seeds <number>', 'runs of each learner with priors', '1')
    .option('--labels <level>', 'final or abstract', 'final')
    .option('--prior-ids <file>', 'JSON {review: [[id, id], …]}, one list a seed: fixes the priors')
    .option('--stop <rules...>', 'stopping rules to play on each run: late-evidence, buscar, consecutive:run=200, ipp, qbcb … (OUT/stopping.csv)')
    .option('--target <list>', 'recalls the rules aim at', '0.95')
    .option('--explore <share>', 'share of the picks that look beyond the likeliest records, 0 to 0.2', '0')
    .option('--protocol <file>', 'of the files with decisions (JSON as in protocol.json)')
    .option('--no-model', 'without the bundled language model: words only')
    .option('--with-model <name>', 'a model of your own (winnow models list) instead of the bundled one')
    .addOption(vectorsFrom)
    .addOption(pairsFrom)
    .requiredOption('-o, --output <folder>', 'OUT')
    .addHelpText('after', help)
    .action(async (folderArguments: string[], options: Options) => {
      const here = world();
      const seeds = wholeNumber('--seeds', options.seeds, 1);
      const rankers = once(options.rankers.split(',').map((name) => name.trim()));
      const priors = among('--priors', options.priors, ['none', '1+1']);
      const level = (['final', 'abstract'] as const).find((one) => one === options.labels);
      if (level === undefined) throw new WrongUse(`--labels ${options.labels}: choose final or abstract.`);
      const [targets, explore] = [targetsOf(options.target), shareOf(options.explore)];
      const stop = once((options.stop ?? []).flatMap((rules) => rules.split(/,(?![^:]*=)/)));
      const fixedPriors = options.priorIds === undefined ? undefined : priorIds(options.priorIds);
      if (fixedPriors !== undefined && !priors.includes('1+1'))
        throw new WrongUse('--prior-ids fixes the priors of --priors 1+1, which is not asked for.');
      sayWithout(here, options, rankers);
      const silent = stop.filter((rule) => needChances.has(rule.split(':')[0]!));
      if (silent.length > 0) here.say(`${silent.join(', ')}: a simulation has no calibrated chances, without which this never stops.`);
      folderAt(options.output);
      const protocol = await protocolAt(here, options.protocol);
      const { folders, sets } = await setsAt(here, folderArguments, { level, protocol, into: join(options.output, 'sets') });
      if (fixedPriors !== undefined) checkPriors(fixedPriors, folders, { seeds, say: here.say });
      const network = networkFor(here, options);
      const evidenceOf = (folder: string) => {
        const { citations, protocol: sought } = sets[folders.indexOf(folder)]!;
        return network.evidence(citations, sought, rankers);
      };
      const rows = await simulateAll({
        folders,
        rankers,
        priors,
        seeds,
        labels: level,
        ...(fixedPriors === undefined ? {} : { priorIds: fixedPriors }),
        stop,
        targets,
        explore,
        out: options.output,
        models: [options.withModel, options.vectorsFrom, options.pairsFrom],
        evidence: options.model ? (folder) => evidenceOf(folder) : undefined,
        signal: here.signal,
        step: (step) => here.progress('runs', step),
        done: (row) =>
          here.say(
            `${row.review} ${row.ranker} ${row.priors} ${String(row.seed)}: ${
              row.included === 0
                ? 'no measure, for nothing relevant is left beside the priors'
                : `AP ${fixed(row.ap)}, WSS@95 ${fixed(row.wss95)}, loss ${fixed(row.loss)}`
            } (${row.seconds.toFixed(1)} s)`,
          ),
      }).finally(() => network.close());
      await here.out(`${JSON.stringify({ runs: rows.length, out: options.output })}\n`);
    });
};

/** @throws Failure 'file.write' */
const folderAt = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new Failure('file.write', {
      file: path,
      why: code === 'EEXIST' || code === 'ENOTDIR' ? 'a file is where the folder should be' : String(error),
    });
  }
};

type Priors = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Sets without priors of their own would be drawn some by the seed. @throws WrongUse */
const checkPriors = (given: Priors, folders: readonly string[], { seeds, say }: { seeds: number; say: (sentence: string) => void }): void => {
  for (const name of folders.map((folder) => basename(folder))) {
    const lists = Object.hasOwn(given, name) ? given[name]! : undefined;
    if (lists === undefined) throw new WrongUse(`--prior-ids names no priors of ${name}; it names ${Object.keys(given).join(', ') || 'none'}.`);
    if (lists.length < seeds) say(`${name}: --prior-ids has ${String(lists.length)} lists, so there are not ${String(seeds)} runs but as many.`);
  }
};

const shareOf = (text: string): number => {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 0.2)) throw new WrongUse(`--explore ${text}: a share from 0 to 0.2.`);
  return share;
};

const targetsOf = (text: string): number[] =>
  text.split(',').map((word) => {
    const target = Number(word);
    if (!(target > 0 && target <= 1)) throw new WrongUse(`--target ${word}: a recall over 0, at most 1.`);
    return target;
  });

const fixed = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(4));

const priorIds = (file: string): Record<string, string[][]> => {
  let value: unknown;
  try {
    value = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw new WrongUse(`--prior-ids ${basename(file)} is not JSON.`);
    throw error;
  }
  const isLists = (lists: unknown): lists is (string | number)[][] =>
    Array.isArray(lists) && lists.every((list) => Array.isArray(list) && list.every((id) => typeof id === 'string' || typeof id === 'number'));
  if (typeof value !== 'object' || value === null || !Object.values(value).every(isLists))
    throw new WrongUse(`--prior-ids ${basename(file)} is not {review: [[id, id], …]}.`);
  return Object.fromEntries(
    Object.entries(value as Record<string, (string | number)[][]>).map(([review, lists]) => [review, lists.map((ids) => ids.map(String))]),
  );
};
