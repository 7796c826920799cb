// winnow new: a review from a protocol and files.
import { rmSync } from 'node:fs';
import { createAt } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { withEngine } from '../inside.ts';
import { withInputs } from '../places.ts';
import { protocolAt, protocolOption } from '../protocol.ts';
import { sayReceipts } from '../receipts.ts';
import { WrongUse } from '../world.ts';

interface Options {
  readonly protocol?: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly repair?: boolean;
}

export const create: Command = (program, world, version) => {
  program
    .command('new')
    .description('makes a review, imports files into it and ranks what is kept; prints a JSON receipt a file; all of it is made or nothing')
    .argument('<review>', 'where the new review goes (REVIEW.winnow)')
    .argument('<file...>', 'export files; - for standard input')
    .option(...protocolOption)
    .option('--format <name>', 'read as this format instead of the one detected')
    .option('--encoding <name>', 'decode as this encoding instead of the one detected')
    .option('--repair', 'put right letters that were decoded twice (Ã¶ for ö); the text of the file is kept in raw')
    .action(async (path: string, files: string[], { protocol: protocolFile, ...options }: Options) => {
      const here = world();
      if (path === '' || path === '-') throw new WrongUse('A review needs the name of a file (REVIEW.winnow).');
      if (files.includes('-') && protocolFile === '-') throw new WrongUse('Standard input (-) can be read once only.');
      const protocol = await protocolAt(here, protocolFile);
      await withInputs(files, async (paths) => {
        createAt(path, protocol, () => new Date());
        try {
          await withEngine(here, version, async ({ refer, call }) => {
            const { review } = await call('review.openFile', { file: refer(path) });
            for (const file of paths) {
              const { receipts } = await call('import.files', { review, files: [refer(file)], ...options }, (step) =>
                here.progress(step.doing, step),
              );
              for (const { rejections, ...receipt } of receipts) {
                await here.out(`${JSON.stringify({ ...receipt, rejections: rejections.slice(0, 20) })}\n`);
                sayReceipts(here, [{ ...receipt, rejections }]);
                here.say(
                  `${receipt.file}: ${String(receipt.read)} = ${String(receipt.kept)} kept + ${String(receipt.duplicates)} duplicates + ${String(receipt.rejected)} rejected.`,
                );
              }
            }
            await call('review.close', { review });
          });
        } catch (error) {
          for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
          here.say(`${path} was not made: nothing of it is kept.`);
          throw error;
        }
      });
    });
};
