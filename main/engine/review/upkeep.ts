// What does an open review need in the background? Its search index brought up to date, in slices that let calls in between.
import { Failure } from '../../../shared/failures.ts';
import type { Work } from '../../../shared/work.ts';
import { backupDue } from '../../store/index.ts';
import type { Crew } from '../crew.ts';
import type { Log } from '../host.ts';
import type { OpenReview } from './open.ts';

/** Runs work of the writer on the desk, a slice at a time; other calls are answered between slices. @throws Failure 'call.cancelled' */
export const sliced = async <T>(
  work: Work<T>,
  step?: (step: { done: number; total?: number }) => void,
  signal?: { readonly aborted: boolean },
): Promise<T> => {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    step?.(next.value);
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw new Failure('call.cancelled');
  }
};

/** A failure here costs the search, nothing else. */
export const catchUp = async (review: OpenReview, { log }: { log: Log }): Promise<void> => {
  if (review.store.write === undefined) return;
  try {
    await sliced(review.store.write.index());
  } catch (error) {
    log.warn({ review: review.id, name: error instanceof Error ? error.name : typeof error }, 'search index not brought up to date');
  }
};

/** Is a backup due after so many decisions? Asked now and then, made on a work thread, one at a time. */
export const keepBackups = (review: OpenReview, { work, folder, log }: { work: Crew; folder: string; log: Log }): (() => void) => {
  let since = 0;
  let busy = false;
  return () => {
    since += 1;
    if (busy || since < 10 || review.store.write === undefined || !backupDue(review.store, folder)) return;
    since = 0;
    busy = true;
    work
      .run('backup', { path: review.store.path, folder })
      .catch((error: unknown) => {
        log.warn({ review: review.id, name: error instanceof Error ? error.name : typeof error }, 'no backup');
      })
      .finally(() => {
        busy = false;
      });
  };
};
