// What is exported, in which form and order, and did as many go out as were shown?
import type { Counts, Exported, Filter } from '../../shared/contract.ts';
import type { OpenReview } from '../client/review.svelte.ts';
import { Running } from '../client/running.svelte.ts';

export const choices = ['shown', 'all', 'include', 'includeMaybe', 'maybe', 'exclude', 'unscreened'] as const;
export type Choice = (typeof choices)[number];
export type Order = 'rank' | 'decision' | 'key';
type Piles = ('include' | 'exclude' | 'maybe' | 'unscreened' | 'prior')[];

export interface Shown {
  readonly filter: Filter;
  readonly count: number;
  readonly filtered: boolean;
}

const pilesOf: Readonly<Partial<Record<Choice, Piles>>> = {
  include: ['include'],
  includeMaybe: ['include', 'maybe'],
  maybe: ['maybe'],
  exclude: ['exclude'],
  unscreened: ['unscreened'],
};

/** How many citations a choice holds, as the screen says it; prior knowledge is in *all* only. */
export const countOf = (choice: Choice, counts: Counts, shown: Shown | undefined): number => {
  const { include, maybe, exclude, all, prior } = counts;
  if (choice === 'shown') return shown?.count ?? 0;
  if (choice === 'all') return all + prior.include + prior.exclude;
  if (choice === 'includeMaybe') return include + maybe;
  if (choice === 'unscreened') return all - include - maybe - exclude;
  return { include, maybe, exclude }[choice];
};

export class ExportState {
  format = $state('ris');
  choice = $state<Choice>('all');
  order = $state<Order>('rank');
  done = $state.raw<Exported>();
  readonly running = new Running();
  readonly #review: OpenReview;

  constructor(review: OpenReview) {
    this.#review = review;
  }

  async write(shown: Shown | undefined): Promise<Exported | undefined> {
    this.done = undefined;
    const only = pilesOf[this.choice];
    const input = {
      review: this.#review.id,
      format: this.format,
      order: this.order,
      ...(only === undefined ? {} : { only: [...only] }),
      ...(this.choice === 'shown' && shown !== undefined ? { filter: shown.filter } : {}),
    };
    this.done = await this.running.run((signal, step) => this.#review.wire.ask('export.write', input, { signal, step }));
    return this.done;
  }
}
