// winnow export: what was decided, for other tools.
import type { Command } from '../command.ts';
import { withEngine } from '../inside.ts';
import { WrongUse } from '../world.ts';

const kinds = ['include', 'exclude', 'maybe', 'unscreened', 'prior'] as const;
type Kind = (typeof kinds)[number];

const onlyOf = (given: string | undefined): Kind[] | undefined =>
  given?.split(',').map((word) => {
    const kind = kinds.find((one) => one === word.trim());
    if (kind === undefined) throw new WrongUse(`--only ${word}: choose of ${kinds.join(', ')}.`);
    return kind;
  });

export const exporting: Command = (program, world, version) => {
  program
    .command('export')
    .description('the citations of a review in any format, with decisions; prints {"file","count"}')
    .argument('<review>', 'REVIEW.winnow')
    .requiredOption('--to <format>', 'ris, nbib, csv, tsv, xlsx, asreview-csv, rayyan-csv, covidence-ris, jsonl …')
    .requiredOption('-o, --output <file>', 'where to write')
    .option('--only <list>', `some of ${kinds.join(',')}; all by default`)
    .option('--order <order>', 'rank, decision or key', 'rank')
    .action(async (path: string, options: { to: string; output: string; only?: string; order: string }) => {
      const here = world();
      const order = (['rank', 'decision', 'key'] as const).find((one) => one === options.order);
      if (order === undefined) throw new WrongUse(`--order ${options.order}: choose rank, decision or key.`);
      const only = onlyOf(options.only);
      await withEngine(here, version, async ({ refer, exportTo, call }) => {
        const { review } = await call('review.openFile', { file: refer(path) });
        exportTo(options.output);
        const { count } = await call('export.write', { review, format: options.to, only, order }, (step) => here.progress('export', step));
        await call('review.close', { review });
        await here.out(`${JSON.stringify({ file: options.output, count })}\n`);
        here.say(`${String(count)} citations in ${options.output}.`);
      });
    });
};
