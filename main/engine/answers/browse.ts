// What does the table show, and how are many decided at once?
import type { CitationId } from '../../../shared/citation.ts';
import type { Row } from '../../../shared/contract.ts';
import type { BrowseTask, RowsTask } from '../work/browse.ts';
import { originOf } from '../review/audits.ts';
import { said } from '../review/summary.ts';
import type { Answers } from './answer.ts';

export const browse: Answers<'browse.rows' | 'browse.decide'> = {
  'browse.rows': ({ reviews, work }, { review: id, filter, sort, offset, limit }, signal) => {
    const { store, ranking } = reviews.get(id);
    const task: RowsTask = { path: store.path, filter, sort, offset, limit, place: ranking.order?.place };
    return work.run<{ total: number; rows: readonly Row[] }>('rows', task, { signal });
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
