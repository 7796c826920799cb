// Reads a review by meaning: texts that the network has not seen yet go to the scorer, its answers to the desk, which keeps them.
import type { Encoder } from '../../../shared/evidence.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Scorer } from '../../models/index.ts';
import type { Answer, Question, Review } from '../../store/index.ts';
import { openEncoder, type Network, type RemoteUse } from '../batch/evidence.ts';
import { networkText, queryLine, queryQuestion, textHash, vectorQuestion } from '../rank/network-text.ts';
import type { Asking, Closely, Told } from '../rank/wish.ts';
import type { Desk } from '../talk.ts';
import { readOnly } from './reader.ts';

export interface EvidenceTask {
  readonly path: string;
  readonly models: Models;
  readonly queries: readonly string[];
  /** What is to be read closely: a few likely ones before all else, many after every record had its vector. */
  readonly closely: readonly Closely[];
  /** Citations by their keys, most useful first. */
  readonly keys: Uint32Array;
}

export type EvidencePart =
  | { readonly encoder: Encoder }
  | { readonly question: Question; readonly answers: readonly Answer[] }
  /** The scorer's process ended and is started again. */
  | { readonly died: true };

/** Where models are, and which of them the reader chose. */
export interface Models {
  readonly resources: string;
  readonly added: string;
  readonly model?: string | undefined;
  /** The scoring server that the reader turned on. */
  readonly remote?: RemoteUse | undefined;
}

interface Open {
  readonly hash: string;
  readonly text: string;
}

/** A list of likely ones up to this length is read before all records are; a longer one after them. */
const shortList = 500;
const lookMs = 200;

/** The network of this thread; started when first needed, and again when it died or another model was chosen. */
const running = new Map<string, Promise<Network>>();

const network = (models: Models): Promise<Network> => {
  const key = JSON.stringify([models.model ?? '', models.remote ?? {}]);
  const there = running.get(key);
  if (there !== undefined) return there;
  closeAll();
  const started = openChosen(models);
  running.set(key, started);
  started.catch(() => running.delete(key));
  return started;
};

/** A chosen model that is gone leaves the bundled one. */
const openChosen = async ({ resources, added, model, remote }: Models): Promise<Network> => {
  const log = () => undefined;
  const named = model === undefined || model === '' ? {} : { model };
  return openEncoder(resources, log, { added, remote, ...named }).catch((error: unknown) => {
    if (!(error instanceof Failure) || error.code !== 'model.missing' || !('model' in named)) throw error;
    return openEncoder(resources, log, { added, remote });
  });
};

const closeAll = () => {
  for (const other of running.values()) other.then((open) => open.close()).catch(() => undefined); // one that never opened has nothing to close
  running.clear();
};

/** For an explanation: asked at once, beside what else is being read. */
export const explain = async ({ models, asking }: { models: Models; asking: readonly Asking[] }): Promise<readonly Told[]> => {
  const by = await network(models);
  const told: Told[] = [];
  for (const { question, text } of asking) {
    const scorer = await scorerOf(by, question);
    if (scorer === undefined) continue;
    const want = { ...question, query: queryLine(question.query), at: new Uint32Array(0) };
    for await (const { values } of scorer.say(want, [text], new AbortController().signal)) told.push({ question, value: values });
  }
  return told;
};

/** Undefined where the question is to a network that is not this one any more: nothing may be kept under another's name. */
const scorerOf = async ({ scorer, encoder, cross }: Network, { model }: Question): Promise<Scorer | undefined> => {
  if (model === encoder.model) return scorer;
  return model === encoder.cross ? cross?.() : undefined;
};

export const readByMeaning = async ({ path, models, queries, keys, closely }: EvidenceTask, desk: Desk): Promise<{ said: number }> => {
  const by = await network(models);
  const { encoder } = by;
  await desk.part({ encoder } satisfies EvidencePart);
  const asked = readOnly(path, (review) =>
    missing(
      review,
      queryQuestion(encoder),
      encoder.width,
      queries.map((text) => ({ hash: textHash(text), text: queryLine(text) })),
    ),
  );
  const records = readOnly(path, (review) => missing(review, vectorQuestion(encoder), encoder.width, textsOf(review, keys)));
  const cancel = new AbortController();
  // A server may keep one waiting: cancelling reaches the request under way.
  const watch = setInterval(() => {
    if (desk.cancelled()) cancel.abort();
  }, lookMs);
  const say = async (question: Question, open: readonly Open[], step: (done: number) => void) => {
    if (open.length === 0) return;
    const scorer = await scorerOf(by, question);
    if (scorer === undefined) return; // the order made next asks for what this one is to say
    let done = 0;
    const width = question.kind === 'pair' ? 1 : encoder.width;
    for await (const { at, values } of scorer.say(
      { ...question, query: queryLine(question.query), part: question.kind === 'query' ? 'title' : 'both', at: new Uint32Array(0) },
      open.map(({ text }) => text),
      cancel.signal,
      () => void desk.part({ died: true } satisfies EvidencePart),
    )) {
      const answers = Array.from(at, (place, i) => ({ record: open[place]!.hash, value: values.slice(i * width, (i + 1) * width) }));
      await desk.part({ question, answers } satisfies EvidencePart);
      done += at.length;
      step(done);
      desk.check();
    }
  };
  try {
    await say(queryQuestion(encoder), asked, () => undefined);
    const readClosely = async ({ question, keys: likely }: Closely) => {
      const open = readOnly(path, (review) => missing(review, question, 1, textsOf(review, likely)));
      await say(question, open, (done) => desk.step({ done: likely.length - open.length + done, total: likely.length }));
    };
    const short = closely.filter(({ keys: likely }) => likely.length <= shortList && likely.length < keys.length);
    for (const one of short) await readClosely(one);
    await say(vectorQuestion(encoder), records, (done) => desk.step({ done: keys.length - records.length + done, total: keys.length }));
    for (const one of closely) if (!short.includes(one)) await readClosely(one);
  } catch (error) {
    // The next run starts another. One that died twice stays: it starts its process again, and counts how often.
    if (error instanceof Failure && /^(model|remote)\./.test(error.code) && error.code !== 'model.stopped') closeAll();
    throw error;
  } finally {
    clearInterval(watch);
    cancel.abort();
  }
  return { said: records.length };
};

/** Each text once; those that the file has an answer to are left out. */
const missing = (review: Review, question: Question, width: number, texts: readonly Open[]): Open[] => {
  const once = [...new Map(texts.map((text) => [text.hash, text])).values()];
  const values = review.evidence.read(
    question,
    once.map(({ hash }) => hash),
    width,
  );
  return once.filter((_text, at) => Number.isNaN(values[at * width]));
};

/** In the order of the keys; records without any text have nothing to say. */
const textsOf = (review: Review, keys: Uint32Array): Open[] => {
  const place = new Map(Array.from(keys, (key, at) => [key, at]));
  const texts: (Open | undefined)[] = new Array<Open | undefined>(keys.length);
  for (const citation of review.citations.each()) {
    const at = place.get(citation.key);
    const text = networkText(citation);
    if (at !== undefined && text !== '\n') texts[at] = { hash: textHash(text), text };
  }
  return texts.filter((text) => text !== undefined);
};
