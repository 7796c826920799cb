// winnow rank: the queue with its scores, of a review or of files with a protocol.
import { collect, findDuplicates, rankRecords, reviewToRank, withoutDuplicates, type RankedRecord } from '../../../engine/index.ts';
import type { Command } from '../command.ts';
import { networkFor, serverOptions, sayWithout, type Chosen } from '../network.ts';
import { isDatabase, withInputs } from '../places.ts';
import { protocolAt, protocolOption } from '../protocol.ts';
import { sayReceipts } from '../receipts.ts';
import { wholeNumber, WrongUse, type World } from '../world.ts';

const shapes = {
  json: (rows: readonly RankedRecord[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  csv: (rows: readonly RankedRecord[]) =>
    `rank,id,score,title\n${rows.map(({ rank, id, score, title }) => `${String(rank)},${quoted(id)},${String(score)},${quoted(title ?? '')}\n`).join('')}`,
  trec: (rows: readonly RankedRecord[], topic: string, ranker: string) =>
    rows.map(({ rank, id, score }) => `${topic} NF ${id.replace(/\s+/g, '_')} ${String(rank)} ${String(score)} ${ranker}\n`).join(''),
} as const;

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || /^[=+\-@\t\r]/.test(text) ? `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"` : text;

interface Reading {
  readonly format?: string;
  readonly encoding?: string;
  readonly repair?: boolean;
}
interface Options extends Reading, Chosen {
  readonly protocol?: string;
  readonly ranker: string;
  readonly top?: string;
  readonly as: string;
  readonly seed: string;
  readonly model: boolean;
}

/** A review goes by what it is, not by its name. */
const isReview = (path: string): boolean => path.toLowerCase().endsWith('.winnow') || isDatabase(path);

const sourceOf = async (sources: readonly string[], options: Options, here: World) => {
  const { signal, progress, say } = here;
  if (sources.includes('-') && options.protocol === '-') throw new WrongUse('Standard input (-) can be read once only.');
  const written = await protocolAt(here, options.protocol);
  const [only] = sources;
  if (only !== undefined && sources.some(isReview)) {
    if (sources.length > 1) throw new WrongUse('Either one review is ranked, or export files are.');
    if (options.format !== undefined || options.encoding !== undefined || options.repair === true)
      throw new WrongUse(`--format, --encoding and --repair are for export files; ${only} is a review.`);
    const review = reviewToRank(only);
    return { ...review, protocol: written ?? review.protocol };
  }
  const { citations, receipts } = await withInputs(sources, (paths) => collect(paths, { ...options, signal, step: progress }));
  sayReceipts(here, receipts);
  const kept = withoutDuplicates(citations, await findDuplicates(citations, { signal, step: (step) => progress('compare', step) }));
  if (written === undefined) say('Without --protocol the order follows from the set alone.');
  return { citations: kept.map((citation, at) => ({ ...citation, key: at + 1 })), protocol: written ?? { title: '', criteria: [] } };
};

export const rank: Command = (program, world) => {
  const [vectorsFrom, pairsFrom] = serverOptions();
  program
    .command('rank')
    .description('the ranked queue with scores: one JSON line a record, or csv, or a TREC-style run')
    .argument('<source...>', 'REVIEW.winnow, or export files (duplicates are merged); - for standard input')
    .option(...protocolOption)
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
    .action(async (sources: string[], options: Options) => {
      const here = world();
      if (!Object.hasOwn(shapes, options.as)) throw new WrongUse(`--as ${options.as}: choose json, csv or trec.`);
      const top = options.top === undefined ? Infinity : wholeNumber('--top', options.top, 1);
      const seed = wholeNumber('--seed', options.seed);
      sayWithout(here, options, [options.ranker]);
      const { citations, protocol, ...labels } = await sourceOf(sources, options, here);
      const network = networkFor(here, options);
      const evidence = options.model ? await network.evidence(citations, protocol, [options.ranker]).finally(() => network.close()) : undefined;
      const rows = await rankRecords(citations, {
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
    });
};
