// Was screening stopped, on which ground? Recorded in the ledger among the review's rules, for PRISMA and the methods paragraph.
import type { Left, RuleRow, Stopped } from '../../../shared/contract.ts';
import { auditsOf } from './audits.ts';
import type { OpenReview } from './open.ts';

/** What is recorded; when and by whom the ledger says. */
type StoppedBody = { readonly kind: 'stopped' } & Omit<Stopped, 'seq' | 'at' | 'by'>;
interface Resumed {
  readonly kind: 'resumed';
}

const isOurs = (body: unknown): body is StoppedBody | Resumed =>
  typeof body === 'object' && body !== null && 'kind' in body && (body.kind === 'stopped' || body.kind === 'resumed');

/** As it was when it was recorded; undefined while screening goes on. */
export const stoppedIn = (review: OpenReview): Stopped | undefined => {
  const newest = review.store.rules.all().findLast(({ body }) => isOurs(body));
  if (newest === undefined) return undefined;
  const { seq, at, by } = newest;
  const body = newest.body as StoppedBody | Resumed;
  if (body.kind === 'resumed') return undefined;
  const { kind: _kind, ...ground } = body;
  return { ...ground, seq, at, by };
};

interface Ground {
  readonly target: number;
  readonly facts: { readonly found: number; readonly read: number; readonly unread: number; readonly left?: Left };
  /** The usual rule, first of all. */
  readonly usual: RuleRow;
}

/** With the newest certificate, where there is one. */
export const stoppedBody = (review: OpenReview, { target, facts, usual }: Ground): StoppedBody => {
  const audit = auditsOf(review).findLast(({ end }) => end?.statement !== undefined)?.seq;
  const { found, read, unread, left } = facts;
  const { rule, stop, figure, limit } = usual;
  const some = {
    ...(figure !== undefined && { figure }),
    ...(limit !== undefined && { limit }),
    ...(left !== undefined && { left }),
    ...(audit !== undefined && { audit }),
  };
  return { kind: 'stopped', target, rule, says: stop, found, read, unread, ...some };
};

export const resumed: Resumed = { kind: 'resumed' };
