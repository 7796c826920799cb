// winnow convert: any format in, any format out.
import { readFile, writeFile, type Outgoing } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { withInputs, withPlace } from '../places.ts';
import { WrongUse, type World } from '../world.ts';

async function* outgoing(
  { files, paths }: { readonly files: readonly string[]; readonly paths: readonly string[] },
  options: { format?: string; encoding?: string; repair?: boolean },
  { signal, progress, say }: World,
): AsyncGenerator<Outgoing> {
  let count = 0;
  for (const [at, path] of paths.entries()) {
    const file = files[at]!;
    const reading = readFile(path, { ...options, signal });
    for (;;) {
      const next = await reading.next();
      if (next.done) {
        for (const warning of next.value.warnings) say(`${file}: ${warning}`);
        if (next.value.rejected > 0) say(`${file}: ${String(next.value.rejected)} rejected.`);
        break;
      }
      if ('code' in next.value) continue;
      count += 1;
      if (count % 500 === 0) progress('convert', { done: count });
      yield { citation: next.value };
    }
  }
}

/** Written as several files, one a verdict. */
const isSplit = (to: string): boolean => /^\.?covidence/i.test(to.trim());

export const convert: Command = (program, world) => {
  program
    .command('convert')
    .description('citations of any format written in another one; decisions, notes and tags go along')
    .argument('<file...>', 'export files; - for standard input')
    .requiredOption('--to <format>', 'ris, nbib, csv, tsv, xlsx, pubmed-xml, endnote-xml, bibtex, jsonl, asreview-csv, rayyan-csv, covidence-ris …')
    .requiredOption('-o, --output <file>', 'where to write; - for standard output')
    .option('--format <name>', 'read as this format instead of the one detected')
    .option('--encoding <name>', 'decode as this encoding instead of the one detected')
    .option('--repair', 'put right letters that were decoded twice (Ã¶ for ö); the text of the file is kept in raw')
    .action(async (files: string[], options: { to: string; output: string; format?: string; encoding?: string; repair?: boolean }) => {
      const here = world();
      if (options.output === '-' && isSplit(options.to)) throw new WrongUse('Covidence takes a file a verdict: -o needs a name.');
      await withInputs(files, (read) =>
        withPlace(here, { path: options.output, read }, async (place) => {
          const written = await writeFile(options.to, outgoing({ files, paths: read }, options, here), place.path, { signal: here.signal });
          await place.deliver();
          const names = isSplit(options.to) ? written.files.join(', ') : options.output;
          if (!place.isStdout) here.say(`${String(written.count)} citations in ${names}.`);
        }),
      );
    });
};
