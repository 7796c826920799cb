// How do files come into an open review? A thread reads and compares; the desk keeps what it hands over, slice by slice, until the receipt stands.
import type { CitationId, Citation, Receipt, Rejection } from '../../../shared/citation.ts';
import type { ImportStep } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Signal } from '../../../shared/work.ts';
import type { World } from '../answers/answer.ts';
import type { Handed } from '../host.ts';
import { noteCounts } from '../reviews.ts';
import type { Duplicate, Finding, Importing, ImportSource, Writing } from '../../store/index.ts';
import type { ImportTask } from '../work/import.ts';
import type { OpenReview } from './open.ts';
import { asked, type Question } from './questions.ts';
import { isCounted } from './standing.ts';
import { catchUp, sliced } from './upkeep.ts';

/** What the reading thread hands over, in this order: one start, records, the findings. */
export type ImportPart =
  | { readonly start: ImportSource }
  | { readonly records: readonly (Citation | Rejection)[] }
  | {
      readonly duplicates: readonly Duplicate[];
      readonly questions: readonly Question[];
      readonly links: readonly Question[];
      readonly finding: Finding;
    };

interface Options {
  readonly files: readonly Handed[];
  readonly format?: string;
  readonly encoding?: string;
  readonly repair?: boolean;
  readonly signal: Signal;
  readonly step: (step: ImportStep) => void;
}

/** One file after the other; a file that cannot be read leaves no trace, those before it stay. @returns a receipt a file, in order */
export const importAll = (world: World, review: OpenReview, options: Options): Promise<Receipt[]> =>
  review.inTurn(() => importNow(world, review, options));

const importNow = async (world: World, review: OpenReview, options: Options): Promise<Receipt[]> => {
  const before = review.store.ledger.last().seq;
  try {
    for (const file of options.files) {
      if (options.signal.aborted) throw new Failure('call.cancelled');
      await importOne(world, review, file, options);
    }
  } finally {
    if (review.store.ledger.last().seq > before) {
      narrow(review, before);
      review.setChanged();
      noteCounts(world.library, review);
      void catchUp(review, { log: world.host.log });
    }
  }
  return review.store.receipts
    .all()
    .filter(({ seq }) => seq > before)
    .map((receipt) => ({ ...receipt, rejections: review.store.receipts.rejections(receipt.import, { limit: 100 }) }));
};

/** What comes after screening began is a search update: what is new in it is read next, and nothing else until the reader wants it. */
const narrow = (review: OpenReview, before: number): void => {
  if (review.narrow.get() !== undefined || ![...review.standing.stands.values()].some(isCounted)) return;
  const [first] = review.store.receipts.all().filter(({ seq, kept }) => seq > before && kept > 0);
  if (first !== undefined) review.narrow.set(review.store.receipts.keys(first.import)[0]);
};

const importOne = async (world: World, review: OpenReview, file: Handed, { format, encoding, repair, signal, step }: Options): Promise<void> => {
  const write = review.writing();
  const keeping = keep(write, signal);
  const task: ImportTask = { path: file.path, name: file.name, format, encoding, repair, review: review.store.path };
  try {
    await world.work.run('import', task, {
      once: true,
      signal,
      step: (told) => step(told as ImportStep),
      part: (part) => keeping.take(part as ImportPart),
    });
  } finally {
    await keeping.end();
  }
};

/** The writer's half: parts in order, each in short transactions; without its last part everything is taken back. */
const keep = (write: Writing, signal: Signal) => {
  let importing: Importing | undefined;
  let finished = false;
  let queue: Promise<unknown> = Promise.resolve();
  const handle = async (part: ImportPart): Promise<readonly (CitationId | undefined)[]> => {
    if ('start' in part) {
      importing = write.startImport(part.start);
      return [];
    }
    if (importing === undefined) throw new Error('records before the start of their import');
    if ('records' in part) return sliced(importing.add(part.records), undefined, signal);
    await sliced(importing.duplicates(part.duplicates), undefined, signal);
    importing.finish(part.finding, { key: `import ${String(importing.id)}`, by: 'winnow' });
    finished = true;
    await keepQuestions(write, importing.id, part);
    return [];
  };
  return {
    /** In the order handed over, although slices of several parts may wait for the desk. */
    take: (part: ImportPart) => (queue = queue.then(() => handle(part))),
    end: async () => {
      await queue.catch(() => undefined); // told to the thread that handed it over
      if (!finished && importing !== undefined) await sliced(importing.abandon());
    },
  };
};

/** After the receipt: they speak of citations that are there by then. Ten a transaction keep it short. */
const keepQuestions = async (
  write: Writing,
  id: number,
  { questions, links }: { questions: readonly Question[]; links: readonly Question[] },
): Promise<void> => {
  const words = [...questions.map((one) => asked('ask', one)), ...links.map((one) => asked('link', one))];
  for (let from = 0; from < words.length; from += 10) {
    write.transaction(() => {
      words.slice(from, from + 10).forEach((word, at) => write.same(word, { key: `import ${String(id)} pair ${String(from + at)}`, by: 'winnow' }));
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** @throws Failure 'file.missing' for a reference that nothing was handed over under */
export const filesOf = ({ host }: World, refs: readonly string[]): Handed[] =>
  refs.map((ref) => {
    const file = host.file(ref);
    if (file === undefined) throw new Failure('file.missing', { file: ref });
    return file;
  });
