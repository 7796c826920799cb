// winnow new: a review from a protocol and files.
import { createAt, parseProtocol, readText } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { withEngine } from '../inside.ts';

export const create: Command = (program, world, version) => {
  program
    .command('new')
    .description('makes a review, imports files into it and ranks what is kept; prints a JSON receipt a file')
    .argument('<review>', 'where the new review goes (REVIEW.winnow)')
    .argument('<file...>', 'export files')
    .option('--protocol <file>', 'JSON: title, question, criteria[], boolean_query, reasons[]')
    .option('--format <name>', 'read as this format instead of the one detected')
    .option('--encoding <name>', 'decode as this encoding instead of the one detected')
    .option('--repair', 'put right letters that were decoded twice (Ã¶ for ö); the text of the file is kept in raw')
    .action(async (path: string, files: string[], options: { protocol?: string; format?: string; encoding?: string; repair?: boolean }) => {
      const here = world();
      const protocol = options.protocol === undefined ? undefined : parseProtocol(readText(options.protocol));
      for (const note of protocol?.notes ?? []) here.say(note);
      if (protocol !== undefined && protocol.ignored.length > 0) here.say(`Not used of the protocol: ${protocol.ignored.join(', ')}.`);
      createAt(path, protocol?.protocol, () => new Date());
      await withEngine(here, version, async ({ refer, call }) => {
        const { review } = await call('review.openFile', { file: refer(path) });
        for (const file of files) {
          const { receipts } = await call(
            'import.files',
            { review, files: [refer(file)], format: options.format, encoding: options.encoding, repair: options.repair },
            (step) => here.progress(step.doing, step),
          );
          for (const { rejections, ...receipt } of receipts) {
            await here.out(`${JSON.stringify({ ...receipt, rejections: rejections.slice(0, 20) })}\n`);
            here.say(
              `${receipt.file}: ${String(receipt.read)} = ${String(receipt.kept)} kept + ${String(receipt.duplicates)} duplicates + ${String(receipt.rejected)} rejected.`,
            );
          }
        }
        await call('review.close', { review });
      });
    });
};
