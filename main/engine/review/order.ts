// Which citations come next? The newest order, less what is decided, then what it does not know yet, then what was put back.
import type { CitationId } from '../../../shared/citation.ts';
import type { Recipe, Seq } from '../../../shared/decision.ts';
import type { RankingState } from '../../../shared/contract.ts';
import type { Standing } from './standing.ts';

/** A finished ranking as the ranking thread hands it over; arrays are shared memory. */
export interface Order {
  /** Citations, best first. */
  readonly keys: Uint32Array;
  /** Along `keys`. */
  readonly scores: Float64Array;
  /** Place from 1 by citation; 0 where it is in none. */
  readonly place: Uint32Array;
  readonly upTo: Seq;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly by: RankingState['by'];
  /** On the ledger, once it is there. */
  readonly seq?: Seq;
}

export interface QueueOptions {
  readonly shown: Uint32Array;
  readonly order: Order | undefined;
  readonly standing: Standing;
  /** Only citations from this one on; numbers grow with each import. */
  readonly from?: CitationId | undefined;
}

/** Lazily, so that the first few cost no more than what was decided above them. */
export function* queueOf({ shown, order, standing, from = 0 }: QueueOptions): Generator<CitationId, void, void> {
  const isOpen = (citation: CitationId) => citation >= from && standing.of(citation) === undefined;
  if (order !== undefined) for (const citation of order.keys) if (isOpen(citation)) yield citation;
  const place = order?.place;
  for (const citation of shown) if (isOpen(citation) && (place?.[citation] ?? 0) === 0) yield citation;
  for (const citation of standing.skipped()) if (citation >= from && (order === undefined || (place?.[citation] ?? 0) > 0)) yield citation;
}

/** Place in the whole order and score, where it is in it. */
export const placed = (order: Order | undefined, citation: CitationId): { rank: number; score: number } | undefined => {
  const rank = order?.place[citation] ?? 0;
  return order === undefined || rank === 0 ? undefined : { rank, score: order.scores[rank - 1]! };
};
