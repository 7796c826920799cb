// What does the page show of a hunt? Citations with their titles, and what speaks about each.
import type { CitationId } from '../../../shared/citation.ts';
import type { Contradiction } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import { contradictions } from '../../screening/hunts.ts';
import { visible } from '../../text/visible.ts';
import type { OpenReview } from './open.ts';
import { isCounted } from './standing.ts';

export const titleOf = (review: OpenReview, citation: CitationId): string => visible(review.store.citations.get(citation)?.title ?? '');

const fewest = 3;

/** Fewer teach nothing that could contradict. @throws Failure 'hunt.labels' */
export const enough = (review: OpenReview): void => {
  const verdicts = [...review.standing.stands.values()].map(({ verdict }) => verdict);
  const include = verdicts.filter((verdict) => verdict === 'include' || verdict === 'maybe').length;
  const exclude = verdicts.filter((verdict) => verdict === 'exclude').length;
  if (include < fewest || exclude < fewest) throw new Failure('hunt.labels', { include: String(include), exclude: String(exclude) });
};

/** Of decisions made here; a maybe is neither right nor wrong, prior knowledge was judged elsewhere. */
export const contradictedIn = (
  review: OpenReview,
  labels: readonly { readonly citation: CitationId; readonly chance: number }[],
  limit: number,
): readonly Contradiction[] => {
  const own = labels.filter(({ citation }) => {
    const stands = review.standing.of(citation);
    return isCounted(stands) && (stands?.verdict === 'include' || stands?.verdict === 'exclude');
  });
  const relevant = Uint8Array.from(own, ({ citation }) => Number(review.standing.of(citation)?.verdict === 'include'));
  const ofLabels = Float64Array.from(own, ({ chance }) => chance);
  return contradictions(ofLabels, relevant, limit).map(({ at, chance }) => {
    const { citation } = own[at]!;
    return { citation, title: titleOf(review, citation), verdict: review.standing.of(citation)!.verdict, chance };
  });
};
