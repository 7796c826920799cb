// How does a review leave as a file that other tools read?
import { Failure } from '../../../shared/failures.ts';
import type { ExportedFile, ExportTask } from '../work/export.ts';
import { stepping, type Answers } from './answer.ts';

export const exporting: Answers<'export.write'> = {
  'export.write': ({ reviews, work, host }, { review: id, format, only, filter, order }, signal) =>
    stepping(async (step) => {
      const review = reviews.get(id);
      await review.ranking.keepWhole(); // what went out in this order can be checked later
      const { place, scores } = review.ranking.order ?? {};
      const task: ExportTask = { path: review.store.path, format, only, filter, order, place, scores, temp: host.folders.temp };
      const { path, extension, count } = await work.run<ExportedFile>('export', task, { signal, step });
      if (signal.aborted) throw new Failure('call.cancelled');
      const name = `${nameFor(review.protocol().title)}.${extension}`;
      return { name, count, href: host.offer(path, name) };
    }),
};

/** Letters, digits and hyphens of the title, at most 60. */
export const nameFor = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase() || 'review';
