// How do the tests write down an order?

/** Labels in the order shown (`'1001'`), as an order and its gold. */
export const shownAs = (labels: string): { order: Uint32Array; gold: Uint8Array } => ({
  order: Uint32Array.from(labels, (_, at) => at),
  gold: Uint8Array.from(labels, Number),
});

/** n records, relevant ones at these places (from 1). */
export const relevantAt = (n: number, places: readonly number[]): { order: Uint32Array; gold: Uint8Array } => {
  const gold = new Uint8Array(n);
  for (const place of places) gold[place - 1] = 1;
  return { order: Uint32Array.from(gold, (_, at) => at), gold };
};
