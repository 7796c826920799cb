// What must be found after a kill? Shared by the short test and the long bench.
import { finish } from '../../shared/work.ts';
import { listBackups, openReview, verifyReview } from '../../main/store/index.ts';
import type { Fault } from '../../main/store/index.ts';
import { run } from './processes.ts';
import type { Program } from './processes.ts';

export interface Killed {
  /** Lines that the process said before it died: each thing was saved. */
  readonly acknowledged: number;
  /** Acknowledged, but not there: must be empty. */
  readonly lost: readonly string[];
  readonly faults: readonly Fault[];
  /** Decisions there that nobody was told of: the kill came between save and answer. */
  readonly unsaid: number;
}

/** Starts the worker, kills it after `ms`, opens the review and compares. `known`: decisions that were there before. */
export const killOnce = async (program: Program, path: string, round: number, ms: number): Promise<Killed> => {
  const before = decisionsIn(path).size;
  const worker = run(program, ['work', path, String(round)]);
  await worker.line('open');
  // A moment is a time: the one place where a test waits for the clock.
  await new Promise((resume) => setTimeout(resume, ms));
  const lines = await worker.kill();
  const review = openReview(path, { mode: 'write', now: () => '2025-03-01T10:00:00.000Z' });
  const rankings = new Set(review.rankings.all().map((row) => row.seq));
  const receipts = new Set(review.receipts.all().map((row) => row.seq));
  const decisions = new Map(review.decisions.all().map((row) => [row.seq, `${row.citation} ${row.verdict}`]));
  const there: Record<string, (words: readonly string[]) => boolean> = {
    decided: ([seq, citation, verdict]) => decisions.get(Number(seq)) === `${citation ?? ''} ${verdict ?? ''}`,
    ranked: ([seq]) => rankings.has(Number(seq)),
    imported: ([seq]) => receipts.has(Number(seq)),
  };
  const said = lines.filter((line) => line !== 'open');
  const lost = said.filter((line) => {
    const [kind = '', ...words] = line.split(' ');
    return there[kind]?.(words) !== true;
  });
  review.close();
  const damaged = listBackups(`${path}-backups`).flatMap((backup) => finish(verifyReview(backup.path)));
  const acknowledged = said.filter((line) => line.startsWith('decided')).length;
  return { acknowledged: said.length, lost, faults: [...finish(verifyReview(path)), ...damaged], unsaid: decisions.size - before - acknowledged };
};

const decisionsIn = (path: string): Set<number> => {
  const review = openReview(path, { mode: 'read' });
  const seqs = new Set(review.decisions.all().map((row) => row.seq));
  review.close();
  return seqs;
};
