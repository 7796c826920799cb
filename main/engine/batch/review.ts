// How does a command make and check a review at a place of its own?
import canonicalize from 'canonicalize';
import type { Protocol } from '../../../shared/citation.ts';
import { Failure, sentence } from '../../../shared/failures.ts';
import type { Signal, Step } from '../../../shared/work.ts';
import { parseJson } from '../../protocol/json.ts';
import { certificatePage, statementInside } from '../../reports/certificate.ts';
import { statement as sentences, verify, type Statement } from '../../stopping/certificate.ts';
import { createReview, openReview, verifyReview } from '../../store/index.ts';
import { signatureHolds } from '../review/signing.ts';
import { driven } from './driven.ts';

/** An empty review at this path. @throws Failure where something is there already or cannot be written */
export const createAt = (path: string, protocol: Protocol | undefined, now: () => Date): void => {
  createReview(path, { by: 'winnow', protocol }, { now: () => now().toISOString() }).close();
};

/** What is wrong with the file, in sentences; none where it is sound. @throws Failure where it is no review of ours */
export const verifyAt = async (path: string, options: { readonly signal: Signal; readonly step: (step: Step) => void }): Promise<string[]> =>
  (await driven(verifyReview(path), options)).map(({ code, slots }) => sentence(code, slots));

export interface CheckedCertificate {
  /** What does not hold, in sentences. */
  readonly findings: readonly string[];
  /** What was looked at beside the sums: the signature, the ledger. */
  readonly said: readonly string[];
}

export interface CheckOptions {
  /** Of the Winnow that checks: it prints the pages of its own version only. */
  readonly version: string;
  /** The review that gave it: then its ledger must hold the lock. */
  readonly reviewAt?: string | undefined;
}

/** A certificate computed again from its seed and ids; JSON, or the printed page that carries it. Any text: what is none says why. */
export const verifyCertificate = (text: string, { version, reviewAt }: CheckOptions): CheckedCertificate => {
  const page = isPage(text);
  const json = page ? statementInside(text) : text;
  if (json === undefined) return none('the page holds no statement');
  const { value, repeated, trouble } = parsed(json);
  if (trouble !== undefined) return none(trouble);
  const wrong = wrongIn(value);
  if (wrong !== undefined) return none(wrong);
  const given = value as Statement;
  const findings = [...repeated.map((key) => `“${key}” is given twice: readers may take either.`), ...verify(given)];
  const said: string[] = [];
  const holds = signatureHolds(given);
  if (holds === undefined) findings.push('It is not signed: nothing shows who gave it, nor that it is as it was given.');
  else if (holds) said.push(`Signed by the key ${given.signature!.key}.`);
  else findings.push('The signature does not belong to this statement: something in it was changed after it was signed.');
  if (page) {
    if (given.made.version !== version)
      said.push(`The page was printed by Winnow ${given.made.version}: only the statement inside was checked, which says what follows.`);
    else if (pageText(text) !== pageText(certificatePage(given)))
      findings.push(
        'The page is not the one that Winnow prints of the statement inside: what it shows was changed, or a browser saved it anew (then check the JSON).',
      );
  }
  if (reviewAt !== undefined) findings.push(...againstLedger(given, reviewAt));
  return { findings, said: findings.length > 0 ? said : [...said, ...sentences(given)] };
};

const none = (why: string): CheckedCertificate => ({ findings: [`It is no certificate of Winnow's: ${why}.`], said: [] });

const isPage = (text: string): boolean => /^\s*</.test(text);

/** Line ends and space around it are no part of what a page says. */
const pageText = (html: string): string => html.replace(/\r\n?/g, '\n').trim();

/** Does the ledger hold the lock as the certificate has it, and the same certificate? */
const againstLedger = (statement: Statement, path: string): string[] => {
  const review = openReview(path, { mode: 'read' });
  try {
    const { locked } = statement.ledger;
    if (statement.ledger.review !== review.id) return ['It was given by another review.'];
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

/** Strict, and with the keys that came twice: other readers may take the first. */
const parsed = (text: string): { readonly value?: unknown; readonly repeated: readonly string[]; readonly trouble?: string } => {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { repeated: [], trouble: `${error.slots.what ?? 'it is no JSON'} at character ${error.slots.at ?? '0'}` };
  }
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumbers = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'number');
const hasTexts = (value: unknown, ...names: readonly string[]): boolean => isObject(value) && names.every((name) => typeof value[name] === 'string');
const hasNumbers = (value: unknown, ...names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => typeof value[name] === 'number');

/** The first field that the check reads and that is missing or of another kind. */
const wrongIn = (value: unknown): string | undefined => {
  if (!isObject(value)) return 'it is no object';
  if (value.kind !== 'winnow-certificate') return 'its kind is not winnow-certificate';
  if (value.version !== 1)
    return `it is of version ${value.version === undefined ? 'none' : JSON.stringify(value.version)}, and this Winnow knows version 1`;
  const { lock, proof, tail, sampled, made, ledger, records, signature } = value;
  const locked = isObject(ledger) ? ledger.locked : undefined;
  const parts: readonly (readonly [string, boolean])[] = [
    ['review', typeof value.review === 'string'],
    ['lock', hasNumbers(lock, 'target', 'alpha', 'sensitivity', 'audit', 'sample', 'found', 'allowed') && hasTexts(lock, 'seed')],
    ['lock.audits', !isObject(lock) || lock.audits === undefined || typeof lock.audits === 'number'],
    ['tail', isNumbers(tail)],
    ['sampled', Array.isArray(sampled) && sampled.every((one) => isObject(one) && typeof one.id === 'number' && typeof one.relevant === 'boolean')],
    ['proof', hasNumbers(proof, 'missingHigh', 'recallLow') && isObject(proof) && isNumbers(proof.estimate) && typeof proof.certified === 'boolean'],
    ['made', hasTexts(made, 'by', 'at', 'version')],
    ['ledger', hasTexts(ledger, 'review') && hasNumbers(locked, 'seq') && hasTexts(locked, 'at', 'by', 'hash')],
    ['records', Array.isArray(records) && records.every((one) => hasNumbers(one, 'id') && hasTexts(one, 'title'))],
    ['signature', signature === undefined || (hasTexts(signature, 'key', 'value') && isObject(signature) && signature.algorithm === 'Ed25519')],
  ];
  const wrong = parts.find(([, holds]) => !holds)?.[0];
  return wrong === undefined ? undefined : `its “${wrong}” is missing or is not what it was`;
};
