// What does the page show of a review at all times?
import type { Said, Summary } from '../../../shared/contract.ts';
import type { World } from '../answers/answer.ts';
import { leftIn } from './left.ts';
import type { OpenReview } from './open.ts';
import { opinionsToSee } from './opinions.ts';

export const summaryOf = ({ settings }: Pick<World, 'settings'>, review: OpenReview): Summary => {
  const { store, standing, ranking } = review;
  const steps = store.write === undefined ? {} : store.steps(settings.get().reviewer);
  return {
    review: review.id,
    title: review.protocol().title,
    counts: standing.counts(review.shown(), ranking.bare),
    left: leftIn(review),
    protocol: review.protocol(),
    revision: review.revision,
    lockedBy: store.onlyRead?.slots.who ?? store.onlyRead?.message,
    canUndo: steps.undo !== undefined,
    canRedo: steps.redo !== undefined,
    duplicatesToSee: review.questions().length,
    opinionsToSee: opinionsToSee(review),
    ranking: ranking.state,
    at: review.place.get(),
  };
};

/** The answer to everything that was saved. */
export const said = (world: Pick<World, 'settings'>, review: OpenReview, seq: number): Said => ({ seq, summary: summaryOf(world, review) });
