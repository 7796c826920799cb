// What does the table show, and how are many decided at once?
import type { CitationId } from '../../../shared/citation.ts';
import type { Row } from '../../../shared/contract.ts';
import type { BrowseTask, RowsTask } from '../work/browse.ts';
import { originOf } from '../review/audits.ts';
import { holds } from '../review/standing.ts';
import { said } from '../review/summary.ts';
import type { Answers } from './answer.ts';

export const browse: Answers<'browse.rows' | 'browse.tags' | 'browse.decide'> = {
  'browse.rows': ({ reviews, work }, { review: id, filter, sort, offset, limit }, signal) => {
    const { store, ranking } = reviews.get(id);
    const task: RowsTask = { path: store.path, filter, sort, offset, limit, place: ranking.order?.place };
    return work.run<{ total: number; rows: readonly Row[] }>('rows', task, { signal });
  },
  'browse.tags': ({ reviews }, { review: id }) => {
    const review = reviews.get(id);
    const counts = new Map<string, number>();
    for (const [citation, tags] of review.store.tags.all())
      if (holds(review.shown(), citation)) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].map(([tag, count]) => ({ tag, count })).sort((one, other) => (one.tag < other.tag ? -1 : 1));
  },
  'browse.decide': async (world, { review: id, key, filter, verdict, reason }) => {
    const review = world.reviews.get(id);
    const write = review.writing();
    const by = world.settings.get().reviewer;
    const task: BrowseTask = { path: review.store.path, filter, sort: { by: 'key', down: false }, place: undefined };
    const keys = await world.work.run<readonly CitationId[]>('keys', task);
    const saved = write.decideAll(
      keys.map((citation) => ({ citation, stage: 'abstract', verdict, origin: originOf(review, citation), reason })),
      { key, by },
    );
    review.decided(saved);
    return { ...said(world, review, saved[0]?.seq ?? review.store.ledger.last().seq), decided: saved.length };
  },
};
