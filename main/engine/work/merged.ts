// Which citations does a review show? One a work: its own record with the best of the duplicates that stand behind it.
import type { CitationId, Kept } from '../../../shared/citation.ts';
import type { Work } from '../../../shared/work.ts';
import { merge } from '../../deduplication/index.ts';
import type { Review } from '../../store/index.ts';

/** Its number, id and place stay; fields come from all. */
export const mergedWith = (own: Kept, copies: readonly Kept[]): Kept =>
  copies.length === 0 ? own : { ...own, ...merge(newest([own, ...copies])).citation, key: own.key, id: own.id, source: own.source };

/** A record that was read again (in another format or encoding, repaired or not) says what its newest reading said; older ones fill its gaps. */
const newest = (all: readonly Kept[]): readonly Kept[] => {
  const readings = new Map<string, Kept>();
  for (const one of [...all].sort((a, b) => a.key - b.key)) {
    const place = `${String(one.source.line)} ${one.source.file}`;
    readings.set(place, { ...readings.get(place), ...one });
  }
  return [...readings.values()];
};

/** In the default order. */
export function* shownCitations(review: Review): Work<{ keys: Uint32Array; citations: Kept[] }> {
  const keys = review.citations.keys();
  const behind = review.sameness.representatives();
  const citations: Kept[] = [];
  const copies = new Map<CitationId, Kept[]>();
  let done = 0;
  for (const citation of review.citations.each()) {
    const shown = behind.get(citation.key);
    if (shown === undefined) citations.push(citation);
    else copies.set(shown, [...(copies.get(shown) ?? []), citation]);
    if ((done += 1) % 64 === 0) yield { done, total: keys.length };
  }
  for (const [at, own] of citations.entries()) {
    const others = copies.get(own.key);
    if (others !== undefined) citations[at] = mergedWith(own, others);
    if (at % 64 === 0) yield { done: at, total: keys.length };
  }
  return { keys, citations };
}
