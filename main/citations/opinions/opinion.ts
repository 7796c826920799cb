// Which verdict does a word or number stand for, and do all who decided agree?
import type { Opinion } from '../../../shared/citation.ts';

export type Say = Opinion['verdict'];

/** The one verdict of all opinions; undefined where there is none or they differ. */
export const agreed = (opinions: readonly Opinion[]): Say | undefined => {
  const first = opinions[0]?.verdict;
  return opinions.every((opinion) => opinion.verdict === first) ? first : undefined;
};

const words = new Map<string, Say>();
for (const word of 'include included includes yes y true t relevant accept accepted in i ja oui si eligible keep selected'.split(' '))
  words.set(word, 'include');
for (const word of 'exclude excluded excludes no n false f irrelevant reject rejected out e x nein non ineligible discard'.split(' '))
  words.set(word, 'exclude');
words.set('not relevant', 'exclude');
for (const word of "maybe|unsure|uncertain|unclear|?|m|undecided?|perhaps|discuss|cannot tell|can't tell|can’t tell|not sure|cannot determine".split(
  '|',
))
  words.set(word, 'maybe');

/** Words that say that nobody decided yet: no verdict, and nothing to wonder about. */
const open = new Set([
  '',
  'undecided',
  'unlabelled',
  'unlabeled',
  'not vetted',
  'not screened',
  'not seen',
  'not_seen',
  'pending',
  'awaiting',
  'unscreened',
  'not_started',
  'na',
  'n/a',
  'nan',
  'none',
  'null',
  'o',
  '-',
  'undetermined',
]);

/**
 * The verdict of a cell of a label column.
 * @returns a verdict, `open` where nobody decided, undefined where the value is none we know (never guessed)
 */
export const verdictOf = (cell: string): Say | 'open' | undefined => {
  const word = cell.trim().toLowerCase();
  if (open.has(word)) return 'open';
  if (/^1(?:\.0+)?$/.test(word)) return 'include';
  if (/^0(?:\.0+)?$/.test(word)) return 'exclude';
  return words.get(word);
};

/** An opinion with only what is known of it. */
export const opinion = (
  verdict: Say,
  tool: string,
  more: { by?: string | undefined; reasons?: readonly string[] | undefined; time?: string | undefined } = {},
): Opinion => ({
  verdict,
  tool,
  ...(more.by === undefined || more.by === '' ? {} : { by: more.by }),
  ...(more.reasons === undefined || more.reasons.length === 0 ? {} : { reasons: more.reasons }),
  ...(more.time === undefined || more.time === '' ? {} : { time: more.time }),
});
