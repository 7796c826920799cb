// winnow export: what was decided, for other tools.
import type { Command } from '../command.ts';
import { withEngine } from '../inside.ts';
import { withPlace } from '../places.ts';
import { WrongUse } from '../world.ts';

const kinds = ['include', 'exclude', 'maybe', 'unscreened', 'prior'] as const;
type Kind = (typeof kinds)[number];

const onlyOf = (given: string | undefined): Kind[] | undefined =>
  given?.split(',').map((word) => {
    const kind = kinds.find((one) => one === word.trim());
    if (kind === undefined) throw new WrongUse(`--only ${word}: choose of ${kinds.join(', ')}.`);
    return kind;
  });

/** Several files (Covidence: one a verdict) leave as one archive: it is not called by another name. */
const archiveName = (path: string): string => (/\.zip$/i.test(path) ? path : `${path.replace(/\.[^./\\]*$/, '')}.zip`);

export const exporting: Command = (program, world, version) => {
  program
    .command('export')
    .description('the citations of a review in any format, with decisions; prints {"file","count"}')
    .argument('<review>', 'REVIEW.winnow')
    .requiredOption('--to <format>', 'ris, nbib, csv, tsv, xlsx, asreview-csv, rayyan-csv, covidence-ris (a .zip of one file a verdict), jsonl …')
    .requiredOption('-o, --output <file>', 'where to write; - for standard output, which then holds the citations only')
    .option('--only <list>', `some of ${kinds.join(',')}; all by default`)
    .option('--order <order>', 'rank, decision or key', 'rank')
    .action(async (path: string, options: { to: string; output: string; only?: string; order: string }) => {
      const here = world();
      const order = (['rank', 'decision', 'key'] as const).find((one) => one === options.order);
      if (order === undefined) throw new WrongUse(`--order ${options.order}: choose rank, decision or key.`);
      const only = onlyOf(options.only);
      await withPlace(here, { path: options.output, read: [path] }, (place) =>
        withEngine(here, version, async ({ refer, exportTo, call }) => {
          const { review } = await call('review.openFile', { file: refer(path) });
          let file = options.output;
          exportTo((name) => {
            if (place.isStdout || !name.endsWith('.zip') || file === archiveName(file)) return place.path;
            file = archiveName(file);
            return file;
          });
          const { count } = await call('export.write', { review, format: options.to, only, order }, (step) => here.progress('export', step));
          await call('review.close', { review });
          await place.deliver();
          if (place.isStdout) return;
          await here.out(`${JSON.stringify({ file, count })}\n`);
          here.say(`${String(count)} citations in ${file}.`);
        }),
      );
    });
};
