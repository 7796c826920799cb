// winnow evaluate: how good was a run, by the CLEF TAR script's rules?
import { evaluateClef, readText } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { withInputs } from '../places.ts';
import { wholeNumber, type World } from '../world.ts';

const mostNamed = 10;
const named = (topics: readonly string[]): string =>
  `${topics.slice(0, mostNamed).join(', ')}${topics.length > mostNamed ? ` and ${String(topics.length - mostNamed)} more` : ''}`;

export const evaluate: Command = (program, world) => {
  program
    .command('evaluate')
    .description('CLEF TAR measures of a TREC-style run, as the organisers’ script computes and prints them; what is odd about the run is said')
    .requiredOption('--run <file>', 'topic, action, record, rank, score, team; the order of the file counts; - for standard input')
    .requiredOption('--qrels <file>', 'topic, iteration, record, judgement')
    .option('--task <number>', '1: pool of 5,000; 2: the whole set', '2')
    .option('--json', 'one JSON object: {topics: [{topic, n, relevant, measures}], all, skipped, repeated}')
    .action(async (options: { run: string; qrels: string; task: string; json?: boolean }) => {
      const here = world();
      const task = wholeNumber('--task', options.task, 1, 2) === 1 ? 1 : 2;
      await withInputs([options.run, options.qrels], async ([run, qrels]) => {
        const { text, odd, ...figures } = evaluateClef(readText(run!), readText(qrels!), task);
        await here.out(options.json === true ? `${JSON.stringify(figures)}\n` : text);
        sayOdd(here, { ...figures, odd });
        if (figures.topics.length > 0) return;
        here.complain('Nothing was measured: no topic of the run has a relevant record in the qrels.');
        process.exitCode = 1;
      });
    });
};

const sayOdd = ({ say }: World, { skipped, repeated, odd }: Pick<ReturnType<typeof evaluateClef>, 'skipped' | 'repeated' | 'odd'>): void => {
  if (skipped.length > 0) say(`Topics without a relevant record, left out: ${named(skipped)}.`);
  if (odd.absent.length > 0) say(`Topics of the qrels that the run does not show, in no mean: ${named(odd.absent)}.`);
  if (odd.split.length > 0) say(`Topics whose lines do not stand together, each stretch a topic of its own: ${named(odd.split)}.`);
  if (odd.unordered.length > 0) say(`The order of the file counts, and it is not that of the ranks in ${named(odd.unordered)}.`);
  if (odd.unjudged > 0) say(`${String(odd.unjudged)} shown records are in no qrels of their topic and count as irrelevant.`);
  if (repeated.length > 0) say(`${String(repeated.length)} records stood twice in the run; the first place counts.`);
};
