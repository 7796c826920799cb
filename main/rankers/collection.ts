// What was worked out about a set of citations, made once for all rankers?
import type { Fields, Kept } from '../../shared/citation.ts';
import type { Work } from '../../shared/work.ts';
import { settled } from '../learners/products.ts';
import { counted, weighed } from '../text/analyses.ts';
import type { Counts } from '../text/counts.ts';
import type { Weights } from '../text/weights.ts';
import type { Collection, Field } from './ranker.ts';

const terms = ({ keywords = [], mesh = [] }: Fields): string => [...keywords, ...mesh].join(' ; ');

/** The text of a field; "" where the record has none. Title and abstract stand together as ASReview puts them: one space between, always. */
export const fieldText = (citation: Fields, field: Field): string => {
  const { title = '', abstract = '' } = citation;
  if (field === 'title') return title;
  if (field === 'abstract') return abstract;
  if (field === 'terms') return terms(citation);
  return field === 'both' ? `${title} ${abstract}` : `${title} ${abstract} ; ${terms(citation)}`;
};

/** @param citations in the order of their keys */
export const collect = (citations: readonly Kept[]): Collection => {
  const kept = new Map<string, { readonly version: string; readonly value: unknown }>();
  function* keep<T>(name: string, make: () => Work<T>, version = ''): Work<T> {
    const known = kept.get(name);
    if (known?.version === version) return known.value as T;
    kept.delete(name); // gone before the next is made: the two need not fit into memory together
    const value = yield* make();
    kept.set(name, { version, value });
    return value;
  }
  const n = citations.length;
  return {
    n,
    citation: (at) => citations[at]!,
    counts: (analysis, field) => keep<Counts>(`counts ${analysis} ${field}`, () => counted(analysis, n, (at) => fieldText(citations[at]!, field))),
    weights: (analysis) =>
      keep<Weights>(`weights ${analysis}`, function* () {
        const made = yield* weighed(
          analysis,
          n,
          (at) => fieldText(citations[at]!, 'both'),
          (at) => fieldText(citations[at]!, 'terms'),
        );
        return { ...made, rows: settled(made.rows) };
      }),
    keep,
  };
};
