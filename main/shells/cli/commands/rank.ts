// winnow rank: the queue with its scores, of a review or of files with a protocol.
import {
  collect,
  findDuplicates,
  parseProtocol,
  rankRecords,
  readText,
  reviewToRank,
  withoutDuplicates,
  type RankedRecord,
} from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { networkFor, serverOptions } from '../network.ts';
import { WrongUse, type World } from '../world.ts';

const shapes = {
  json: (rows: readonly RankedRecord[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  csv: (rows: readonly RankedRecord[]) =>
    `rank,id,score,title\n${rows.map(({ rank, id, score, title }) => `${String(rank)},${quoted(id)},${String(score)},${quoted(title ?? '')}\n`).join('')}`,
  trec: (rows: readonly RankedRecord[], topic: string, ranker: string) =>
    rows.map(({ rank, id, score }) => `${topic} NF ${id.replace(/\s+/g, '_')} ${String(rank)} ${String(score)} ${ranker}\n`).join(''),
} as const;

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || /^[=+\-@\t\r]/.test(text) ? `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"` : text;

const sourceOf = async (
  sources: readonly string[],
  options: { protocol?: string; format?: string; encoding?: string; repair?: boolean },
  { signal, progress, say }: World,
) => {
  const written = options.protocol === undefined ? undefined : parseProtocol(readText(options.protocol)).protocol;
  const [only] = sources;
  if (sources.length === 1 && only !== undefined && only.toLowerCase().endsWith('.winnow')) {
    const review = reviewToRank(only);
    return { ...review, protocol: written ?? review.protocol };
  }
  const { citations } = await collect(sources, { ...options, signal, step: progress });
  const kept = withoutDuplicates(citations, findDuplicates(citations, { signal, step: (step) => progress('compare', step) }));
  if (written === undefined) say('Without --protocol the order follows from the set alone.');
  return { citations: kept.map((citation, at) => ({ ...citation, key: at + 1 })), protocol: written ?? { title: '', criteria: [] } };
};

export const rank: Command = (program, world) => {
  const [vectorsFrom, pairsFrom] = serverOptions();
  program
    .command('rank')
    .description('the ranked queue with scores: one JSON line a record, or csv, or a TREC-style run')
    .argument('<source...>', 'REVIEW.winnow, or export files (duplicates are merged)')
    .option('--protocol <file>', 'JSON: title, question, criteria[], boolean_query')
    .option('--ranker <name>', 'bm25, bm25f, qlm-jm, qlm-dir, fuse, elas-u4, elas-u3, autotar, winnow …', 'winnow')
    .option('--top <number>', 'only the first so many')
    .option('--as <shape>', 'json, csv or trec', 'json')
    .option('--no-model', 'without the bundled language model: words only')
    .option('--with-model <name>', 'a model of your own (winnow models list) instead of the bundled one')
    .addOption(vectorsFrom)
    .addOption(pairsFrom)
    .option('--seed <number>', 'decides between equal scores', '0')
    .option('--format <name>', 'read as this format instead of the one detected')
    .option('--encoding <name>', 'decode as this encoding instead of the one detected')
    .option('--repair', 'put right letters that were decoded twice (Ã¶ for ö); the text of the file is kept in raw')
    .action(
      async (
        sources: string[],
        options: {
          protocol?: string;
          ranker: string;
          top?: string;
          as: string;
          seed: string;
          model: boolean;
          withModel?: string;
          vectorsFrom?: string;
          pairsFrom?: string;
          format?: string;
          encoding?: string;
          repair?: boolean;
        },
      ) => {
        const here = world();
        if (!Object.hasOwn(shapes, options.as)) throw new WrongUse(`--as ${options.as}: choose json, csv or trec.`);
        const top = options.top === undefined ? Infinity : Number(options.top);
        if (!(top >= 1)) throw new WrongUse(`--top ${options.top ?? ''}: a whole number from 1.`);
        const seed = Number(options.seed);
        if (!Number.isSafeInteger(seed)) throw new WrongUse(`--seed ${options.seed}: a whole number.`);
        const { citations, protocol, ...labels } = await sourceOf(sources, options, here);
        const network = networkFor(here, options);
        const evidence = options.model ? await network.evidence(citations, protocol, [options.ranker]).finally(() => network.close()) : undefined;
        const rows = rankRecords(citations, {
          protocol,
          ranker: options.ranker,
          seed,
          ...labels,
          evidence,
          signal: here.signal,
          step: (step) => here.progress('rank', step),
        });
        await here.out(shapes[options.as as keyof typeof shapes](rows.slice(0, top), 'review', options.ranker));
        here.say(`${String(rows.length)} citations ranked by ${options.ranker}.`);
      },
    );
};
