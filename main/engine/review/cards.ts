// How is a citation laid before its reader? Sections with marks, decision, notes, tags, copies.
import type { CitationId, Fields, Kept } from '../../../shared/citation.ts';
import type { Card, Section } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import { retractionOf } from '../../citations/index.ts';
import { highlighter, type Mark } from '../../text/highlights.ts';
import { sections } from '../../text/sections.ts';
import { mergedWith } from '../work/merged.ts';
import { conceptsIn } from './boolean.ts';
import type { OpenReview } from './open.ts';
import { placed } from './order.ts';
import { holds } from './standing.ts';

type Marker = (text: string) => readonly Mark[];

/** @param rank 1 is next; @throws Failure 'citation.unknown' */
export const cardOf = (review: OpenReview, citation: CitationId, rank?: number): Card => {
  const { store, standing, ranking } = review;
  const own = store.citations.get(citation);
  if (own === undefined) throw new Failure('citation.unknown', { citation: String(citation) });
  const copies = store.citations.many(review.behind(citation));
  const whole = mergedWith(own, copies);
  const mark = marker(review);
  const decision = standing.of(citation);
  return {
    citation,
    fields: fieldsOf(whole),
    title: { text: whole.title ?? '', spans: mark(whole.title ?? '') },
    sections: sections(whole.abstract ?? '').map(({ label, text }): Section => ({ label, text, spans: mark(text) })),
    rank,
    score: placed(ranking.order, citation)?.score,
    decision,
    opinions: whole.opinions,
    notes: store.notes.of(citation).map(({ text }) => text),
    tags: store.tags.of(citation),
    ...retractionIn(whole),
    twins: review.twins(citation).filter((twin) => holds(review.shown(), twin)),
    files: [...new Set([own, ...copies].map(({ source }) => source.file))],
  };
};

const retractionIn = (whole: Fields): Pick<Card, 'retracted' | 'retracts'> => {
  const found = retractionOf(whole);
  return found === undefined ? {} : found.is === 'retracted' ? { retracted: found.says } : { retracts: found.says };
};

/** For an audit: without rank, score and words learnt, so that nothing says where a ranker put it. */
export const blindCard = (review: OpenReview, citation: CitationId): Card => {
  const { rank: _rank, score: _score, ...card } = cardOf(review, citation);
  const blind = (section: Section): Section => ({ ...section, spans: section.spans.filter(({ kind }) => kind === 'concept') });
  return { ...card, title: blind(card.title), sections: card.sections.map(blind) };
};

/** Everything bibliographic; what belongs to the file it came in stays behind. */
const fieldsOf = ({
  key: _key,
  id: _id,
  source: _source,
  decision: _decision,
  opinions: _opinions,
  notes: _notes,
  tags: _tags,
  raw: _raw,
  ...fields
}: Kept): Fields => fields;

interface Made {
  readonly query: string | undefined;
  readonly learnt: readonly string[];
  readonly mark: Marker;
}
const made = new WeakMap<OpenReview, Made>();

/** One finder of marks for as long as neither the query nor the words learnt change. */
const marker = (review: OpenReview): Marker => {
  const query = review.protocol().booleanQuery;
  const { learnt } = review.ranking;
  const known = made.get(review);
  if (known !== undefined && known.query === query && known.learnt === learnt) return known.mark;
  const mark = highlighter({ concepts: conceptsIn(query), learnt });
  made.set(review, { query, learnt, mark });
  return mark;
};
