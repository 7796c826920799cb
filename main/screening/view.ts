// What may a ranker see of a review at this moment?
import type { CitationId, Kept, Protocol } from '../../shared/citation.ts';
import { collect } from '../rankers/collection.ts';
import type { Collection, Encoder, View, Want } from '../rankers/ranker.ts';

export { collect } from '../rankers/collection.ts';
export type { Collection, View } from '../rankers/ranker.ts';

export interface Seen {
  readonly protocol: Protocol;
  /** Positions labelled so far, in order of time, each once. */
  readonly labelled: Uint32Array;
  /** 1/0 for each of them. */
  readonly relevant: Uint8Array;
  /** So many of the first are prior knowledge; none where absent. */
  readonly priors?: number;
  /** What the network has said; NaN or absent: nothing yet. */
  readonly evidence?: (want: Want) => Float32Array;
  readonly encoder?: Encoder;
  /**
   * Tools kept from view to view for speed: results then agree to the solver's tolerance only. Without, every ranking follows to the last bit
   * from citations, protocol, labels and seed.
   */
  readonly tools?: Map<string, unknown>;
}

const silent = ({ at }: Want): Float32Array => new Float32Array(at.length).fill(NaN);

export const viewOf = (collection: Collection, { protocol, labelled, relevant, priors, evidence = silent, encoder, tools }: Seen): View => ({
  ...collection,
  protocol,
  labelled,
  relevant,
  priors,
  evidence,
  encoder,
  tool<T>(name: string, make: () => T): T {
    if (tools === undefined) return make();
    if (!tools.has(name)) tools.set(name, make());
    return tools.get(name) as T;
  },
});

/** Position of every citation of a collection. */
export const positionsOf = (collection: Collection): ReadonlyMap<CitationId, number> => {
  const positions = new Map<CitationId, number>();
  for (let at = 0; at < collection.n; at++) positions.set(collection.citation(at).key, at);
  return positions;
};

/** A collection out of citations in any order: they stand by their keys. */
export const collectByKey = (citations: readonly Kept[]): Collection => collect([...citations].sort((one, other) => one.key - other.key));
