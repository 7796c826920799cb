// How does a command make and check a review at a place of its own?
import type { Protocol } from '../../../shared/citation.ts';
import { Failure, sentence } from '../../../shared/failures.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { verify, type Certificate } from '../../stopping/certificate.ts';
import { createReview, verifyReview } from '../../store/index.ts';

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

/** What does not hold of a certificate, in sentences; undefined where the text is none. */
export const verifyCertificate = (text: string): readonly string[] | undefined => {
  const value = parsed(text);
  if (!isCertificate(value)) return undefined;
  return verify(value);
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

/** Every field that the check reads, of the kind that it reads it as. */
const isCertificate = (value: unknown): value is Certificate => {
  if (!isObject(value) || value.kind !== 'winnow-certificate' || !isObject(value.lock) || !isObject(value.proof)) return false;
  const { lock, proof, tail, sampled } = value;
  const numbers = [lock.target, lock.alpha, lock.sensitivity, lock.audit, lock.sample, lock.found, proof.missingHigh, proof.recallLow];
  return (
    numbers.every((one) => typeof one === 'number') &&
    typeof lock.seed === 'string' &&
    isNumbers(tail) &&
    isNumbers(proof.estimate) &&
    Array.isArray(sampled) &&
    sampled.every((one) => isObject(one) && typeof one.id === 'number' && typeof one.relevant === 'boolean')
  );
};
