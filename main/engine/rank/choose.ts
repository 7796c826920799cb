// Which ranker makes the order?
import type { Protocol } from '../../../shared/citation.ts';
import type { Encoder, Want } from '../../../shared/evidence.ts';
import { Failure } from '../../../shared/failures.ts';
import { rankers } from '../../rankers/all.ts';
import type { Ranker } from '../../rankers/ranker.ts';
import { collect, viewOf } from '../../screening/view.ts';

/** @throws Failure 'ranker.unknown' */
export const rankerNamed = (name: string): Ranker => {
  const found = rankers.find((one) => one.name === name);
  if (found === undefined) throw new Failure('ranker.unknown', { ranker: name, known: rankers.map((one) => one.name).join(', ') });
  return found;
};

/** Texts that these rankers ask the network as queries; undefined where none of them asks it anything. */
export const queriesOf = (names: readonly string[], protocol: Protocol, encoder: Encoder): string[] | undefined => {
  const wants = wantsOf(names, protocol, encoder);
  return wants.length === 0 ? undefined : wants.filter(({ kind }) => kind === 'query').map(({ query }) => query);
};

/** What this ranker asks of questions and records together, whichever records. */
export const pairsOf = (name: string, protocol: Protocol, encoder: Encoder): Want[] =>
  wantsOf([name], protocol, encoder).filter(({ kind }) => kind === 'pair');

const wantsOf = (names: readonly string[], protocol: Protocol, encoder: Encoder): Want[] => {
  const view = viewOf(collect([]), { protocol, labelled: new Uint32Array(0), relevant: new Uint8Array(0), encoder });
  return names.flatMap((name) => {
    const ranker = rankerNamed(name);
    return ranker.wants(view, ranker.params.parse({}));
  });
};
