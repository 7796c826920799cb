// Which decisions of other tools came with the files, and what was said of them?
import type { DecisionEntry } from '../../store/index.ts';
import type { OpenReview } from './open.ts';

/** On the ledger as a rule of the review: up to which receipt the opinions found were accepted or refused. */
interface Word {
  readonly kind: 'opinions';
  readonly accept: boolean;
}

const isWord = (body: unknown): body is Word => typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'opinions';

const lastWord = (review: OpenReview): number => review.store.rules.all().findLast(({ body }) => isWord(body))?.seq ?? 0;

const open = (review: OpenReview) => {
  const after = lastWord(review);
  return review.store.receipts.all().filter(({ seq, opinions }) => seq > after && opinions !== undefined);
};

export const opinionsToSee = (review: OpenReview): number =>
  open(review).reduce((sum, { opinions }) => sum + (opinions?.include ?? 0) + (opinions?.exclude ?? 0) + (opinions?.maybe ?? 0), 0);

/** As prior knowledge, which teaches and counts nowhere; what was decided here stays. */
export const priorEntries = (review: OpenReview): DecisionEntry[] =>
  open(review)
    .flatMap(({ import: id, opinions }) =>
      review.store.citations.many(review.store.receipts.keys(id)).map(({ key, decision }) => ({ key, verdict: decision ?? opinions?.byName })),
    )
    .flatMap(({ key, verdict }) =>
      verdict === undefined || review.standing.of(key) !== undefined ? [] : [{ citation: key, stage: 'abstract', verdict, origin: 'prior' }],
    );

export const wordOn = (accept: boolean): Word => ({ kind: 'opinions', accept });
