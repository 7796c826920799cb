// winnow dedupe: which records are the same reference?
import { extname } from 'node:path';
import { collect, findDuplicates, withoutDuplicates, writeFile, writeText, writesFormat } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { isSame, withInputs, withPlaceIfAny } from '../places.ts';
import { sayReceipts } from '../receipts.ts';
import { WrongUse } from '../world.ts';

interface Options {
  readonly output?: string;
  readonly to?: string;
  readonly pairs?: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly repair?: boolean;
}

/** What the output is written as; undefined where none is asked for. @throws WrongUse, Failure 'file.format' */
const targetOf = ({ output, to, pairs }: Options): string | undefined => {
  if (output === undefined) {
    if (to !== undefined) throw new WrongUse('--to says how -o is written: say -o FILE too.');
    return undefined;
  }
  if (output === '-' || pairs === '-') throw new WrongUse('Standard output holds the groups: -o and --pairs need names of files.');
  if (pairs !== undefined && (pairs === output || isSame(pairs, output))) throw new WrongUse('-o and --pairs are the same file.');
  const format = to ?? extname(output).slice(1);
  if (format === '') throw new WrongUse(`-o ${output} has no extension: say with --to in which format.`);
  writesFormat(format);
  return format;
};

const allPairs = (members: readonly number[]): [number, number][] =>
  members.flatMap((a, i) => members.slice(i + 1).map((b): [number, number] => [a, b]));

export const dedupe: Command = (program, world) => {
  program
    .command('dedupe')
    .description('one JSON line a group: {"ids":[…],"kept":id,"reason":"doi","confidence":1}')
    .argument('<file...>', 'export files, - for standard input; records are compared within and across them')
    .option('-o, --output <file>', 'write the citations without duplicates (each group merged into its best record)')
    .option('--to <format>', 'format of the output; by default that of its extension')
    .option('--pairs <file>', 'write id_a, id_b, verdict (same, ask, related), confidence and reason, tab-separated')
    .option('--format <name>', 'read as this format instead of the one detected')
    .option('--encoding <name>', 'decode as this encoding instead of the one detected')
    .option('--repair', 'put right letters that were decoded twice (Ã¶ for ö); the text of the file is kept in raw')
    .action(async (files: string[], options: Options) => {
      const here = world();
      const { out, say, progress, signal } = here;
      const format = targetOf(options);
      await withInputs(files, (read) =>
        withPlaceIfAny(here, { option: '-o', path: options.output, read }, (output) =>
          withPlaceIfAny(here, { option: '--pairs', path: options.pairs, read }, async (pairs) => {
            const { citations, receipts } = await collect(read, { ...options, signal, step: progress });
            sayReceipts(here, receipts);
            const found = await findDuplicates(citations, { signal, step: (step) => progress('compare', step) });
            const id = (at: number) => citations[at]?.id ?? '';
            const kept = withoutDuplicates(citations, found);
            if (pairs !== undefined) {
              const rows = [
                ...found.groups.flatMap(({ members, reason, confidence, pairs: known }) =>
                  allPairs(members).map(([a, b]) => ({
                    a,
                    b,
                    verdict: 'same',
                    ...(known.find((pair) => pair.a === a && pair.b === b) ?? { reason, confidence }),
                  })),
                ),
                ...found.unsure.map((pair) => ({ ...pair, verdict: 'ask' })),
                ...found.related.map((pair) => ({ ...pair, verdict: 'related' })),
              ];
              await writeText(
                pairs.path,
                rows.map(({ a, b, verdict, confidence, reason }) => `${id(a)}\t${id(b)}\t${verdict}\t${String(confidence)}\t${reason}\n`).join(''),
              );
              await pairs.deliver();
            }
            if (output !== undefined && format !== undefined) {
              await writeFile(
                format,
                kept.map((citation) => ({ citation })),
                output.path,
                { signal },
              );
              await output.deliver();
            }
            await out(
              found.groups
                .map(
                  (group) =>
                    `${JSON.stringify({ ids: group.members.map(id), kept: id(group.kept), reason: group.reason, confidence: group.confidence })}\n`,
                )
                .join(''),
            );
            const duplicates = citations.length - kept.length;
            say(
              `${String(citations.length)} citations = ${String(kept.length)} kept + ${String(duplicates)} duplicates in ${String(found.groups.length)} groups; ${String(found.unsure.length)} pairs to look at.`,
            );
          }),
        ),
      );
    });
};
