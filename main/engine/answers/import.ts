// How do files and the opinions in them come in, and what came of each?
import type { Update, UpdatedCitation } from '../../../shared/contract.ts';
import type { Answers } from './answer.ts';
import { stepping } from './answer.ts';
import { filesOf, importAll } from '../review/import.ts';
import { priorEntries, wordOn } from '../review/opinions.ts';
import { said, summaryOf } from '../review/summary.ts';
import { noteCounts } from '../reviews.ts';

export const importing: Answers<'import.files' | 'import.receipts' | 'import.rejections' | 'import.opinions' | 'import.updates'> = {
  'import.files': (world, { review: id, files, format, encoding, repair }, signal) =>
    stepping(async (step) => {
      const review = world.reviews.get(id);
      const receipts = await importAll(world, review, { files: filesOf(world, files), format, encoding, repair, signal, step });
      return { receipts, summary: summaryOf(world, review) };
    }),
  'import.receipts': ({ reviews }, { review: id }) => {
    const { receipts } = reviews.get(id).store;
    return receipts.all().map((receipt) => ({ ...receipt, receipt: receipt.import, rejections: receipts.rejections(receipt.import, { limit: 20 }) }));
  },
  'import.rejections': ({ reviews }, { review: id, receipt, offset, limit }) => reviews.get(id).store.receipts.rejections(receipt, { offset, limit }),
  'import.updates': async ({ reviews, work }, { review: id }) => {
    const review = reviews.get(id);
    const updates = await work.run<readonly Update[]>('updates', { path: review.store.path });
    const judged = (list: readonly UpdatedCitation[]) => list.map((one) => ({ ...one, verdict: review.standing.of(one.citation)?.verdict }));
    return updates.map((update) => ({ ...update, changed: judged(update.changed), retracted: judged(update.retracted) }));
  },
  'import.opinions': (world, { review: id, key, accept }) => {
    const review = world.reviews.get(id);
    const write = review.writing();
    const by = world.settings.get().reviewer;
    const rows = accept ? write.decideAll(priorEntries(review), { key, by }) : [];
    const seq = write.rule(wordOn(accept), { key: `${key} word`, by });
    review.decided(rows);
    noteCounts(world.library, review);
    return said(world, review, seq);
  },
};
