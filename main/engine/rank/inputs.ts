// From what was an order made? A hash over everything it follows from, and a word for the page.
import { createHash } from 'node:crypto';
import type { RankingState } from '../../../shared/contract.ts';
import type { Hash, Recipe } from '../../../shared/decision.ts';
import { isAsked } from '../../rankers/prior.ts';
import { recordVectors, type Vectors } from '../../rankers/dense.ts';
import { queryKey } from '../../rankers/query.ts';
import type { View, Want } from '../../rankers/ranker.ts';
import { groundOf } from '../../screening/plan.ts';

/**
 * Which citations, which protocol, which labels in which order, which recipe, and what the network had said by then; what the citations say is
 * under the receipts' digests.
 */
export const inputsOf = (keys: Uint32Array, view: View, recipe: Recipe, pairs: readonly Want[] = []): Hash => {
  const hash = createHash('sha256');
  const vectors = recordVectors(view);
  if (vectors !== undefined) hash.update(view.encoder!.model).update(digestOf(vectors));
  for (const want of pairs)
    hash
      .update(want.model)
      .update(want.query)
      .update(bytes(view.evidence({ ...want, at: Uint32Array.from(keys, (_key, at) => at) })));
  return hash
    .update(bytes(keys))
    .update(queryKey(view.protocol))
    .update(bytes(view.labelled))
    .update(bytes(view.relevant))
    .update(String(view.priors ?? 0))
    .update(JSON.stringify(recipe))
    .digest('hex');
};

const bytes = (numbers: Uint32Array | Uint8Array | Float32Array) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** 150 MB at 100,000 records: not after every decision. A row that was said does not change, so that their number tells one state from the next. */
const digests = new WeakMap<Float32Array, { readonly said: number; readonly digest: string }>();
const digestOf = ({ values, said }: Vectors): string => {
  const known = digests.get(values);
  if (known?.said === said) return known.digest;
  const digest = createHash('sha256').update(bytes(values)).digest('hex');
  digests.set(values, { said, digest });
  return digest;
};

export const byOf = (view: View): RankingState['by'] => groundOf(view, isAsked(view.protocol));
