// Which random audits of the rest were locked in this review, how far is each, and what did it prove? Folded from the ledger.
import { randomBytes } from 'node:crypto';
import type { CitationId } from '../../../shared/citation.ts';
import type { AuditView, StopView } from '../../../shared/contract.ts';
import type { Seq } from '../../../shared/decision.ts';
import { Failure } from '../../../shared/failures.ts';
import { alphaOf, planSample } from '../../stopping/audit.ts';
import { certify, statement, tailOf, type Certificate, type Lock, type Statement } from '../../stopping/certificate.ts';
import { draw } from '../../stopping/draw.ts';
import type { Documented, Signed } from '../../store/index.ts';
import { counted } from './progress.ts';
import type { OpenReview } from './open.ts';
import { holds, isRead } from './standing.ts';

/** What the ledger's audit rows hold. */
interface Locked {
  readonly kind: 'lock';
  readonly lock: Lock;
  /** Citations unread then, ascending; those drawn of them, in order of drawing. */
  readonly tail: readonly CitationId[];
  readonly drawn: readonly CitationId[];
}
interface Ended {
  readonly kind: 'certificate' | 'given-up';
  readonly locked: Seq;
  readonly statement?: Statement;
}

export interface Audit extends Locked {
  readonly seq: Seq;
  readonly at: string;
  readonly by: string;
  readonly end?: { readonly seq: Seq; readonly at: string; readonly by: string; readonly statement?: Statement };
}

const isLocked = (doc: Documented<unknown>): doc is Documented<Locked> => kindOf(doc) === 'lock';
const isEnded = (doc: Documented<unknown>): doc is Documented<Ended> => kindOf(doc) === 'certificate' || kindOf(doc) === 'given-up';
const kindOf = ({ body }: Documented<unknown>): unknown => (typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined);

const folded = (documents: readonly Documented<unknown>[]): readonly Audit[] => {
  const ends = new Map(documents.filter(isEnded).map(({ seq, at, by, body }) => [body.locked, { seq, at, by, statement: body.statement }]));
  return documents.filter(isLocked).map(({ seq, at, by, body }) => ({ ...body, seq, at, by, end: ends.get(seq) }));
};

const known = new WeakMap<OpenReview, { readonly upTo: Seq; readonly audits: readonly Audit[] }>();

/** Oldest first. Read again only where the ledger has a newer audit row; here nobody else writes. */
export const auditsOf = (review: OpenReview): readonly Audit[] => {
  const { store } = review;
  const upTo = store.audits.last();
  const before = known.get(review);
  if (before?.upTo === upTo) return before.audits;
  const audits = folded(store.audits.all());
  known.set(review, { upTo, audits });
  return audits;
};

export const openAudit = (review: OpenReview): Audit | undefined => auditsOf(review).find(({ end }) => end === undefined);

/** @throws Failure 'audit.none' */
export const theOpen = (review: OpenReview): Audit => {
  const open = openAudit(review);
  if (open === undefined) throw new Failure('audit.none');
  return open;
};

/** Drawn by the audit under way: a decision on it is the audit's, wherever it is made. */
export const originOf = (review: OpenReview, citation: CitationId): 'screened' | 'audit' => {
  const open = openAudit(review);
  return open !== undefined && drawnIn(open).has(citation) ? 'audit' : 'screened';
};

const sets = new WeakMap<readonly CitationId[], ReadonlySet<CitationId>>();
const drawnIn = ({ drawn }: Locked): ReadonlySet<CitationId> => {
  const there = sets.get(drawn) ?? new Set(drawn);
  sets.set(drawn, there);
  return there;
};

/** @throws Failure 'audit.drawn' */
export const drawnOnly = (audit: Audit, citation: CitationId): CitationId => {
  if (!drawnIn(audit).has(citation)) throw new Failure('audit.drawn', { citation: String(citation) });
  return citation;
};

/** Relevant or not, of those drawn that are decided; a maybe is no answer, and prior knowledge none that was made here. */
const labelsIn = (review: OpenReview, { drawn }: Locked): ReadonlyMap<CitationId, boolean> =>
  new Map(
    drawn.flatMap((citation) => {
      const stands = review.standing.of(citation);
      if (stands === undefined || stands.origin === 'prior' || (stands.verdict !== 'include' && stands.verdict !== 'exclude')) return [];
      return [[citation, stands.verdict === 'include'] as const];
    }),
  );

/** Drawn and not decided yet, in order of drawing. */
export const undecided = (review: OpenReview, audit: Audit): readonly CitationId[] => {
  const labels = labelsIn(review, audit);
  return audit.drawn.filter((citation) => !labels.has(citation));
};

