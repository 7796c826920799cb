// Which ranker makes the order?
import { Failure } from '../../../shared/failures.ts';
import { bm25 } from '../../rankers/bm25/index.ts';
import type { Ranker } from '../../rankers/ranker.ts';

const rankers: readonly Ranker[] = [bm25 as unknown as Ranker];

/** @throws Failure 'ranker.unknown' */
export const rankerFor = (name: string): Ranker => {
  const found = rankers.find((one) => one.name === name) ?? rankers[0];
  if (found === undefined) throw new Failure('ranker.unknown', { ranker: name });
  return found;
};
