// What does a stop certificate say, and does it hold when everything is computed again?
import { alphaOf, type Audited, chanceToPass, planSample, type Proof, prove, type Tail } from './audit.ts';
import { draw, isSeed } from './draw.ts';

/** Fixed and logged before the first record of the sample is shown. */
export interface Lock {
  readonly target: number;
  /** Of all audits of this review together. */
  readonly alpha: number;
  /** Audits fixed beforehand; absent: as many as need be, the j-th at α·2^{−j}. */
  readonly audits?: number;
  /** Which audit this is, from 1. */
  readonly audit: number;
  readonly sensitivity: number;
  /** Relevant records found before. */
  readonly found: number;
  /** m. */
  readonly sample: number;
  /** Relevant ones that the plan allowed in the sample. */
  readonly allowed: number;
  /** 32 hexadecimal digits. */
  readonly seed: string;
}

export interface Certificate {
  readonly kind: 'winnow-certificate';
  readonly version: 1;
  readonly review: string;
  readonly lock: Lock;
  /** Ids of all unscreened records at the lock, ascending. */
  readonly tail: readonly number[];
  /** Ids drawn, in order of drawing, each labelled. */
  readonly sampled: readonly { readonly id: number; readonly relevant: boolean }[];
  readonly proof: Proof;
}

/** A record of the sample as people would look for it. */
export interface Sampled {
  readonly id: number;
  readonly title: string;
  readonly pmid?: string;
  readonly doi?: string;
}

/** A certificate as it leaves the review: who gave it, where its lock stands on the ledger, what was read. */
export interface Statement extends Certificate {
  readonly made: { readonly by: string; readonly at: string; readonly version: string };
  readonly ledger: {
    readonly review: string;
    /** The row that fixed target, α, size and seed, before the first record was shown; its hash, 64 hexadecimal digits. */
    readonly locked: { readonly seq: number; readonly at: string; readonly by: string; readonly hash: string };
  };
  readonly records: readonly Sampled[];
  /** Over the canonical JSON (RFC 8785) of all the rest. Base64. */
  readonly signature?: { readonly algorithm: 'Ed25519'; readonly key: string; readonly value: string };
}

export const tailOf = (lock: Lock, left: number): Tail => ({
  found: lock.found,
  left,
  target: lock.target,
  alpha: alphaOf(lock.alpha, lock.audit, lock.audits),
  sensitivity: lock.sensitivity,
});

/** A plan for the page: how many to read, and the chance to pass were so many relevant left. */
export interface Plan {
  readonly allowed: 0 | 1;
  /** Undefined where no sample can prove the target (σ < 1). */
  readonly sample: number | undefined;
  readonly chance: number | undefined;
}

/** Both plans, none found and one found. @param expected relevant records believed left */
export const plans = (tail: Tail, expected: number): readonly Plan[] =>
  ([0, 1] as const).map((allowed) => {
    const sample = planSample(tail, allowed);
    return { allowed, sample, chance: sample === undefined ? undefined : chanceToPass(tail, sample, allowed, Math.round(expected)) };
  });

/** Recall that is proved if a sample of this size holds none: what can be certified where the target cannot. */
export const reachable = (tail: Tail, sample: number): number => (sample === 0 ? 0 : prove(tail, { sample, relevant: 0 }).recallLow);

/** Recall that smaller samples without a relevant record would prove: sizes 50, 100, 200 … below the one that proves the target. */
export const smaller = (tail: Tail, below: number): readonly { readonly sample: number; readonly recall: number }[] =>
  Array.from({ length: 8 }, (_, at) => 50 * 2 ** at)
    .filter((sample) => sample < Math.min(below, tail.left))
    .map((sample) => ({ sample, recall: reachable(tail, sample) }));

/** @param labels for every id drawn whether it is relevant */
export const certify = (review: string, lock: Lock, tail: readonly number[], labels: ReadonlyMap<number, boolean>): Certificate => {
  const sampled = draw(tail, lock.sample, lock.seed).map((id) => ({ id, relevant: labels.get(id) === true }));
  const audited: Audited = { sample: sampled.length, relevant: sampled.filter(({ relevant }) => relevant).length };
  return {
    kind: 'winnow-certificate',
    version: 1,
    review,
    lock,
    tail: [...tail].sort((a, b) => a - b),
    sampled,
    proof: prove(tailOf(lock, tail.length), audited),
  };
};

