// In which order would these records be read? For the command: files with a protocol, or a review with its decisions.
import type { Kept, Protocol } from '../../../shared/citation.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { labelsOf, standOf } from '../../screening/queue.ts';
import { openReview } from '../../store/index.ts';
import { driven } from './driven.ts';
import { answering, type Evidence } from './evidence.ts';
import { rankerNamed } from '../rank/choose.ts';
import { labelledIn } from '../rank/view.ts';
import { shownCitations } from '../work/merged.ts';
import { orderOf, tiesOf } from '../../rankers/order.ts';
import { rngOf } from '../../screening/rng.ts';
import { collect, viewOf } from '../../screening/view.ts';
import { finish } from '../../../shared/work.ts';

export interface RankedRecord {
  readonly rank: number;
  readonly id: string;
  readonly score: number;
  readonly title?: string;
  readonly pmid?: string;
}

export interface RankOptions {
  readonly protocol: Protocol;
  readonly ranker: string;
  readonly seed: number;
  /** Positions labelled so far in order of time, and 1/0. */
  readonly labelled?: Uint32Array;
  readonly relevant?: Uint8Array;
  /** So many of the first are prior knowledge. */
  readonly priors?: number | undefined;
  readonly evidence?: Evidence | undefined;
  readonly signal: Signal;
  readonly step: (step: Step) => void;
}

/** Records not labelled yet, best first; ties by hash(seed, id). @throws Failure ranker.unknown, call.cancelled */
export const rankRecords = async (citations: readonly Kept[], options: RankOptions): Promise<RankedRecord[]> => {
  const ranker = rankerNamed(options.ranker);
  const collection = collect(citations);
  const { labelled = new Uint32Array(0), relevant = new Uint8Array(0) } = options;
  const { evidence, priors } = options;
  const network = evidence === undefined ? {} : { evidence: answering(evidence), encoder: evidence.encoder };
  const view = viewOf(collection, { protocol: options.protocol, labelled, relevant, priors, ...network });
  const model = await driven(ranker.fit(view, ranker.params.parse({}), rngOf(options.seed)), options);
  const scores = await driven(ranker.score(model, view), options);
  const seen = new Set(labelled);
  const open = Uint32Array.from([...citations.keys()].filter((at) => !seen.has(at)));
  return Array.from(orderOf(scores, tiesOf(collection, options.seed), open), (at, place) => {
    const { id, title, pmid } = citations[at]!;
    return { rank: place + 1, id, score: scores[at]!, ...(title === undefined ? {} : { title }), ...(pmid === undefined ? {} : { pmid }) };
  });
};

export interface ReviewToRank {
  readonly citations: readonly Kept[];
  readonly protocol: Protocol;
  readonly labelled: Uint32Array;
  readonly relevant: Uint8Array;
  readonly priors?: number;
}

/** What a review's ranking follows from: its citations without duplicates, protocol and decisions. @throws why it cannot be opened */
export const reviewToRank = (path: string): ReviewToRank => {
  const review = openReview(path, { mode: 'read' });
  try {
    const { keys, citations } = finish(shownCitations(review));
    const labels = labelsOf(standOf(review.decisions.all(), 'abstract'));
    return { citations, protocol: review.protocol.now()?.body ?? { title: '', criteria: [] }, ...labelledIn(keys, labels) };
  } finally {
    review.close();
  }
};
