// What goes into the paper?
import type { Answers } from './answer.ts';

export const reports: Answers<'reports.get'> = {
  'reports.get': ({ reviews }, { review: id }) => {
    const review = reviews.get(id);
    const counts = new Map<string, number>();
    for (const { verdict, reason } of review.standing.stands.values())
      if (verdict === 'exclude' && reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    return { prisma: {}, methods: '', reasons: [...counts].map(([reason, count]) => ({ reason, count })) };
  },
};
