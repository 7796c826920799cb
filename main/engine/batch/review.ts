// How does a command make and check a review at a place of its own?
import canonicalize from 'canonicalize';
import type { Protocol } from '../../../shared/citation.ts';
import { Failure, sentence } from '../../../shared/failures.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { statementInside } from '../../reports/certificate.ts';
import { verify, type Statement } from '../../stopping/certificate.ts';
import { createReview, openReview, verifyReview } from '../../store/index.ts';
import { signatureHolds } from '../review/signing.ts';

/** An empty review at this path. @throws Failure where something is there already or cannot be written */
export const createAt = (path: string, protocol: Protocol | undefined, now: () => Date): void => {
  createReview(path, { by: 'winnow', protocol }, { now: () => now().toISOString() }).close();
};

/** What is wrong with the file, in sentences; none where it is sound. @throws Failure where it is no review of ours */
export const verifyAt = (path: string, { signal, step }: { signal: Signal; step: (step: Step) => void }): string[] => {
  const work = verifyReview(path);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value.map(({ code, slots }) => sentence(code, slots));
    if (signal.aborted) throw new Failure('call.cancelled');
    step(next.value);
  }
};

export interface CheckedCertificate {
  /** What does not hold, in sentences. */
  readonly findings: readonly string[];
  /** What was looked at beside the sums: the signature, the ledger. */
  readonly said: readonly string[];
}

/**
 * A certificate computed again from its seed and ids; JSON, or the printed page that carries it. Undefined where the text is neither.
 * @param reviewAt the review that gave it: then its ledger must hold the lock
 */
export const verifyCertificate = (text: string, reviewAt?: string): CheckedCertificate | undefined => {
  const value = parsed(statementInside(text) ?? text);
  if (!isCertificate(value)) return undefined;
  const findings = [...verify(value)];
  const said: string[] = [];
  const holds = signatureHolds(value);
  if (holds === undefined) said.push('It is not signed.');
  else if (holds) said.push(`Signed by the key ${value.signature!.key}.`);
  else findings.push('The signature does not belong to this statement: something in it was changed after it was signed.');
  if (reviewAt !== undefined) findings.push(...againstLedger(value, reviewAt));
  return { findings, said };
};

/** Does the ledger hold the lock as the certificate has it, and the same certificate? */
const againstLedger = (statement: Statement, path: string): string[] => {
  const review = openReview(path, { mode: 'read' });
  try {
    const { locked } = (statement as Partial<Statement>).ledger ?? {};
    if ((statement as Partial<Statement>).ledger?.review !== review.id || locked === undefined) return ['It was given by another review.'];
    if (!review.ledger.holds(locked.seq, Buffer.from(locked.hash, 'hex')))
      return [`Row ${String(locked.seq)} of the ledger is not the lock of this certificate.`];
    const documents = review.audits.all();
    const lock = documents.find(({ seq }) => seq === locked.seq)?.body as { lock?: unknown; tail?: unknown } | undefined;
    const given = documents.flatMap(({ body }) => (body as { statement?: unknown }).statement ?? []);
    const same = (one: unknown, other: unknown): boolean => canonicalize(one) === canonicalize(other);
    const findings: string[] = [];
    if (!same(lock?.lock, statement.lock) || !same(lock?.tail, statement.tail))
      findings.push('The lock on the ledger had other figures, or another tail.');
    if (!given.some((one) => same(one, statement))) findings.push('The ledger holds no such certificate.');
    return findings;
  } finally {
    review.close();
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumbers = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'number');

const isLedger = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.review === 'string' &&
  isObject(value.locked) &&
  typeof value.locked.seq === 'number' &&
  typeof value.locked.hash === 'string';

/** Every field that the check reads, of the kind that it reads it as. */
const isCertificate = (value: unknown): value is Statement => {
  if (!isObject(value) || value.kind !== 'winnow-certificate' || !isObject(value.lock) || !isObject(value.proof)) return false;
  const { lock, proof, tail, sampled } = value;
  const numbers = [lock.target, lock.alpha, lock.sensitivity, lock.audit, lock.sample, lock.found, proof.missingHigh, proof.recallLow];
  return (
    numbers.every((one) => typeof one === 'number') &&
    typeof lock.seed === 'string' &&
    isNumbers(tail) &&
    isNumbers(proof.estimate) &&
    Array.isArray(sampled) &&
    sampled.every((one) => isObject(one) && typeof one.id === 'number' && typeof one.relevant === 'boolean') &&
    (value.signature === undefined ||
      (isObject(value.signature) && typeof value.signature.key === 'string' && typeof value.signature.value === 'string')) &&
    (value.ledger === undefined || isLedger(value.ledger))
  );
};
