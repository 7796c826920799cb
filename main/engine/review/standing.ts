// What stands for each citation now, and how many are there of each? The log, folded; kept in memory while a review is open.
import type { CitationId, Verdict } from '../../../shared/citation.ts';
import type { Counts } from '../../../shared/contract.ts';
import type { Decision, Seq } from '../../../shared/decision.ts';

/** A decision that stands: never one taken back. */
export type Stands = Decision & { readonly verdict: Exclude<Verdict, 'cleared'> };

/** The stage that the queue and all counts are about: title and abstract. */
export interface Standing {
  /** The last decision, unless it was taken back. */
  of(citation: CitationId): Stands | undefined;
  /** The newest row applied; 0 for none. */
  readonly seq: Seq;
  /** Rows of the ledger, in order of time. */
  apply(rows: Iterable<Decision>): void;
  /** Put to the back of the queue, the first one first. */
  skipped(): readonly CitationId[];
  /** Everything that stands, in order of time. */
  readonly stands: ReadonlyMap<CitationId, Stands>;
  /** @param among the citations that are shown (no duplicates) */
  counts(among: Uint32Array, bare: number): Counts;
}

export const isRead = (decision: Decision | undefined): boolean =>
  decision !== undefined && decision.verdict !== 'later' && decision.verdict !== 'cleared';

/** Read here, in the queue or for an audit: what progress, recall and stopping may count. */
export const isCounted = (decision: Decision | undefined): boolean => isRead(decision) && decision?.origin !== 'prior';

export const foldLog = (rows: Iterable<Decision>): Standing => {
  // A Map keeps the order of insertion; a newer word moves to the end.
  const now = new Map<CitationId, Stands>();
  let last = 0;
  const apply = (more: Iterable<Decision>) => {
    for (const row of more) {
      // A repeated call gives a row that was counted already.
      if (row.stage !== 'abstract' || row.seq <= last) continue;
      last = row.seq;
      now.delete(row.citation);
      if (row.verdict !== 'cleared') now.set(row.citation, row as Stands);
    }
  };
  apply(rows);
  return {
    get seq() {
      return last;
    },
    apply,
    of: (citation) => now.get(citation),
    stands: now,
    skipped: () => [...now.values()].filter((row) => row.verdict === 'later').map((row) => row.citation),
    counts: (among, bare) => count(among, now, bare),
  };
};

const count = (among: Uint32Array, now: ReadonlyMap<CitationId, Stands>, bare: number): Counts => {
  const tally = { all: among.length, read: 0, include: 0, exclude: 0, maybe: 0, skipped: 0, prior: { include: 0, exclude: 0 }, bare };
  for (const [citation, { verdict, origin }] of now) {
    if (!holds(among, citation)) continue;
    if (verdict === 'later') tally.skipped += 1;
    else if (origin === 'prior') {
      tally.all -= 1;
      if (verdict === 'include') tally.prior.include += 1;
      else if (verdict === 'exclude') tally.prior.exclude += 1;
    } else {
      tally.read += 1;
      tally[verdict] += 1;
    }
  }
  return tally;
};

/** Binary search; `sorted` ascending. */
export const holds = (sorted: Uint32Array, wanted: number): boolean => {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const mid = (low + high) >>> 1;
    const found = sorted[mid]!;
    if (found === wanted) return true;
    if (found < wanted) low = mid + 1;
    else high = mid - 1;
  }
  return false;
};

/** The exclusions that have a reason, in order of time; `reason` numbers the texts by first use. */
export const reasonedIn = ({ stands }: Pick<Standing, 'stands'>): { keys: Uint32Array; reason: Uint32Array; texts: readonly string[] } => {
  const number = new Map<string, number>();
  const keys: number[] = [];
  const reason: number[] = [];
  for (const [citation, { verdict, reason: text }] of stands) {
    if (verdict !== 'exclude' || text === undefined) continue;
    if (!number.has(text)) number.set(text, number.size);
    keys.push(citation);
    reason.push(number.get(text)!);
  }
  return { keys: Uint32Array.from(keys), reason: Uint32Array.from(reason), texts: [...number.keys()] };
};
