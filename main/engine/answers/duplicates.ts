// Which citations stand for the same work, and what does the reviewer say of it?
import type { DuplicateGroup, InputOf } from '../../../shared/contract.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Sameness } from '../../store/index.ts';
import { groupsOf, type Grouping } from '../review/groups.ts';
import type { OpenReview } from '../review/open.ts';
import { said } from '../review/summary.ts';
import type { Answers } from './answer.ts';

export const duplicates: Answers<'duplicates.list' | 'duplicates.decide'> = {
  'duplicates.list': ({ reviews }, { review: id, state, having, offset, limit }) => {
    const review = reviews.get(id);
    const all = groupsOf(review.store.sameness.now()).filter(
      (group) => (state === undefined || group.state === state) && (having === undefined || group.members.includes(having)),
    );
    return { total: all.length, groups: all.slice(offset, offset + limit).map((group) => shown(review, group)) };
  },
  'duplicates.decide': (world, input) => {
    const review = world.reviews.get(input.review);
    const group = groupsOf(review.store.sameness.now()).find((one) => one.group === input.group);
    const write = review.writing();
    const by = world.settings.get().reviewer;
    const done = review.store.ledger.byKey(`${input.key}#0`);
    if (group === undefined && done === undefined) throw new Failure('duplicates.none', { group: String(input.group) });
    const words = done === undefined && group !== undefined ? wordsFor(group, input) : [];
    const seq =
      write.transaction(() => words.map((word, at) => write.same(word, { key: `${input.key}#${String(at)}`, by }))[0]) ??
      done?.seq ??
      review.store.ledger.last().seq;
    if (words.length > 0) review.setChanged();
    return said(world, review, seq);
  },
};

/** merge: all behind the one kept; split and keep: each for itself; undo: back to the question. */
const wordsFor = ({ members, kept, asks, reason }: Grouping, { verdict, kept: wanted }: InputOf<'duplicates.decide'>): Sameness[] => {
  const stays = wanted !== undefined && members.includes(wanted) ? wanted : kept;
  const others = members.filter((member) => member !== stays);
  if (verdict === 'merge')
    return [
      { citation: stays, reason: 'kept by the reviewer', confidence: 1 },
      ...others.map((citation) => ({ citation, sameAs: stays, reason: `merged by the reviewer (${reason})`, confidence: 1 })),
    ];
  if (verdict === 'undo') return others.map((citation) => ({ citation, reason: `ask ${String(stays)} ${reason}`, confidence: 0.5 }));
  // Whoever asked must answer too, or the question would stay.
  return [...new Set([...others, ...asks])].map((citation) => ({
    citation,
    reason: `split ${String(citation === stays ? others[0] : stays)} by the reviewer`,
    confidence: 1,
  }));
};

const shown = ({ store }: OpenReview, { group, members, kept, reason, confidence, state }: Grouping): DuplicateGroup => ({
  group,
  members: store.citations.many(members),
  kept,
  reason,
  confidence,
  state,
});
