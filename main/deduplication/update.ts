// A search was run again: which records are new, known, changed or retracted since?
import type { Citation, Fields } from '../../shared/citation.ts';
import type { Work } from '../../shared/work.ts';
import { retractionOf } from '../citations/retraction.ts';
import { noticesIn } from '../citations/words.ts';
import type { Pair } from './assemble.ts';
import { deduplicate } from './deduplicate.ts';
import { fold, words } from './fold.ts';
import { readTitle } from './title.ts';

/** changed: known, but title, abstract, year, place or notices now say something else; retracted: known, and now marked as retracted. */
export type UpdateStatus = 'new' | 'known' | 'changed' | 'retracted';

export interface Matched {
  readonly status: UpdateStatus;
  /** Position among the known, where it is one of them. */
  readonly known?: number;
  /** For new ones: the first position among the incoming that is the same reference, where it is not this one. */
  readonly repeats?: number;
  /** Why and how surely it is the same as `known` or `repeats`. */
  readonly reason?: string;
  readonly confidence?: number;
  /** Fields that say something else or more than the known record. */
  readonly changes: readonly (keyof Fields)[];
  /** Positions among the known that this record, a notice, says are retracted or withdrawn. */
  readonly retracts: readonly number[];
}

export interface Updated {
  /** One a record of `incoming`, in its order. */
  readonly matched: readonly Matched[];
  /** `a` among the known, `b` among the incoming: only a person can say whether b is new. */
  readonly unsure: readonly Pair[];
  /** Linked, not the same; `a` among the known, `b` among the incoming. */
  readonly related: readonly Pair[];
}

const tellsRetraction = /retract|withdraw|expression of concern/i;

/** True where a record says of itself (not of another) that it is retracted or withdrawn. */
const isRetracted = (citation: Citation): boolean =>
  retractionOf(citation)?.is === 'retracted' || (readTitle(citation.title).retracted && !isRetractionNotice(citation));

/** True where a record is the notice about another one. */
export const isRetractionNotice = (citation: Citation): boolean =>
  retractionOf(citation)?.is === 'notice' || (readTitle(citation.title).mark === 'notice' && tellsRetraction.test(citation.title ?? ''));

const spoken = (text: string | undefined): string => words(fold(text ?? '')).join('');

const changesOf = (known: Citation, incoming: Citation): (keyof Fields)[] => {
  const changes: (keyof Fields)[] = [];
  const fresh = (field: 'title' | 'abstract'): boolean => incoming[field] !== undefined && spoken(incoming[field]) !== spoken(known[field]);
  // Databases dress a title each in their own way; only another core is a change.
  if (fresh('title') && readTitle(incoming.title).key !== readTitle(known.title).key) changes.push('title');
  if (fresh('abstract') && !spoken(known.abstract).startsWith(spoken(incoming.abstract))) changes.push('abstract');
  if (incoming.year !== undefined && incoming.year !== known.year) changes.push('year');
  for (const field of ['volume', 'pages', 'doi', 'pmid'] as const)
    if (incoming[field] !== undefined && known[field] === undefined) changes.push(field);
  const noticed = (of: Citation): string[] => [...(of.notices ?? []), ...noticesIn(of.title, of.type)].map(spoken);
  const before = new Set(noticed(known));
  if (noticed(incoming).some((notice) => !before.has(notice))) changes.push('notices');
  return changes;
};

/** Fields whose change makes a known record worth another look; a number gained does not. */
const worthALook = new Set<keyof Fields>(['title', 'abstract', 'year', 'volume', 'pages', 'notices']);

/** What an incoming record says of the known one that it is the same as. */
export const compared = (
  known: Citation,
  incoming: Citation,
): { readonly status: Exclude<UpdateStatus, 'new'>; readonly changes: readonly (keyof Fields)[] } => {
  const changes = changesOf(known, incoming);
  if (isRetracted(incoming) && !isRetracted(known)) return { status: 'retracted', changes };
  return { status: changes.some((field) => worthALook.has(field)) ? 'changed' : 'known', changes };
};

/**
 * @param known the review's records, already told apart: none of them is merged with another here
 * @param incoming the new files' records, duplicates among them allowed
 */
export function* matchUpdate(known: readonly Citation[], incoming: readonly Citation[]): Work<Updated> {
  const { groups, unsure, related } = yield* deduplicate([...known, ...incoming], { apart: known.length });
  const from = known.length;
  const matched: Matched[] = incoming.map(() => ({ status: 'new', changes: [], retracts: [] }));
  for (const group of groups) {
    const [first = 0] = group.members;
    for (const at of group.members) {
      const citation = incoming[at - from];
      if (at === first || citation === undefined) continue;
      const pair = group.pairs.find(({ a, b }) => a === first && b === at) ?? group;
      const said = { reason: pair.reason, confidence: pair.confidence, retracts: [] };
      const old = known[first];
      if (old === undefined) {
        matched[at - from] = { status: 'new', repeats: first - from, changes: [], ...said };
        continue;
      }
      matched[at - from] = { ...compared(old, citation), known: first, ...said };
    }
    yield { done: incoming.length, total: incoming.length };
  }
  const across = (list: readonly Pair[]): Pair[] => list.filter(({ a, b }) => a < from && b >= from).map((pair) => ({ ...pair, b: pair.b - from }));
  const links = across(related);
  for (const { a, b, reason } of links) {
    const notice = incoming[b];
    const entry = matched[b];
    if (reason === 'notice' && notice !== undefined && entry !== undefined && isRetractionNotice(notice))
      matched[b] = { ...entry, retracts: [...entry.retracts, a] };
  }
  return { matched, unsure: across(unsure), related: links };
}
