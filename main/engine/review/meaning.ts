// When is a review read by meaning, and what becomes of what the network says? In the background, most useful first; the order is made anew as it comes.
import type { Encoder } from '../../../shared/evidence.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Step } from '../../../shared/work.ts';
import type { Crew } from '../crew.ts';
import type { Log } from '../host.ts';
import type { EvidencePart, EvidenceTask } from '../work/evidence.ts';
import type { OpenReview } from './open.ts';

export interface Meaning {
  /** Known once the network was started for this review. */
  readonly encoder: Encoder | undefined;
  /** Grows with every answer kept. */
  readonly revision: number;
  /** How far the reading is; undefined where nothing is under way. */
  readonly step: Step | undefined;
  /** The set or the protocol is another, or the review was opened: read what is not read yet. */
  start(order: Uint32Array, queries: readonly string[]): void;
  close(): void;
}

interface Options {
  readonly review: OpenReview;
  /** One thread for all reviews: there is one scorer. */
  readonly crew: Crew;
  readonly resources: string;
  readonly log: Log;
  readonly now: () => number;
  /** Enough came that another order is worth making; the last time `whole`. */
  readonly came: (whole: boolean) => void;
  readonly told: () => void;
}

/** First after the first answers, then at growing distances: an order takes time that the reading needs too. */
const firstMs = 1_500;
const slower = 2;

export const meaningOf = ({ review, crew, resources, log, now, came, told }: Options): Meaning => {
  let encoder: Encoder | undefined;
  let revision = 0;
  let step: Step | undefined;
  let stop: AbortController | undefined;

  const run = async (keys: Uint32Array, queries: readonly string[], mine: AbortController) => {
    let pause = firstMs;
    let last = now();
    let before = revision;
    const part = (given: unknown) => {
      const said = given as EvidencePart;
      if ('encoder' in said) {
        encoder = said.encoder;
        return;
      }
      review.writing().evidence(said.question, said.answers);
      revision += 1;
      if (now() - last < pause || said.question.kind === 'query') return;
      last = now();
      pause *= slower;
      came(false);
    };
    const task: EvidenceTask = { path: review.store.path, resources, queries, keys };
    try {
      await crew.run('evidence', task, {
        signal: mine.signal,
        part,
        step: (given) => {
          step = given;
          told();
        },
      });
      came(true);
      before = revision;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code !== 'call.cancelled') log.warn({ review: review.id, code: error.code, ...error.slots }, 'not read by meaning');
      if (revision > before) came(true);
    } finally {
      if (stop === mine) step = undefined;
      told();
    }
  };

  return {
    get encoder() {
      return encoder;
    },
    get revision() {
      return revision;
    },
    get step() {
      return step;
    },
    start: (order, queries) => {
      stop?.abort();
      if (review.store.write === undefined || order.length === 0) return;
      stop = new AbortController();
      run(order, queries, stop).catch((error: unknown) =>
        log.error({ review: review.id, name: error instanceof Error ? error.name : typeof error }, 'reading by meaning failed'),
      );
    },
    close: () => stop?.abort(),
  };
};
