// From which numbers of an open review are its reports made?
import { join } from 'node:path';
import type { Decision } from '../../../shared/decision.ts';
import { shelfOf } from '../../models/index.ts';
import { methodsText, type MethodsInput } from '../../reports/methods.ts';
import { prismaFlow, type Flow } from '../../reports/prisma.ts';
import type { Host } from '../host.ts';
import { auditsOf, auditView } from './audits.ts';
import type { OpenReview } from './open.ts';
import { isCounted } from './standing.ts';
import { stoppedIn } from './stopping.ts';

/** What stands at both stages, of citations that are shown. */
export const standingNow = (review: OpenReview): readonly Decision[] => {
  const shown = new Set(review.shown());
  return [...review.standing.stands.values(), ...review.store.decisions.now('fulltext')].filter(({ citation }) => shown.has(citation));
};

/** What is unread counts as still to do until screening is recorded as stopped. */
export const flowOf = (review: OpenReview): Flow => {
  const sources = review.store.receipts.all();
  const kept = sources.reduce((sum, source) => sum + source.kept, 0);
  const citations = review.shown().length;
  return prismaFlow({
    sources,
    merged: Math.max(0, kept - citations),
    citations,
    decisions: standingNow(review),
    stopped: stoppedIn(review) !== undefined,
  });
};

export const methodsOf = (review: OpenReview, flow: Flow, { version, folders }: Pick<Host, 'version' | 'folders'>): string => {
  const { order } = review.ranking;
  const reviewers = [...new Set([...review.standing.stands.values()].filter(isCounted).map(({ by }) => by))];
  return methodsText({
    version,
    sources: review.store.receipts.all(),
    flow,
    reviewers,
    recipe: order?.recipe,
    seed: order?.seed,
    models: modelsOf(review, folders.resources),
    stop: stopOf(review),
  });
};

/** On which rule screening was stopped, and what the certificate it rests on proved. */
const stopOf = (review: OpenReview): MethodsInput['stop'] => {
  const stopped = stoppedIn(review);
  if (stopped === undefined) return undefined;
  const { target, rule, says, figure, limit } = stopped;
  const audit = auditsOf(review).find(({ seq }) => seq === stopped.audit);
  const statement = audit?.end?.statement;
  const view = audit === undefined ? undefined : auditView(review, audit);
  const proved =
    statement === undefined || view === undefined
      ? undefined
      : {
          recallLow: statement.proof.recallLow,
          certified: statement.proof.certified,
          confidence: view.confidence,
          sample: view.sample,
          relevant: view.relevant,
        };
  return { target, rule, says, figure, limit, ...(proved && { proved }) };
};

/** The network that this review is read by, if it is. */
const modelsOf = ({ ranking: { encoder } }: OpenReview, resources: string): { name: string; hash: string }[] => {
  if (encoder === undefined) return [];
  const shelved = shelfOf(join(resources, 'models'), join(resources, 'none')).list();
  return [{ name: shelved.find(({ card }) => card.kind === 'bi-encoder')?.name ?? 'bi-encoder', hash: encoder.model }];
};
