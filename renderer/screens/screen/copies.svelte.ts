// Is the decision just made meant for its near copies too? Offered, never done unasked.
import type { Verdict } from '../../../shared/citation.ts';
import type { Card } from '../../../shared/contract.ts';
import type { OpenReview } from '../../client/review.svelte.ts';

export interface Offer {
  readonly verdict: Exclude<Verdict, 'later' | 'cleared'>;
  readonly reason?: string | undefined;
  /** Near copies that are not read yet. */
  readonly cards: readonly Card[];
}

const isOpen = ({ decision }: Card): boolean => decision === undefined || decision.verdict === 'cleared' || decision.verdict === 'later';

export class NearCopies {
  offer = $state.raw<Offer>();
  readonly #review: OpenReview;
  #turn = 0;

  constructor(review: OpenReview) {
    this.#review = review;
  }

  /** After a decision: what was offered before is gone. */
  async of(card: Card, verdict: Verdict, reason?: string): Promise<void> {
    this.drop();
    const turn = this.#turn;
    if (card.twins.length === 0 || verdict === 'later' || verdict === 'cleared') return;
    const known = await Promise.all(card.twins.map((twin) => this.#review.reading.card(twin, true).catch(() => undefined)));
    const cards = known.filter((one) => one !== undefined).filter(isOpen);
    if (turn === this.#turn && cards.length > 0) this.offer = { verdict, reason, cards };
  }

  async accept(): Promise<boolean> {
    const { offer } = this;
    if (offer === undefined) return false;
    this.drop();
    for (const card of offer.cards) await this.#review.reading.decide(card, { verdict: offer.verdict, reason: offer.reason });
    return true;
  }

  drop(): void {
    this.#turn += 1;
    this.offer = undefined;
  }
}
