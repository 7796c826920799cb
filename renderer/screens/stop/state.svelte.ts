// May one stop? What the rules say at a target, and what would prove it.
import type { StopView } from '../../../shared/contract.ts';
import { Running } from '../../client/running.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';

export const targets = [0.8, 0.9, 0.95, 0.98, 1] as const;

export class StopState {
  target = $state(0.95);
  view = $state.raw<StopView>();
  readonly fetching = new Running();
  readonly #review: OpenReview;

  constructor(review: OpenReview) {
    this.#review = review;
  }

  async fetch(): Promise<void> {
    const view = await this.fetching.run((signal) => this.#review.wire.ask('stop.get', { review: this.#review.id, target: this.target }, { signal }));
    if (view !== undefined) this.view = view;
  }

  aim(target: number): void {
    this.target = target;
    void this.fetch();
  }
}
