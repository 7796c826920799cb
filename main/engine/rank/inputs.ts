// From what was an order made? A hash over everything it follows from, and a word for the page.
import { createHash } from 'node:crypto';
import type { RankingState } from '../../../shared/contract.ts';
import type { Hash, Recipe } from '../../../shared/decision.ts';
import { queryKey, queryTexts } from '../../rankers/query.ts';
import type { View } from '../../rankers/ranker.ts';

/** Which citations, which protocol, which labels in which order, which recipe; what the citations say is under the receipts' digests. */
export const inputsOf = (keys: Uint32Array, view: View, recipe: Recipe): Hash => {
  const bytes = (numbers: Uint32Array | Uint8Array) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return createHash('sha256')
    .update(bytes(keys))
    .update(queryKey(view.protocol))
    .update(bytes(view.labelled))
    .update(bytes(view.relevant))
    .update(JSON.stringify(recipe))
    .digest('hex');
};

export const byOf = (view: View): RankingState['by'] => {
  const asked = queryTexts(view.protocol).length > 0;
  const taught = view.relevant.includes(1) && view.relevant.includes(0);
  if (taught) return asked ? 'protocol+labels' : 'labels';
  return asked ? 'protocol' : 'set';
};
