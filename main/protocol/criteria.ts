// Which criteria say what is wanted, and which what is not?
import { sentences } from '../text/sentences.ts';

export interface Criteria {
  /** What a record must be: the only part that belongs into a query. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const asideHeading = /^\W*(?:key\s+)?exclu(?:sion|ded?)\b[^.]{0,60}$/i;
const wantedHeading = /^\W*(?:key\s+)?(?:inclu(?:sion|ded?)|eligib\w+)\b[^.]{0,60}$/i;
const aside =
  /\bexclu(?:ded?|ding|sion)\b|\b(?:not|n't)\s+(?:be\s+)?(?:includ|eligib|consider|accept)\w*|\bdid\s+not\s+(?:include|consider|accept)|\bineligible\b|^\W*(?:no|not|without)\s/i;
/** `We included trials but excluded …`: wanted all the same. */
const wanted = /\binclu(?:ded?|sion)\b|\beligible\b/i;

/**
 * Splits criteria as they are written: headings (`Exclusion criteria`) turn all that follows, else each sentence is judged by its own words
 * (`Studies of children were excluded`). Order is kept; headings themselves are left out; nothing else is lost.
 */
export const splitCriteria = (criteria: readonly string[]): Criteria => {
  const include: string[] = [];
  const exclude: string[] = [];
  let under: 'include' | 'exclude' | undefined;
  for (const line of criteria.flatMap((criterion) => criterion.split(/\r?\n/))) {
    const text = line.trim();
    if (text === '') continue;
    const led = /^\W*(exclude|exclusion|excluded|include|inclusion|included)\s*:\s*(\S.*)$/i.exec(text);
    if (led !== null) (led[1]!.toLowerCase().startsWith('ex') ? exclude : include).push(led[2]!);
    else if (isHeading(text, asideHeading)) under = 'exclude';
    else if (isHeading(text, wantedHeading)) under = 'include';
    else if (under === 'exclude') exclude.push(text);
    else bySentence(text, include, exclude);
  }
  return { include, exclude };
};

/** A heading has no verb of its own, or a colon at its end; what stands in brackets is no matter. */
const isHeading = (text: string, words: RegExp): boolean => {
  const bare = text.replace(/\([^)]*\)/g, '').trim();
  return words.test(bare) && (bare.endsWith(':') || !/\b(?:were|was|are|is|will|must|should|if)\b/i.test(bare));
};

const bySentence = (text: string, include: string[], exclude: string[]): void => {
  const kept: string[] = [];
  for (const { from, to } of sentences(text)) {
    const sentence = text.slice(from, to);
    // `criteria for inclusion and exclusion were …` speaks of both.
    if (aside.test(sentence) && !wanted.test(sentence.replace(aside, ' '))) exclude.push(sentence);
    else kept.push(sentence);
  }
  if (kept.length > 0) include.push(kept.join(' '));
};
