// winnow simulate: screening simulated on labelled sets.
import { basename } from 'node:path';
import { readText, setFrom, simulateAll } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { networkFor, serverOptions } from '../network.ts';
import { WrongUse } from '../world.ts';

const help = `
DIR holds records.tsv.gz (or records.tsv) with the header
  id title abstract year authors journal doi pmid keywords mesh label_abstract label_final
and protocol.json (title, question, criteria[], boolean_query). An empty label_final where label_abstract is 0 counts as 0;
other empty ones leave the set. OUT gets runs.csv, summary.csv and orders/*.tsv.gz; what is there already is not done again.`;

const among = <T extends string>(name: string, given: string, allowed: readonly T[]): T[] =>
  given.split(',').map((word) => {
    const found = allowed.find((one) => one === word.trim());
    if (found === undefined) throw new WrongUse(`${name} ${word}: choose of ${allowed.join(', ')}.`);
    return found;
  });

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
}

export const simulate: Command = (program, world) => {
  const [vectorsFrom, pairsFrom] = serverOptions();
  program
    .command('simulate')
    .description('screening simulated on labelled sets: per-run rows, means over reviews, orders')
    .argument('<dir...>', 'labelled sets, a folder each')
    .option('--rankers <list>', 'names separated by commas', 'winnow')
    .option('--priors <list>', 'none, 1+1 (one relevant and one irrelevant, drawn by the seed; they leave N and R)', 'none')
    .option('--seeds <number>', 'runs of each learner with priors', '1')
    .option('--labels <level>', 'final or abstract', 'final')
    .option('--prior-ids <file>', 'JSON {review: [[id, id], …]}, one list a seed: fixes the priors')
    .option('--stop <rules...>', 'stopping rules to play on each run: late-evidence, buscar, consecutive:run=200, ipp, qbcb … (OUT/stopping.csv)')
    .option('--target <list>', 'recalls the rules aim at', '0.95')
    .option('--explore <share>', 'share of the picks that look beyond the likeliest records, 0 to 0.2', '0')
    .option('--no-model', 'without the bundled language model: words only')
    .option('--with-model <name>', 'a model of your own (winnow models list) instead of the bundled one')
    .addOption(vectorsFrom)
    .addOption(pairsFrom)
    .requiredOption('-o, --output <folder>', 'OUT')
    .addHelpText('after', help)
    .action(async (folders: string[], options: Options) => {
      const here = world();
      const seeds = Number(options.seeds);
      if (!Number.isInteger(seeds) || seeds < 1) throw new WrongUse(`--seeds ${options.seeds}: a whole number from 1.`);
      const rankers = options.rankers.split(',').map((name) => name.trim());
      const network = networkFor(here, options);
      const [labels = 'final'] = among<'final' | 'abstract'>('--labels', options.labels, ['final', 'abstract']);
      const evidenceOf = (folder: string) => {
        const { citations, protocol } = setFrom(folder, labels);
        return network.evidence(citations, protocol, rankers);
      };
      const rows = await simulateAll({
        folders: folders.map((folder) => folder.replace(/[/\\]+$/, '')),
        rankers,
        priors: among('--priors', options.priors, ['none', '1+1']),
        seeds,
        labels,
        ...(options.priorIds === undefined ? {} : { priorIds: priorIds(options.priorIds) }),
        stop: (options.stop ?? []).flatMap((rules) => rules.split(/,(?![^:]*=)/)),
        targets: targetsOf(options.target),
        explore: shareOf(options.explore),
        out: options.output,
        evidence: options.model ? (folder) => evidenceOf(folder) : undefined,
        signal: here.signal,
        step: (step) => here.progress('runs', step),
        done: (row) =>
          here.say(
            `${row.review} ${row.ranker} ${row.priors} ${String(row.seed)}: AP ${fixed(row.ap)}, WSS@95 ${fixed(row.wss95)}, loss ${fixed(row.loss)} (${row.seconds.toFixed(1)} s)`,
          ),
      }).finally(() => network.close());
      await here.out(`${JSON.stringify({ runs: rows.length, out: options.output })}\n`);
    });
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
  const isLists = (lists: unknown): lists is string[][] =>
    Array.isArray(lists) && lists.every((list) => Array.isArray(list) && list.every((id) => typeof id === 'string'));
  if (typeof value !== 'object' || value === null || !Object.values(value).every(isLists))
    throw new WrongUse(`--prior-ids ${basename(file)} is not {review: [[id, id], …]}.`);
  return value as Record<string, string[][]>;
};
