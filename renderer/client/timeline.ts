// What was decided, as the reader remembers it?
import type { HistoryItem } from '../../shared/contract.ts';

/** The latest of each citation, newest first; decisions taken back are gone. */
export const timelineOf = (items: readonly HistoryItem[]): readonly HistoryItem[] => {
  const seen = new Set<number>();
  return items.filter((item) => {
    if (seen.has(item.citation)) return false;
    seen.add(item.citation);
    return item.verdict !== 'cleared' && item.origin !== 'prior';
  });
};
