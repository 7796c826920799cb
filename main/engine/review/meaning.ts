// When is a review read by meaning, and what becomes of what the network says? In the background, most useful first; the order is made anew as it comes.
import type { Encoder } from '../../../shared/evidence.ts';
import { Failure, type Code } from '../../../shared/failures.ts';
import type { Step } from '../../../shared/work.ts';
import type { Crew } from '../crew.ts';
import type { Log } from '../host.ts';
import type { Asking, Closely, Told } from '../rank/wish.ts';
import type { EvidencePart, EvidenceTask, Models } from '../work/evidence.ts';
import type { OpenReview } from './open.ts';

export interface Meaning {
  /** Known once the network was started for this review. */
  readonly encoder: Encoder | undefined;
  /** Grows with every answer kept. */
  readonly revision: number;
  /** How far the reading is; undefined where nothing is under way. */
  readonly step: Step | undefined;
  /** Why it does not go on, one sentence: the scoring process died, a server of the reader's own is away or not what it was, the model is no good. */
  readonly trouble: string | undefined;
  /** It is time to try that process or server again. */
  readonly due: boolean;
  /** The set or the protocol is another, or the review was opened: read what is not read yet. */
  start(order: Uint32Array, queries: readonly string[], closely: readonly Closely[]): void;
  /** What the network says for an explanation; nothing where it says nothing in time, or is in trouble. */
  tell(asking: readonly Asking[]): Promise<readonly Told[]>;
  close(): void;
}

interface Options {
  readonly review: OpenReview;
  /** One thread for all reviews: there is one scorer. */
  readonly crew: Crew;
  readonly models: () => Models;
  readonly log: Log;
  readonly now: () => number;
  /** Enough came that another order is worth making; the last time `whole`. */
  readonly came: (whole: boolean) => void;
  readonly told: () => void;
}

/** First after the first answers, then at growing distances: an order takes time that the reading needs too. */
const firstMs = 1_500;
const slower = 2;
/** A process that died too often or a server that was away is asked again after so long, when an order is made. */
const againMs = 60_000;
/** What may be otherwise a minute later; another try does not mend a model. */
const passes = (code: Code): boolean => /^remote\.|^model\.(stopped|deaths|slow)$/.test(code);
/** Given up by us, or nothing is there to read with: nobody need be told. */
const isTrouble = (code: Code): boolean => code !== 'call.cancelled' && code !== 'model.missing';
/** A reader who asks why waits no longer than this for the network. */
const patienceMs = 2_500;

export const meaningOf = ({ review, crew, models, log, now, came, told }: Options): Meaning => {
  let encoder: Encoder | undefined;
  let revision = 0;
  let step: Step | undefined;
  let stop: AbortController | undefined;
  let failed: { readonly says: string; readonly at: number; readonly passes: boolean } | undefined;
  const fail = (error: Failure) => (failed = { says: error.message, at: now(), passes: passes(error.code) });

  const run = async (keys: Uint32Array, { queries, closely }: Pick<EvidenceTask, 'queries' | 'closely'>, mine: AbortController) => {
    let pause = firstMs;
    let last = now();
    let before = revision;
    const part = (given: unknown) => {
      const said = given as EvidencePart;
      if ('encoder' in said) {
        const { model, cross } = said.encoder;
        if (model !== encoder?.model || cross !== encoder.cross) revision += 1; // what the file holds for it is not known yet
        encoder = said.encoder;
        return;
      }
      if ('died' in said) {
        fail(new Failure('model.stopped'));
        log.warn({ review: review.id }, 'the scoring process ended and is started again');
        told();
        return;
      }
      review.writing().evidence(said.question, said.answers);
      revision += 1;
      failed = undefined;
      if (now() - last < pause || said.question.kind === 'query') return;
      last = now();
      pause *= slower;
      came(false);
    };
    const task: EvidenceTask = { path: review.store.path, models: models(), queries, keys, closely };
    let goOn = false;
    try {
      await crew.run('evidence', task, {
        signal: mine.signal,
        part,
        step: (given) => {
          step = given;
          told();
        },
      });
      failed = undefined;
      came(true);
      before = revision;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // It died twice. As long as each run brings something the rest is asked for again; the scorer itself ends that after three deaths within a minute.
      goOn = error.code === 'model.stopped' && revision > before && !mine.signal.aborted;
      if (isTrouble(error.code) && !mine.signal.aborted) fail(error);
      if (error.code !== 'call.cancelled') log.warn({ review: review.id, code: error.code, ...error.slots }, 'not read by meaning');
      if (revision > before) came(true);
    } finally {
      if (stop === mine) step = undefined;
      told();
    }
    if (goOn) await run(keys, { queries, closely }, mine);
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
    get trouble() {
      return failed?.says;
    },
    get due() {
      return failed?.passes === true && step === undefined && now() - failed.at > againMs;
    },
    start: (order, queries, closely) => {
      stop?.abort();
      if (review.store.write === undefined || order.length === 0) return;
      stop = new AbortController();
      failed = undefined;
      run(order, { queries, closely }, stop).catch((error: unknown) =>
        log.error({ review: review.id, name: error instanceof Error ? error.name : typeof error }, 'reading by meaning failed'),
      );
    },
    tell: async (asking) => {
      if (asking.length === 0 || encoder === undefined || failed !== undefined) return [];
      const late = new Promise<readonly Told[]>((resolve) => setTimeout(resolve, patienceMs, []).unref());
      const told = crew.run<readonly Told[]>('explain', { models: models(), asking }).catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        return [];
      });
      return Promise.race([told, late]);
    },
    close: () => stop?.abort(),
  };
};
