// Which citations have neither title nor abstract? Nobody can judge them in a sample.
import type { CitationId } from '../../../shared/citation.ts';
import { mergedWith } from './merged.ts';
import { readOnly } from './reader.ts';

/** Ascending; what duplicates know of a citation counts as its own. */
export const bareIn = ({ path }: { path: string }): readonly CitationId[] =>
  readOnly(path, (review) => {
    const copies = new Map<CitationId, CitationId[]>();
    for (const [duplicate, shown] of review.sameness.representatives()) copies.set(shown, [...(copies.get(shown) ?? []), duplicate]);
    return [...review.browse.keys({ abstract: 'absent' }, {})]
      .filter((key) => {
        const own = review.citations.get(key);
        if (own === undefined || (own.title ?? '').trim() !== '') return false;
        const { title = '', abstract = '' } = mergedWith(own, review.citations.many(copies.get(key) ?? []));
        return title.trim() === '' && abstract.trim() === '';
      })
      .sort((one, other) => one - other);
  });
