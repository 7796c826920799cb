// How do files and the opinions in them come in, and what came of each?
import type { Answers } from './answer.ts';
import { stepping } from './answer.ts';
import { filesOf, importAll } from '../review/import.ts';
import { priorEntries, wordOn } from '../review/opinions.ts';
import { said, summaryOf } from '../review/summary.ts';
import { noteCounts } from '../reviews.ts';

export const importing: Answers<'import.files' | 'import.receipts' | 'import.rejections' | 'import.opinions'> = {
  'import.files': (world, { review: id, files, format, encoding }, signal) =>
    stepping(async (step) => {
      const review = world.reviews.get(id);
      const receipts = await importAll(world, review, { files: filesOf(world, files), format, encoding, signal, step });
      return { receipts, summary: summaryOf(world, review) };
    }),
  'import.receipts': ({ reviews }, { review: id }) => {
    const { receipts } = reviews.get(id).store;
    return receipts.all().map((receipt) => ({ ...receipt, receipt: receipt.import, rejections: receipts.rejections(receipt.import, { limit: 20 }) }));
  },
  'import.rejections': ({ reviews }, { review: id, receipt, offset, limit }) => reviews.get(id).store.receipts.rejections(receipt, { offset, limit }),
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
