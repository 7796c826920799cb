// Reads a review by meaning: texts that the network has not seen yet go to the scorer, its answers to the desk, which keeps them.
import type { Encoder } from '../../../shared/evidence.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Answer, Question, Review } from '../../store/index.ts';
import { openEncoder, type Network } from '../batch/evidence.ts';
import { networkText, queryLine, queryQuestion, textHash, vectorQuestion } from '../rank/network-text.ts';
import type { Desk } from '../talk.ts';
import { readOnly } from './reader.ts';

export interface EvidenceTask {
  readonly path: string;
  readonly resources: string;
  readonly queries: readonly string[];
  /** Citations by their keys, most useful first. */
  readonly keys: Uint32Array;
}

export type EvidencePart = { readonly encoder: Encoder } | { readonly question: Question; readonly answers: readonly Answer[] };

interface Open {
  readonly hash: string;
  readonly text: string;
}

/** The scorer of this thread; started when first needed, and again when it died. */
const running = new Map<'scorer', Promise<Network>>();

const network = (resources: string): Promise<Network> => {
  const there = running.get('scorer');
  if (there !== undefined) return there;
  const started = openEncoder(resources, () => undefined);
  running.set('scorer', started);
  started.catch(() => running.delete('scorer'));
  return started;
};

export const readByMeaning = async ({ path, resources, queries, keys }: EvidenceTask, desk: Desk): Promise<{ said: number }> => {
  const { scorer, encoder } = await network(resources);
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
  const say = async (question: Question, open: readonly Open[], step: (done: number) => void) => {
    if (open.length === 0) return;
    let done = 0;
    for await (const { at, values } of scorer.say(
      { ...question, part: question.kind === 'query' ? 'title' : 'both', at: new Uint32Array(0) },
      open.map(({ text }) => text),
      cancel.signal,
    )) {
      const answers = Array.from(at, (place, i) => ({ record: open[place]!.hash, value: values.slice(i * encoder.width, (i + 1) * encoder.width) }));
      await desk.part({ question, answers } satisfies EvidencePart);
      done += at.length;
      step(done);
      desk.check();
    }
  };
  try {
    await say(queryQuestion(encoder), asked, () => undefined);
    await say(vectorQuestion(encoder), records, (done) => desk.step({ done: keys.length - records.length + done, total: keys.length }));
  } catch (error) {
    // A scorer that died twice or hung is not asked again in this run; the next run starts a new one.
    if (error instanceof Failure && error.code.startsWith('model.')) running.delete('scorer');
    throw error;
  } finally {
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
