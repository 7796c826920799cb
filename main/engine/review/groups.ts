// How do words of sameness make groups to be looked at?
import type { CitationId } from '../../../shared/citation.ts';
import type { DuplicateGroup } from '../../../shared/contract.ts';
import type { Sameness } from '../../store/index.ts';

export interface Grouping extends Omit<DuplicateGroup, 'members'> {
  readonly members: readonly CitationId[];
  /** Who said the word that this group comes from. */
  readonly asks: readonly CitationId[];
}

/** `ask 12 title+year`, `link 12 preprint`, `split 12 by the reviewer`. */
const form = /^(ask|link|split) (\d+) (.*)$/;
const stateOf = { ask: 'ask', link: 'linked', split: 'split' } as const;

/** Merged ones by the citation they stand behind, then each question, link and split by itself; named by the citation that the word is of, twice, plus one where nothing is merged. */
export const groupsOf = (words: readonly Sameness[]): readonly Grouping[] => {
  const merged = new Map<CitationId, Sameness[]>();
  const pairs: Grouping[] = [];
  for (const word of words) {
    if (word.sameAs !== undefined) {
      const list = merged.get(word.sameAs);
      if (list === undefined) merged.set(word.sameAs, [word]);
      else list.push(word);
      continue;
    }
    const [, kind, other, reason = ''] = form.exec(word.reason) ?? [];
    if (kind !== 'ask' && kind !== 'link' && kind !== 'split') continue;
    const members = [word.citation, Number(other)].sort((a, b) => a - b);
    pairs.push({
      group: word.citation * 2 + 1,
      members,
      asks: [word.citation],
      kept: members[0]!,
      reason,
      confidence: word.confidence,
      state: stateOf[kind],
    });
  }
  const whole = [...merged].map(([kept, behind]): Grouping => {
    const weakest = behind.reduce((least, word) => (word.confidence < least.confidence ? word : least));
    return {
      group: kept * 2,
      members: [kept, ...behind.map(({ citation }) => citation)],
      asks: [],
      kept,
      reason: weakest.reason,
      confidence: weakest.confidence,
      state: 'merged',
    };
  });
  return [...pairs.filter(({ state }) => state === 'ask'), ...whole, ...pairs.filter(({ state }) => state !== 'ask')];
};
