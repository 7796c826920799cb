// How does a thread read a review that the desk has open? By a connection of its own that can change nothing.
import { openReview, type Review } from '../../store/index.ts';

/** To be closed by whoever opened it. */
export const openReader = (path: string): Review => openReview(path, { mode: 'read', beside: true });

export const readOnly = <T>(path: string, read: (review: Review) => T): T => {
  const review = openReader(path);
  try {
    return read(review);
  } finally {
    review.close();
  }
};

/** The same for work that waits in between. */
export const readOnlyWhile = async <T>(path: string, read: (review: Review) => Promise<T>): Promise<T> => {
  const review = openReader(path);
  try {
    return await read(review);
  } finally {
    review.close();
  }
};
