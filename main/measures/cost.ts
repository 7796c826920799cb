// cost: what does it cost to reach a recall, reading for training and reading afterwards priced apart?
import type { Metric } from './metric.ts';
import { completed, places } from './places.ts';
import { shareUp } from './rounding.ts';

/** Price of one record: relevant or not, read in training or afterwards. */
export interface Prices {
  readonly trainRelevant: number;
  readonly trainIrrelevant: number;
  readonly laterRelevant: number;
  readonly laterIrrelevant: number;
}
export const uniform: Prices = { trainRelevant: 1, trainIrrelevant: 1, laterRelevant: 1, laterIrrelevant: 1 };
export const expensiveTraining: Prices = { trainRelevant: 10, trainIrrelevant: 10, laterRelevant: 1, laterIrrelevant: 1 };

/**
 * α⁺t⁺ + α⁻t⁻ + β⁺m⁺ + β⁻m⁻ (Yang et al.; Mao et al., ECIR 2024 §3.3): the first `trained` of the order were read in training,
 * the rest is read until ⌈τR⌉ relevant ones are found. Undefined where nothing is relevant.
 */
export const costOfReaching = (
  order: Uint32Array,
  gold: Uint8Array,
  asked: { target: number; trained: number; prices: Prices },
): number | undefined => {
  const where = places(order, gold);
  const end = completed(where)[shareUp(asked.target, where.relevant) - 1];
  if (end === undefined) return undefined;
  const within = (shown: number) => completed(where).filter((place) => place <= shown).length;
  const trainRelevant = within(asked.trained);
  const laterRelevant = Math.max(0, within(end) - trainRelevant);
  const later = Math.max(0, end - asked.trained);
  const { prices } = asked;
  return (
    prices.trainRelevant * trainRelevant +
    prices.trainIrrelevant * (asked.trained - trainRelevant) +
    prices.laterRelevant * laterRelevant +
    prices.laterIrrelevant * (later - laterRelevant)
  );
};

/** The least cost over training rounds, each with its own order: where one would best have stopped training. */
export const leastCost = (
  rounds: readonly { readonly order: Uint32Array; readonly trained: number }[],
  gold: Uint8Array,
  asked: { target: number; prices: Prices },
): number | undefined => {
  const costs = rounds.map(({ order, trained }) => costOfReaching(order, gold, { ...asked, trained })).filter((cost) => cost !== undefined);
  return costs.length === 0 ? undefined : Math.min(...costs);
};

/** Uniform prices, no training phase: the records read to reach recall `at`. */
export const cost: Metric = {
  name: 'cost',
  of: (order, gold, at) => costOfReaching(order, gold, { target: at, trained: 0, prices: uniform }),
};
