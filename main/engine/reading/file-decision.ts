// Does the name of the file say what was decided about everything in it? Covidence and EPPI-Reviewer export one list a verdict.
import type { Tally } from './tally.ts';

const excluded = /(?:^|[^a-z])(?:excluded|irrelevant|excl)(?![a-z])/i;
const included = /(?:^|[^a-z])(?:included|relevant|incl|include)(?![a-z])/i;
const maybe = /(?:^|[^a-z])(?:maybe|undecided)(?![a-z])/i;

/** Only where the records carry no verdicts of their own. */
export const fileDecision = (name: string, tally: Tally): 'include' | 'exclude' | 'maybe' | undefined => {
  if (tally.opined) return undefined;
  const bare = name.replace(/\.[a-z0-9]{1,5}$/i, '');
  if (excluded.test(bare)) return included.test(bare) ? undefined : 'exclude';
  if (included.test(bare)) return 'include';
  return maybe.test(bare) ? 'maybe' : undefined;
};
