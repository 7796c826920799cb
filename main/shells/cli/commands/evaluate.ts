// winnow evaluate: how good was a run, by the CLEF TAR script's rules?
import { evaluateClef, readText } from '../../../engine/index.ts';
import type { Command } from '../command.ts';

export const evaluate: Command = (program, world) => {
  program
    .command('evaluate')
    .description('CLEF TAR measures of a TREC-style run, as the organisers’ script computes and prints them')
    .requiredOption('--run <file>', 'topic, action, record, rank, score, team; the order of the file counts')
    .requiredOption('--qrels <file>', 'topic, iteration, record, judgement')
    .option('--task <number>', '1: pool of 5,000; 2: the whole set', '2')
    .option('--json', 'one JSON object: {topics: [{topic, n, relevant, measures}], all, skipped, repeated}')
    .action(async (options: { run: string; qrels: string; task: string; json?: boolean }) => {
      const { out, say } = world();
      const result = evaluateClef(readText(options.run), readText(options.qrels), options.task === '1' ? 1 : 2);
      const { text, ...figures } = result;
      await out(options.json === true ? `${JSON.stringify(figures)}\n` : text);
      if (result.skipped.length > 0) say(`Topics without a relevant record, left out: ${result.skipped.join(', ')}.`);
      if (result.repeated.length > 0) say(`${String(result.repeated.length)} records stood twice in the run; the first place counts.`);
    });
};