/**
 * Computes everything again from seed and ids.
 * @returns one sentence for each thing that does not hold; empty: the certificate is right
 */
export const verify = (certificate: Certificate): readonly string[] => {
  const { lock, tail, sampled, proof } = certificate;
  const findings: string[] = [];
  const check = (holds: boolean, says: string): void => {
    if (!holds) findings.push(says);
  };
  check(lock.target > 0 && lock.target <= 1 && lock.alpha > 0 && lock.alpha < 1, 'Target or α is out of range.');
  check(lock.sensitivity > 0 && lock.sensitivity <= 1, 'The sensitivity is out of range.');
  check(
    lock.audit >= 1 && (lock.audits === undefined || lock.audit <= lock.audits),
    `Audit ${String(lock.audit)} is more than were fixed beforehand.`,
  );
  check(
    tail.every((id, at) => at === 0 || id > tail[at - 1]!),
    'The ids of the tail are not ascending and unique.',
  );
  check(isSeed(lock.seed), 'The seed is not 32 hexadecimal digits.');
  check(lock.sample >= 1 && lock.sample <= tail.length, 'The sample is empty or larger than the tail.');
  if (findings.length > 0) return findings;

  const drawn = draw(tail, lock.sample, lock.seed);
  check(
    drawn.length === sampled.length && drawn.every((id, at) => id === sampled[at]!.id),
    'The sample is not the one that the seed draws from these ids.',
  );
  const again = prove(tailOf(lock, tail.length), { sample: sampled.length, relevant: sampled.filter(({ relevant }) => relevant).length });
  check(again.missingHigh === proof.missingHigh, `The bound on missing records is ${String(again.missingHigh)}, not ${String(proof.missingHigh)}.`);
  check(Math.abs(again.recallLow - proof.recallLow) < 1e-9, `The proved recall is ${again.recallLow.toFixed(6)}, not ${proof.recallLow.toFixed(6)}.`);
  check(
    again.certified === proof.certified,
    again.certified ? 'The target is proved, but the certificate says it is not.' : 'The target is not proved.',
  );
  check(
    again.estimate.every((value, at) => Math.abs(value - proof.estimate[at]!) < 1e-9),
    'The estimate of what is left differs.',
  );
  return findings;
};

/** One decimal, none where it is 0. Rounded down: no more is said than is proved. */
const percent = (share: number): string => `${String(Math.floor(1000 * share + 1e-9) / 10)}%`;

/** The statement in words, a line each, for the printed page. */
export const statement = ({ review, lock, tail, sampled, proof }: Certificate): readonly string[] => {
  const hits = sampled.filter(({ relevant }) => relevant).length;
  const confidence = percent(1 - alphaOf(lock.alpha, lock.audit, lock.audits));
  return [
    `Review: ${review}`,
    proof.certified
      ? `With confidence ${confidence}, at least ${percent(proof.recallLow)} of the relevant records were found; the target of ${percent(lock.target)} is proved.`
      : `The target of ${percent(lock.target)} is not proved: with confidence ${confidence}, at least ${percent(proof.recallLow)} of the relevant records were found.`,
    `Before the audit ${String(lock.found)} relevant records had been found and ${String(tail.length)} records were unscreened.`,
    `Of these, ${String(sampled.length)} were drawn at random (seed ${lock.seed}) and all were read; ${hits === 0 ? 'none was' : hits === 1 ? 'one was' : `${String(hits)} were`} relevant.`,
    `So, with that confidence, at most ${String(proof.missingHigh)} relevant record${proof.missingHigh === 1 ? ' was' : 's were'} in the tail, whatever the order of screening was.`,
    `Target, α = ${String(lock.alpha)}${lock.audits === undefined ? ', halved for each audit' : ` over ${String(lock.audits)} audit${lock.audits === 1 ? '' : 's'}`} and the size of the sample were fixed before it was drawn; this is audit ${String(lock.audit)}.`,
    lock.sensitivity < 1
      ? `A relevant record is taken to be recognised with chance ${String(lock.sensitivity)}.`
      : 'Every relevant record drawn is taken to have been recognised.',
  ];
};
