// May the reading stop, what would prove it, and was it stopped? Rules speak, an audit proves, the ledger remembers.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleRow, StopView } from '../../../shared/contract.ts';
import type { CitationId } from '../../../shared/citation.ts';
import { Failure } from '../../../shared/failures.ts';
import { certificatePage } from '../../reports/certificate.ts';
import type { Signed } from '../../store/index.ts';
import {
  auditByKey,
  auditsOf,
  auditView,
  certificateOf,
  drawnOnly,
  keepAudit,
  lockFor,
  nextAudit,
  theOpen,
  openAudit,
  undecided,
  unreadIn,
  type Audit,
} from '../review/audits.ts';
import { blindCard } from '../review/cards.ts';
import { screenedIn } from '../review/left.ts';
import type { OpenReview } from '../review/open.ts';
import { counted } from '../review/progress.ts';
import { statementOf } from '../review/statement.ts';
import { resumed, stoppedBody, stoppedIn } from '../review/stopping.ts';
import { said } from '../review/summary.ts';
import type { Judged, JudgeTask } from '../work/judge.ts';
import { nameFor } from './export.ts';
import { stepping, type Answers, type World } from './answer.ts';

type Names =
  | 'stop.get'
  | 'stop.chances'
  | 'stop.record'
  | 'stop.resume'
  | 'audit.lock'
  | 'audit.next'
  | 'audit.decide'
  | 'audit.close'
  | 'audit.giveUp'
  | 'audit.file'
  | 'hunt.disagreements'
  | 'hunt.labels';

const signedBy = ({ settings }: World, key: string): Signed => ({ key, by: settings.get().reviewer });

const answered = (world: World, review: OpenReview, audit: Audit) => ({
  ...said(world, review, audit.end?.seq ?? audit.seq),
  audit: auditView(review, audit),
});

/** Answers a repeated call from what is there; else does it and tells the page. */
const once = (world: World, id: string, key: string, make: (review: OpenReview) => Audit) => {
  const review = world.reviews.get(id);
  const before = auditByKey(review, key);
  if (before !== undefined) return answered(world, review, before);
  const audit = make(review);
  review.touched();
  return answered(world, review, audit);
};

const judged = (
  { reviews, work }: World,
  { review: id, target, alpha }: { review: string; target: number; alpha: number | undefined },
  signal?: AbortLike,
) => work.run<Judged>('judge', { log: screenedIn(reviews.get(id)), target, alpha } satisfies JudgeTask, { ...(signal && { signal }) });
type AbortLike = Parameters<Answers<'stop.get'>['stop.get']>[2];

export const stop: Answers<Names> = {
  'stop.get': async (world, { review: id, target, alpha, audits }, signal): Promise<StopView> => {
    const review = world.reviews.get(id);
    const made = auditsOf(review);
    const { total: _total, ...next } = nextAudit(made, { alpha, audits });
    const possible = !next.spent && openAudit(review) === undefined;
    const view = await judged(world, { review: id, target, alpha: possible ? next.alpha : undefined }, signal);
    return { ...view, next, audits: made.map((audit) => auditView(review, audit)).reverse(), stopped: stoppedIn(review) };
  },
  'stop.chances': ({ reviews, work }, { review: id, target }, signal) =>
    stepping(async (step) => {
      const review = reviews.get(id);
      const read = counted(review).map(({ citation }) => citation);
      const unread = unreadIn(review);
      const log = screenedIn(review);
      const { chance: by, reliability } = await review.ranking.chances({ signal, step });
      const chance = Float64Array.from([...read, ...unread], (citation) => by.get(citation) ?? 0);
      const rules = await work.run<readonly RuleRow[]>('judgeByChances', { log: { ...log, chance }, target }, { signal });
      return { rules, reliability };
    }),
  'stop.record': async (world, { review: id, key, target }) => {
    const review = world.reviews.get(id);
    const before = review.store.ledger.byKey(key);
    if (before !== undefined) return said(world, review, before.seq);
    if (stoppedIn(review) !== undefined) throw new Failure('stop.already');
    const { facts, rules } = await judged(world, { review: id, target, alpha: undefined });
    const seq = review.writing().rule(stoppedBody(review, { target, facts, usual: rules[0]! }), signedBy(world, key));
    review.touched();
    return said(world, review, seq);
  },
  'stop.resume': (world, { review: id, key }) => {
    const review = world.reviews.get(id);
    if (review.store.ledger.byKey(key) === undefined && stoppedIn(review) === undefined) throw new Failure('stop.none');
    const seq = review.writing().rule(resumed, signedBy(world, key));
    review.touched();
    return said(world, review, seq);
  },
  'audit.lock': async (world, { review: id, key, ...wanted }) => {
    const { store } = world.reviews.get(id);
    const bare =
      auditByKey(world.reviews.get(id), key) === undefined ? await world.work.run<readonly CitationId[]>('bare', { path: store.path }) : [];
    return once(world, id, key, (review) => {
      const unread = new Set(unreadIn(review));
      const unseen = bare.filter((citation) => unread.has(citation)).length;
      if (unseen > 0) throw new Failure('audit.bare', { count: String(unseen) });
      return keepAudit(review, lockFor(review, wanted), signedBy(world, key));
    });
  },
  'audit.next': ({ reviews }, { review: id, limit }) => {
    const review = reviews.get(id);
    const audit = openAudit(review);
    if (audit === undefined) return { cards: [] };
    return {
      audit: auditView(review, audit),
      cards: undecided(review, audit)
        .slice(0, limit)
        .map((citation) => blindCard(review, citation)),
    };
  },
  'audit.decide': (world, { review: id, key, citation, verdict, reason }) => {
    const review = world.reviews.get(id);
    const audit = theOpen(review);
    const entry = { citation: drawnOnly(audit, citation), verdict, stage: 'abstract' as const, origin: 'audit' as const, reason };
    const saved = review.writing().decide(entry, signedBy(world, key));
    review.decided([saved]);
    return { ...said(world, review, saved.seq), audit: auditView(review, audit) };
  },
  'audit.close': (world, { review: id, key }) =>
    once(world, id, key, (review) => {
      const audit = theOpen(review);
      const signed = signedBy(world, key);
      const statement = statementOf(review, audit, certificateOf(review, audit), { host: world.host, by: signed.by });
      return keepAudit(review, { kind: 'certificate', locked: audit.seq, statement }, signed);
    }),
  'audit.giveUp': (world, { review: id, key }) =>
    once(world, id, key, (review) => keepAudit(review, { kind: 'given-up', locked: theOpen(review).seq }, signedBy(world, key))),
  'audit.file': ({ reviews, host }, { review: id, audit: seq, form }) => {
    const review = reviews.get(id);
    const statement = auditsOf(review).find((audit) => audit.seq === seq)?.end?.statement;
    if (statement === undefined) throw new Failure('audit.none');
    const path = join(host.folders.temp, `certificate-${randomBytes(8).toString('hex')}.${form}`);
    writeFileSync(path, form === 'html' ? certificatePage(statement) : `${JSON.stringify(statement, undefined, 1)}\n`);
    const name = `stop-certificate-${nameFor(review.protocol().title)}.${form}`;
    return { name, count: statement.sampled.length, href: host.offer(path, name) };
  },
  'hunt.disagreements': ({ reviews }, { review: id, limit }, signal) =>
    stepping((step) => reviews.get(id).ranking.disagreements(limit, { signal, step })),
  'hunt.labels': ({ reviews }, { review: id, limit }, signal) => stepping((step) => reviews.get(id).ranking.contradictions(limit, { signal, step })),
};
