// Which pairs of citations does only a person tell apart, and which belong together without being the same? Kept on the ledger as words of sameness.
import type { CitationId } from '../../../shared/citation.ts';
import type { Sameness } from '../../store/index.ts';

export interface Question {
  readonly citation: CitationId;
  readonly other: CitationId;
  /** What speaks for it. */
  readonly reason: string;
  readonly confidence: number;
}

/** A word of sameness that merges nothing: the citation stands for itself, and the reason says what is asked or linked. */
const form = /^(ask|link) (\d+) (.*)$/;

export const asked = (kind: 'ask' | 'link', { citation, other, reason, confidence }: Question): Sameness => ({
  citation,
  reason: `${kind} ${String(other)} ${reason}`,
  confidence,
});

const read = (words: Iterable<Sameness>, wanted: 'ask' | 'link'): Question[] =>
  [...words].flatMap(({ citation, sameAs, reason, confidence }) => {
    const [, kind, other, why] = form.exec(reason) ?? [];
    return sameAs === undefined && kind === wanted ? [{ citation, other: Number(other), reason: why ?? '', confidence }] : [];
  });

export const openQuestions = (words: Iterable<Sameness>): readonly Question[] => read(words, 'ask');
export const linked = (words: Iterable<Sameness>): readonly Question[] => read(words, 'link');
