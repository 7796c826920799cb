// What is said of the models on this machine?
import type { ModelEntry } from '../../../shared/contract.ts';
import { visible } from '../../text/visible.ts';
import type { RemoteUse } from '../batch/evidence.ts';
import type { Shelf, Shelved } from '../../models/index.ts';

/** Those that reviews are read by, one that makes vectors and one that reads question and record together: the chosen one where it can be used, else the first. */
export const inUse = (shelved: readonly Shelved[], chosen: string | undefined): readonly Shelved[] =>
  [false, true].flatMap((cross) => {
    const able = shelved.filter(({ card, trouble }) => trouble === undefined && (card.kind === 'cross-encoder') === cross);
    return able.find(({ name }) => name === chosen) ?? able[0] ?? [];
  });

/** @param remote a scoring server that is asked instead */
export const listModels = (shelf: Shelf, chosen?: string, remote: RemoteUse = {}): ModelEntry[] => {
  const shelved = shelf.list();
  const used = inUse(shelved, chosen).filter(({ card }) => (card.kind === 'cross-encoder' ? remote.pairs : remote.vectors) === undefined);
  return shelved.map(({ name, brought, card, guessed, megabytes, trouble }) => ({
    name,
    title: visible(card.title),
    kind: card.kind,
    architecture: card.architecture,
    pooling: card.pooling,
    prefixes: card.prefixes,
    width: card.width,
    maxTokens: card.maxTokens,
    megabytes,
    brought,
    guessed,
    used: used.some((one) => one.name === name),
    ...(card.licence === undefined ? {} : { licence: visible(card.licence) }),
    ...(card.provenance === undefined ? {} : { provenance: visible(card.provenance) }),
    ...(trouble === undefined ? {} : { trouble }),
  }));
};
