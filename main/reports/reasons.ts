// For which reasons were records excluded, at each stage?
import type { Decision, Stage } from '../../shared/decision.ts';
import { reasonCounts } from './prisma.ts';

export interface ReasonRow {
  readonly stage: Stage;
  readonly reason: string;
  readonly count: number;
  /** Of the exclusions of its stage, 0…1. */
  readonly share: number;
}

/** Decisions that stand now; prior knowledge left out. Stages in order, most frequent reason first. */
export const reasonTable = (decisions: readonly Pick<Decision, 'stage' | 'verdict' | 'origin' | 'reason'>[]): readonly ReasonRow[] =>
  (['abstract', 'fulltext'] as const).flatMap((stage) => {
    const excluded = decisions.filter((one) => one.stage === stage && one.verdict === 'exclude' && one.origin !== 'prior');
    return reasonCounts(excluded.map(({ reason }) => reason)).map(({ reason, count }) => ({ stage, reason, count, share: count / excluded.length }));
  });
