// winnow read: what does a file hold?
import { readFile, recordLine, rejectionSays } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { withInputs } from '../places.ts';

export const read: Command = (program, world) => {
  program
    .command('read')
    .description('citations as JSON Lines, one record a line; with --receipt only one JSON receipt a file')
    .argument('<file...>', 'export files of any format (also .gz and .zip); - for standard input')
    .option('--format <name>', 'read as this format instead of the one detected')
    .option('--encoding <name>', 'decode as this encoding instead of the one detected')
    .option('--repair', 'put right letters that were decoded twice (Ã¶ for ö); the text of the file is kept in raw')
    .option('--receipt', 'only the receipt: {file, format, encoding, read, rejected, rejections, warnings, …}')
    .action(async (files: string[], options: { format?: string; encoding?: string; repair?: boolean; receipt?: boolean }) => {
      const { out, say, progress, signal } = world();
      await withInputs(files, async (paths) => {
        for (const [at, path] of paths.entries()) {
          const file = files[at]!;
          const reading = readFile(path, { ...options, signal });
          let count = 0;
          let lines: string[] = [];
          for (;;) {
            const next = await reading.next();
            if (next.done) {
              await out(lines.join(''));
              const receipt = next.value;
              if (options.receipt === true) await out(`${JSON.stringify(receipt)}\n`);
              for (const warning of receipt.warnings) say(`${file}: ${warning}`);
              for (const rejection of receipt.rejections.slice(0, 20)) say(`${file}, line ${String(rejection.line)}: ${rejectionSays(rejection)}`);
              say(
                `${file}: ${String(receipt.read - receipt.rejected)} citations, ${String(receipt.rejected)} rejected (${receipt.format}${receipt.dialect === undefined ? '' : `, ${receipt.dialect}`}, ${receipt.encoding}).`,
              );
              break;
            }
            if ('code' in next.value) continue;
            count += 1;
            if (options.receipt !== true) lines.push(recordLine(next.value));
            if (lines.length >= 500) {
              await out(lines.join(''));
              lines = [];
            }
            if (count % 500 === 0) progress('read', { done: count });
          }
        }
      });
    });
};
