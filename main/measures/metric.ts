// How good was an order? One file a metric, one line in `all.ts`.

export interface Metric {
  readonly name: string;
  /**
   * @param order positions in the order screened, length ≤ N
   * @param gold 1/0 per position, length N
   * @param at the metric's cut (share or level), where it has one
   * @returns undefined where nothing is relevant
   */
  of(order: Uint32Array, gold: Uint8Array, at: number): number | undefined;
}
