// Does the network keep what its card promises? Tried on made-up tokens before the first record.
import { Failure } from '../../shared/failures.ts';
import type { ModelCard } from './card.ts';
import type { Frame } from './frames.ts';
import type { Network } from './network.ts';
import type { Tokens } from './tokens.ts';

/** A passage's length where the card names none that was found to be best. */
export const usualTokens = 256;

const frame = (ids: readonly number[]): Frame => ({ ids, second: ids.length, from: 0, to: ids.length });
const ids = (length: number): number[] => Array.from({ length }, (_unused, i) => 1 + (i % 3));

/**
 * Two rows of unlike length, the vocabulary's last id, a passage of full length, the first again.
 * @returns sentences to be shown beside the model
 * @throws Failure where it cannot be used
 */
export const probe = async (network: Network, card: ModelCard, tokens: Tokens): Promise<string[]> => {
  const first = await network.run([frame(ids(5)), frame(ids(3))], tokens.pad);
  judgeShape(first.dims, card);
  await network.run([frame([...ids(4), tokens.largest])], tokens.pad).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'model.refused')
      throw new Failure('model.tokens', { what: `it knows ${String(tokens.largest + 1)} tokens, more than the network has vectors for` });
    throw error;
  });
  const longest = Math.min(card.maxTokens, card.bestTokens ?? usualTokens);
  await network.run([frame(ids(longest))], tokens.pad).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'model.refused') throw new Failure('model.length', { tokens: String(longest) });
    throw error;
  });
  const again = await network.run([frame(ids(5)), frame(ids(3))], tokens.pad);
  return first.values.every((value, at) => value === again.values[at]) ? [] : ['not repeatable: two runs over the same text differ'];
};

const judgeShape = (dims: readonly number[], card: ModelCard): void => {
  const width = dims[dims.length - 1] ?? 0;
  const fits =
    card.kind === 'cross-encoder'
      ? dims.length === 2 && width <= 2
      : width === card.width && (card.kind === 'late-interaction' ? dims.length === 3 : true);
  if (!fits)
    throw new Failure('model.strange', {
      what: `an output of the shape [${dims.join(', ')}] where its card says ${card.kind} of width ${String(card.width)}`,
    });
};
