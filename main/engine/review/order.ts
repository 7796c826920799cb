// Which citations come next? The newest order, less what is decided, then what it does not know yet, then what was put back.
import type { CitationId } from '../../../shared/citation.ts';
import type { Recipe, Seq } from '../../../shared/decision.ts';
import type { RankingState } from '../../../shared/contract.ts';
import { isExploring } from '../../screening/explore.ts';
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
  /** Likely citations far from all that was read. */
  readonly wider: Uint32Array;
  /** On the ledger, once it is there. */
  readonly seq?: Seq;
}

export interface QueueOptions {
  readonly shown: Uint32Array;
  readonly order: Order | undefined;
  readonly standing: Standing;
  /** Only citations from this one on; numbers grow with each import. */
  readonly from?: CitationId | undefined;
  /** Share of the citations that are shown to widen the view. */
  readonly explore?: number | undefined;
}

export interface Queued {
  readonly citation: CitationId;
  /** Put forward to widen the view. */
  readonly wider: boolean;
}

/** Lazily, so that the first few cost no more than what was decided above them. */
export function* queueOf({ shown, order, standing, from = 0, explore = 0 }: QueueOptions): Generator<Queued, void, void> {
  const isOpen = (citation: CitationId) => citation >= from && standing.of(citation) === undefined;
  if (order !== undefined) {
    const wider = [...order.wider].filter(isOpen);
    const given = new Set<CitationId>();
    let number = standing.stands.size;
    for (const citation of order.keys) {
      if (!isOpen(citation)) continue;
      for (; isExploring(order.seed, number, explore); number += 1) {
        const next = wider.find((one) => !given.has(one));
        if (next === undefined) break;
        given.add(next);
        yield { citation: next, wider: true };
      }
      if (given.has(citation)) continue;
      given.add(citation);
      number += 1;
      yield { citation, wider: false };
    }
  }
  const place = order?.place;
  for (const citation of shown) if (isOpen(citation) && (place?.[citation] ?? 0) === 0) yield { citation, wider: false };
  for (const citation of standing.skipped())
    if (citation >= from && (order === undefined || (place?.[citation] ?? 0) > 0)) yield { citation, wider: false };
}

/** Place in the whole order and score, where it is in it. */
export const placed = (order: Order | undefined, citation: CitationId): { rank: number; score: number } | undefined => {
  const rank = order?.place[citation] ?? 0;
  return order === undefined || rank === 0 ? undefined : { rank, score: order.scores[rank - 1]! };
};