/** What the ledger fixes for the next audit. A review's first audit fixes α and the number of audits for all. */
export const nextAudit = (
  audits: readonly Audit[],
  asked: { readonly alpha?: number; readonly audits?: number } = {},
): StopView['next'] & { readonly total: number } => {
  const first = audits[0]?.lock;
  const total = first?.alpha ?? asked.alpha ?? 0.05;
  const many = first === undefined ? (asked.audits ?? 1) : (first.audits ?? 0);
  const audit = audits.length + 1;
  const fixed = { audit, fixed: first !== undefined, total, ...(many > 0 && { audits: many }) };
  const spent = many > 0 && audit > many;
  return { ...fixed, spent, alpha: alphaOf(total, audit, many > 0 ? many : undefined) };
};

/** All unread citations of the review: the tail an audit is drawn from. Twins are records of their own; duplicates stand behind theirs. */
export const unreadIn = (review: OpenReview): CitationId[] => [...review.shown()].filter((citation) => !isRead(review.standing.of(citation)));

interface Wanted {
  readonly target: number;
  readonly alpha: number;
  readonly audits: number;
  readonly allowed: 0 | 1;
  readonly sensitivity: number;
}

/** Fixes everything before the first record is shown. @throws Failure audit.* */
export const lockFor = (review: OpenReview, wanted: Wanted): Locked => {
  const audits = auditsOf(review);
  const open = openAudit(review);
  if (open !== undefined)
    throw new Failure('audit.open', { done: String(open.drawn.length - undecided(review, open).length), sample: String(open.drawn.length) });
  const next = nextAudit(audits, wanted);
  if (next.spent) throw new Failure('audit.spent', { audits: String(next.audits) });
  if (next.fixed && (Math.abs(next.total - wanted.alpha) > 1e-12 || (next.audits ?? 0) !== wanted.audits))
    throw new Failure('audit.fixed', { alpha: String(next.total), audits: next.audits === undefined ? 'as many as need be' : String(next.audits) });
  const found = counted(review).filter(({ verdict }) => verdict === 'include').length;
  if (found === 0) throw new Failure('audit.nothing');
  const tail = unreadIn(review);
  const { target, allowed, sensitivity } = wanted;
  const percent = `${String(Math.round(target * 1000) / 10)}%`;
  const sample = planSample({ found, left: tail.length, target, alpha: next.alpha, sensitivity }, allowed);
  if (sample === undefined) throw new Failure('audit.impossible', { unread: String(tail.length), target: percent });
  if (sample === 0) throw new Failure('audit.needless', { target: percent });
  const lock: Lock = {
    target,
    alpha: next.total,
    ...(next.audits !== undefined && { audits: next.audits }),
    audit: next.audit,
    sensitivity,
    found,
    sample,
    allowed,
    seed: freshSeed(),
  };
  return { kind: 'lock', lock, tail, drawn: draw(tail, sample, lock.seed) };
};

/** 128 bits, of which no one can choose the sample. */
const freshSeed = (): string => {
  const seed = randomBytes(16).toString('hex');
  return /^0+$/.test(seed) ? freshSeed() : seed;
};

/** @throws Failure 'audit.unread' */
export const certificateOf = (review: OpenReview, audit: Audit): Certificate => {
  const left = undecided(review, audit).length;
  if (left > 0) throw new Failure('audit.unread', { left: String(left) });
  return certify(review.protocol().title, audit.lock, audit.tail, labelsIn(review, audit));
};

/** Writes the row; a repeated key gives the row that is there. */
export const keepAudit = (review: OpenReview, body: Locked | Ended, signed: Signed): Audit => {
  const seq = review.writing().audit(body, signed);
  const locked = body.kind === 'lock' ? seq : body.locked;
  return auditsOf(review).find((one) => one.seq === locked)!;
};

/** The audit that a row under this key belongs to, where the call was answered before. */
export const auditByKey = (review: OpenReview, key: string): Audit | undefined => {
  const seq = review.store.ledger.byKey(key)?.seq;
  return seq === undefined ? undefined : auditsOf(review).find((one) => one.seq === seq || one.end?.seq === seq);
};

const laterThan = (review: OpenReview, tail: readonly CitationId[]): number => {
  const sorted = Uint32Array.from(tail);
  return unreadIn(review).filter((citation) => !holds(sorted, citation)).length;
};

export const auditView = (review: OpenReview, audit: Audit): AuditView => {
  const { lock, tail, drawn, end, seq, at, by } = audit;
  const given = end?.statement;
  const labels = given === undefined ? labelsIn(review, audit) : new Map(given.sampled.map(({ id, relevant }) => [id, relevant]));
  return {
    seq,
    at,
    by,
    state: end === undefined ? 'open' : given === undefined ? 'givenUp' : 'closed',
    audit: lock.audit,
    audits: lock.audits,
    target: lock.target,
    confidence: 1 - tailOf(lock, tail.length).alpha,
    sensitivity: lock.sensitivity,
    found: lock.found,
    unread: tail.length,
    sample: drawn.length,
    allowed: lock.allowed,
    seed: lock.seed,
    done: labels.size,
    relevant: [...labels.values()].filter(Boolean).length,
    proof: given?.proof,
    since: laterThan(review, tail),
    statement: given === undefined ? undefined : statement(given),
  };
};
