// What goes into the paper?
import type { ValueOf } from '../../../shared/contract.ts';
import { Running } from '../../client/running.svelte.ts';
import type { OpenReview } from '../../client/review.svelte.ts';

export class ReportsState {
  report = $state.raw<ValueOf<'reports.get'>>();
  verified = $state.raw<ValueOf<'review.verify'>>();
  readonly fetching = new Running();
  readonly verifying = new Running();
  readonly #review: OpenReview;

  constructor(review: OpenReview) {
    this.#review = review;
  }

  async fetch(): Promise<void> {
    const report = await this.fetching.run((signal) => this.#review.wire.ask('reports.get', { review: this.#review.id }, { signal }));
    if (report !== undefined) this.report = report;
  }

  /** Recomputes the chain of every decision and ranking in the file. */
  async verify(): Promise<void> {
    this.verified = undefined;
    this.verified = await this.verifying.run((signal, step) => this.#review.wire.ask('review.verify', { review: this.#review.id }, { signal, step }));
  }
}
