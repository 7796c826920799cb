// winnow dedupe: which records are the same reference?
import { collect, findDuplicates, withoutDuplicates, writeFile, writeText } from '../../../engine/index.ts';
import type { Command } from '../command.ts';

export const dedupe: Command = (program, world) => {
  program
    .command('dedupe')
    .description('one JSON line a group: {"ids":[…],"kept":id,"reason":"doi","confidence":1}')
    .argument('<file...>', 'export files; records are compared within and across them')
    .option('-o, --output <file>', 'write the citations without duplicates (each group merged into its best record)')
    .option('--to <format>', 'format of the output; by default that of its extension')
    .option('--pairs <file>', 'write id_a, id_b, verdict (same, ask, related), confidence and reason, tab-separated')
    .option('--format <name>', 'read as this format instead of the one detected')
    .option('--encoding <name>', 'decode as this encoding instead of the one detected')
    .option('--repair', 'put right letters that were decoded twice (Ã¶ for ö); the text of the file is kept in raw')
    .action(
      async (files: string[], options: { output?: string; to?: string; pairs?: string; format?: string; encoding?: string; repair?: boolean }) => {
        const { out, say, progress, signal } = world();
        const { citations } = await collect(files, { ...options, signal, step: progress });
        const found = findDuplicates(citations, { signal, step: (step) => progress('compare', step) });
        const id = (at: number) => citations[at]?.id ?? '';
        await out(
          found.groups
            .map(({ members, kept, reason, confidence }) => `${JSON.stringify({ ids: members.map(id), kept: id(kept), reason, confidence })}\n`)
            .join(''),
        );
        if (options.pairs !== undefined) {
          const rows = [
            ...found.groups.flatMap(({ members, reason, confidence, pairs }) =>
              allPairs(members).map(([a, b]) => ({
                a,
                b,
                verdict: 'same',
                ...(pairs.find((pair) => pair.a === a && pair.b === b) ?? { reason, confidence }),
              })),
            ),
            ...found.unsure.map((pair) => ({ ...pair, verdict: 'ask' })),
            ...found.related.map((pair) => ({ ...pair, verdict: 'related' })),
          ];
          await writeText(
            options.pairs,
            rows.map(({ a, b, verdict, confidence, reason }) => `${id(a)}\t${id(b)}\t${verdict}\t${String(confidence)}\t${reason}\n`).join(''),
          );
        }
        const kept = withoutDuplicates(citations, found);
        if (options.output !== undefined)
          await writeFile(
            options.to ?? options.output.split('.').at(-1) ?? 'ris',
            kept.map((citation) => ({ citation })),
            options.output,
            { signal },
          );
        say(
          `${String(citations.length)} citations = ${String(kept.length)} kept + ${String(citations.length - kept.length)} duplicates in ${String(found.groups.length)} groups; ${String(found.unsure.length)} pairs to look at.`,
        );
      },
    );
};

const allPairs = (members: readonly number[]): [number, number][] =>
  members.flatMap((a, i) => members.slice(i + 1).map((b): [number, number] => [a, b]));
