// How far is the reading?
import { counted, curveOf, daysOf, perHour, sinceLast } from '../review/progress.ts';
import { expectedFrom } from '../review/expected.ts';
import { leftIn } from '../review/left.ts';
import { progressSentence } from '../review/sentences.ts';
import type { Answers } from './answer.ts';

export const progress: Answers<'progress.get'> = {
  'progress.get': ({ reviews }, { review: id }) => {
    const review = reviews.get(id);
    const counts = review.standing.counts(review.shown(), review.ranking.bare);
    const read = counted(review);
    const left = leftIn(review);
    return {
      sentence: progressSentence(counts, left),
      counts,
      left,
      curve: { points: curveOf(read), expected: expectedFrom({ read: counts.read, found: counts.include, all: counts.all, left }) },
      days: daysOf(read),
      perHour: perHour(read),
      sinceLastFound: sinceLast(read),
    };
  },
};
