// What comes next, given the order and all that was decided?
import type { CitationId, Verdict } from '../../shared/citation.ts';
import type { Decision, Seq, Stage } from '../../shared/decision.ts';

/** Where a citation stands now. */
export interface Stand {
  readonly verdict: Exclude<Verdict, 'cleared'>;
  readonly origin: Decision['origin'];
  readonly seq: Seq;
}

/** What the log says of each citation at a stage: its last row, undone ones gone. Rows may come in any order of citations, by rising seq. */
export const standOf = (log: Iterable<Decision>, stage: Stage): ReadonlyMap<CitationId, Stand> => {
  const stands = new Map<CitationId, Stand>();
  for (const { citation, stage: at, verdict, origin, seq } of log) {
    if (at !== stage) continue;
    stands.delete(citation); // re-entered below: insertion order is order of time
    if (verdict !== 'cleared') stands.set(citation, { verdict, origin, seq });
  }
  return stands;
};

export interface Labels {
  /** Prior knowledge first, then what was screened in order of time. */
  readonly keys: Uint32Array;
  readonly relevant: Uint8Array;
  /** So many of the first are prior knowledge. */
  readonly priors: number;
}

/** The labels that teach: a *maybe* is worth reading on, so it teaches as an inclusion does; *later* says nothing. */
export const labelsOf = (stands: ReadonlyMap<CitationId, Stand>): Labels => {
  const known = ({ origin }: Stand): number => (origin === 'prior' ? 0 : 1);
  const taught = [...stands]
    .filter(([, { verdict }]) => verdict !== 'later')
    .sort(([, one], [, other]) => known(one) - known(other) || one.seq - other.seq);
  return {
    keys: Uint32Array.from(taught, ([key]) => key),
    relevant: Uint8Array.from(taught, ([, { verdict }]) => (verdict === 'exclude' ? 0 : 1)),
    priors: taught.filter(([, stand]) => known(stand) === 0).length,
  };
};

/**
 * The citations still to be read: by rank, those put off (*later*) behind all others in the order they were put off.
 * @param order keys, best first; keys it does not name come after it, by key
 * @param all every key to be screened at this stage, rising
 */
export const queueOf = (order: ArrayLike<CitationId>, all: ArrayLike<CitationId>, stands: ReadonlyMap<CitationId, Stand>): CitationId[] => {
  const wanted = new Set<CitationId>();
  for (let at = 0; at < all.length; at++) wanted.add(all[at]!);
  const queue: CitationId[] = [];
  const push = (key: CitationId): void => {
    if (!wanted.delete(key)) return;
    if (!stands.has(key)) queue.push(key);
  };
  for (let at = 0; at < order.length; at++) push(order[at]!);
  for (let at = 0; at < all.length; at++) push(all[at]!);
  const known = new Set<CitationId>();
  for (let at = 0; at < all.length; at++) known.add(all[at]!);
  const later = [...stands].filter(([key, { verdict }]) => verdict === 'later' && known.has(key)).sort((one, other) => one[1].seq - other[1].seq);
  return [...queue, ...later.map(([key]) => key)];
};

/** The *maybe* pile in the order it grew. */
export const maybePile = (stands: ReadonlyMap<CitationId, Stand>): CitationId[] =>
  [...stands]
    .filter(([, { verdict }]) => verdict === 'maybe')
    .sort((one, other) => one[1].seq - other[1].seq)
    .map(([key]) => key);

/**
 * What undoing the last step writes: the verdict that stood before it, or `cleared`. Any depth: steps undone are themselves rows, so the caller
 * gives the depth already undone.
 * @param log rows of one stage by rising seq, without the rows that undo
 */
export const undone = (log: readonly Decision[], depth: number): { citation: CitationId; verdict: Verdict; of: Seq } | undefined => {
  const last = log[log.length - 1 - depth];
  if (last === undefined) return undefined;
  const before = log.slice(0, log.length - 1 - depth).findLast(({ citation, stage }) => citation === last.citation && stage === last.stage);
  return { citation: last.citation, verdict: before?.verdict ?? 'cleared', of: last.seq };
};
