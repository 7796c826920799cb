// Who decided what, when and in which order? One row a decision, nothing left out.
import type { Decision } from '../../shared/decision.ts';

export const logColumns = ['seq', 'at', 'by', 'stage', 'citation', 'title', 'verdict', 'origin', 'reason', 'rank'] as const;

/**
 * The audit log in order of time: every decision, also those changed or taken back later.
 * Texts as they are: who writes them to a table neutralises what a spreadsheet would run.
 */
export const logRows = (decisions: Iterable<Decision>, title: (citation: number) => string | undefined): readonly (readonly string[])[] =>
  [...decisions]
    .sort((a, b) => a.seq - b.seq)
    .map((one) => [
      String(one.seq),
      one.at,
      one.by,
      one.stage,
      String(one.citation),
      title(one.citation) ?? '',
      one.verdict,
      one.origin,
      one.reason ?? '',
      one.rank === undefined ? '' : String(one.rank),
    ]);
