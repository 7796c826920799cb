// Which ranker makes the order?
import { Failure } from '../../../shared/failures.ts';
import { rankers } from '../../rankers/all.ts';
import type { Ranker } from '../../rankers/ranker.ts';

/** @throws Failure 'ranker.unknown' */
export const rankerNamed = (name: string): Ranker => {
  const found = rankers.find((one) => one.name === name);
  if (found === undefined) throw new Failure('ranker.unknown', { ranker: name, known: rankers.map((one) => one.name).join(', ') });
  return found;
};
