// How does a review go out? Rows in the order asked for, through a format's writer, into a temporary file.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CitationId } from '../../../shared/citation.ts';
import type { Filter, InputOf } from '../../../shared/contract.ts';
import type { DecisionMade } from '../../../shared/decision.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Outgoing } from '../../formats/index.ts';
import type { Decided, Review } from '../../store/index.ts';
import { writeFile, writeTarget } from '../reading/index.ts';
import { isRead } from '../review/standing.ts';
import type { Desk } from '../talk.ts';
import { browseKeys } from './browse.ts';
import { mergedWith } from './merged.ts';
import { packed } from './pack.ts';
import { readOnlyWhile } from './reader.ts';

export interface ExportTask {
  readonly path: string;
  readonly format: string;
  readonly only?: InputOf<'export.write'>['only'];
  readonly filter?: Filter;
  readonly order: 'rank' | 'decision' | 'key';
  /** The newest order: place from 1 by citation, scores by place. */
  readonly place?: Uint32Array;
  readonly scores?: Float64Array;
  /** A folder to write into. */
  readonly temp: string;
}

export interface ExportedFile {
  readonly path: string;
  readonly extension: string;
  readonly count: number;
}

/** @throws Failure `export.empty`, `file.format`, `file.write` */
export const exportReview = async (task: ExportTask, desk: Desk): Promise<ExportedFile> => {
  const { extension } = writeTarget(task.format);
  const found = browseKeys({
    path: task.path,
    filter: { ...task.filter, only: task.only ?? task.filter?.only },
    sort: { by: 'key', down: false },
    place: task.place,
  });
  if (found.length === 0) throw new Failure('export.empty');
  const path = join(task.temp, `export-${randomBytes(8).toString('hex')}.${extension}`);
  const written = await readOnlyWhile(task.path, (review) => {
    const now = new Map(review.decisions.now('abstract').map((row) => [row.citation, row]));
    return writeFile(task.format, rows(review, inOrder(found, now, task), { now, task, desk }), path);
  });
  if (written.files.length === 1 && written.files[0] === path) return { path, extension, count: written.count };
  return { path: await packed(written.files, path), extension: 'zip', count: written.count };
};

/** By rank: as the queue; by decision: in the order of reading, then the rest by rank. */
const inOrder = (keys: readonly CitationId[], now: ReadonlyMap<CitationId, Decided>, { order, place }: ExportTask): readonly CitationId[] => {
  if (order === 'key') return keys;
  const rank = (key: CitationId) => place?.[key] || Number.MAX_SAFE_INTEGER;
  const seq = (key: CitationId) => (isRead(now.get(key)) ? now.get(key)!.seq : Number.MAX_SAFE_INTEGER);
  return [...keys].sort((a, b) => (order === 'decision' ? seq(a) - seq(b) : 0) || rank(a) - rank(b) || a - b);
};

async function* rows(
  review: Review,
  keys: readonly CitationId[],
  { now, task, desk }: { now: ReadonlyMap<CitationId, Decided>; task: ExportTask; desk: Desk },
): AsyncGenerator<Outgoing> {
  const notes = notesOf(review);
  const behind = behindIn(review);
  const tags = review.tags.all();
  for (const [done, key] of keys.entries()) {
    if (done % 200 === 0) {
      desk.check();
      desk.step({ done, total: keys.length });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const own = review.citations.get(key);
    if (own === undefined) continue;
    const citation = mergedWith(own, review.citations.many(behind.get(key) ?? []));
    const rank = task.place?.[key] || undefined;
    yield {
      citation,
      decision: made(now.get(key), notes.get(key) ?? [], tags.get(key) ?? []),
      rank,
      score: rank === undefined ? undefined : task.scores?.[rank - 1],
    };
  }
}

/** The duplicates behind each citation. */
const behindIn = (review: Review): ReadonlyMap<CitationId, readonly CitationId[]> => {
  const behind = new Map<CitationId, CitationId[]>();
  for (const [duplicate, shown] of review.sameness.representatives()) behind.set(shown, [...(behind.get(shown) ?? []), duplicate]);
  return behind;
};

const notesOf = (review: Review): ReadonlyMap<CitationId, string[]> => {
  const notes = new Map<CitationId, string[]>();
  for (const { citation, text } of review.notes.all()) notes.set(citation, [...(notes.get(citation) ?? []), text]);
  return notes;
};

const made = (decision: Decided | undefined, notes: readonly string[], tags: readonly string[]): DecisionMade | undefined => {
  if (decision === undefined || decision.verdict === 'later' || decision.verdict === 'cleared') return undefined;
  const { verdict, reason, stage, at, by } = decision;
  return { verdict, reason, stage, at, by, notes, tags };
};
