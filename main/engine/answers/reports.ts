// What goes into the paper?
import type { Flow } from '../../reports/prisma.ts';
import { reasonTable } from '../../reports/reasons.ts';
import { flowOf, methodsOf, standingNow } from '../review/report.ts';
import { stoppedIn } from '../review/stopping.ts';
import type { Answers } from './answer.ts';

export const reports: Answers<'reports.get'> = {
  'reports.get': ({ reviews, host }, { review: id }) => {
    const review = reviews.get(id);
    const flow = flowOf(review);
    const reasons = reasonTable(standingNow(review)).filter(({ stage }) => stage === 'abstract');
    return {
      prisma: boxesOf(flow),
      methods: methodsOf(review, flow, host),
      reasons: reasons.map(({ reason, count }) => ({ reason, count })),
      stopped: stoppedIn(review),
    };
  },
};

/** In the order of the flow. While no full text was read, what goes on to it counts as included. */
const boxesOf = (flow: Flow): Readonly<Record<string, number>> => {
  const { identified, duplicates, unreadable: rejected, known: prior, screened, excluded, undecided: maybe, unscreened, sought } = flow;
  const first = {
    identified,
    duplicates,
    rejected,
    prior,
    screened,
    excluded,
    maybe,
    ...(flow.setAside > 0 ? { setAside: flow.setAside } : { unscreened }),
  };
  if (flow.assessed === 0) return { ...first, included: sought };
  return { ...first, sought, assessed: flow.assessed, excludedFullText: flow.excludedFullText, included: flow.included };
};
